import { Worker } from 'node:worker_threads';
import { AppError, isErrorCode } from '#server/domain/errors.ts';
import type { WorkerReply, WorkerSetup } from './search-worker.ts';

// Same ending as this module: '.ts' from source, '.js' once built.
const self = import.meta.url;
const entry = new URL(`./search-worker${self.slice(self.lastIndexOf('.'))}`, self);
const execArgv = self.endsWith('.ts') ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [];

/** Queries make much short-lived garbage: a small nursery keeps the process small; the frequent terms and items need the rest. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1_024 };

export interface Waiting { resolve: (value: unknown) => void; reject: (error: unknown) => void }

/** A thread that answers one request after the other; started when first asked, started again after a crash. */
export class SearchThread {
  readonly #setup: WorkerSetup;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #nextId = 1;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
  }

  get busy(): number {
    return this.#waiting.size;
  }

  get started(): boolean {
    return this.#worker !== null;
  }

  #start(): Worker {
    const worker = new Worker(entry, { workerData: this.#setup, execArgv, resourceLimits: LIMITS });
    worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('search thread ended')));
    // Waiting requests keep the process alive by themselves; an idle thread must not.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    // Under `node --watch` threads also report the files they load.
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('value' in reply) waiting.resolve(reply.value);
    else if (reply.error.code !== null && isErrorCode(reply.error.code)) waiting.reject(new AppError(reply.error.code, { ...reply.error.details }));
    else waiting.reject(new AppError('search-unavailable', {}, { cause: Object.assign(new Error(reply.error.message), { stack: reply.error.stack }) }));
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new AppError('search-unavailable', {}, { cause: error }));
    this.#waiting.clear();
  }

  ask<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const worker = this.#worker ?? this.#start();
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      worker.ref();
      worker.postMessage({ id, method, args });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    await this.ask('close');
    this.#worker = null;
    await worker.terminate();
  }
}
