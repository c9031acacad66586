import { Worker } from 'node:worker_threads';
import { AppError, isErrorCode } from '#server/base/errors.ts';
import type { ThreadReply } from './answer-requests.ts';

/**
 * Queries make much short-lived garbage: a small nursery keeps the process small; what the thread
 * holds of the index needs the rest.
 */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1_024 };

/**
 * The entry named beside `module`, with the module's own ending: '.ts' from source, '.js' once
 * built.
 */
const entryBeside = (module: string, name: string): URL =>
  new URL(`./${name}${module.slice(module.lastIndexOf('.'))}`, module);

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * A thread of the storage that answers requests; started when first asked, started again after a
 * crash and after it ended for want of work. Its entry calls `answerRequests`.
 */
export class AskedThread {
  readonly #entry: URL;
  readonly #data: object;
  readonly #quietMs: number | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #quiet: NodeJS.Timeout | undefined;
  #ending: Promise<unknown> = Promise.resolve();
  #nextId = 1;

  /**
   * `module`: `import.meta.url` of the caller, beside whom the entry stands; `data`: what the entry
   * finds in `workerData`; `quietMs`: without work for so long it ends and gives its memory back,
   * some 20 MB. Without it the thread stays.
   */
  constructor(module: string, entry: string, data: object, quietMs?: number) {
    this.#entry = entryBeside(module, entry);
    this.#data = data;
    this.#quietMs = quietMs;
  }

  get busy(): number {
    return this.#waiting.size;
  }

  get started(): boolean {
    return this.#worker !== null;
  }

  #start(): Worker {
    const execArgv = this.#entry.pathname.endsWith('.ts')
      ? ['-C', 'source', '--disable-warning=ExperimentalWarning']
      : [];
    const worker = new Worker(this.#entry, {
      workerData: this.#data,
      execArgv,
      resourceLimits: LIMITS,
    });
    worker.on('message', (reply: ThreadReply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('search thread ended')));
    // Waiting requests keep the process alive by themselves; an idle thread must not.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    // Under `node --watch` threads also report the files they load.
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#rest();
    if ('value' in reply) return waiting.resolve(reply.value);
    const { code, details, message, stack } = reply.error;
    const cause = Object.assign(new Error(message), { stack });
    waiting.reject(
      code !== null && isErrorCode(code)
        ? new AppError(code, { ...details }, { cause })
        : new AppError('search-unavailable', {}, { cause }),
    );
  }

  #rest(): void {
    this.#worker?.unref();
    if (this.#quietMs === undefined) return;
    this.#quiet ??= setTimeout(() => this.#endQuiet(), this.#quietMs).unref();
    this.#quiet.refresh();
  }

  #endQuiet(): void {
    const worker = this.#worker;
    if (worker === null || this.#waiting.size > 0) return;
    // Whoever asks from now on gets a new one.
    this.#worker = null;
    worker.ref();
    const ended = new Promise((resolve) => {
      worker.once('exit', resolve);
    });
    this.#ending = Promise.all([this.#ending, ended]);
    worker.postMessage({ id: this.#nextId++, method: 'close', args: [] });
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { reject } of this.#waiting.values())
      reject(new AppError('search-unavailable', {}, { cause: error }));
    this.#waiting.clear();
  }

  /** Throws what the thread threw: its `AppError`, else `search-unavailable`, as when it dies. */
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
    clearTimeout(this.#quiet);
    await this.#ending;
    const worker = this.#worker;
    if (worker === null) return;
    // One that cannot even open what it should close has nothing to lose.
    await this.ask('close').catch(() => undefined);
    await worker.terminate();
    // Whoever was still being answered is told.
    this.#fail(worker, new Error('search closed'));
  }
}
