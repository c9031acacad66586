import { Worker } from 'node:worker_threads';
import { AppError, isErrorCode } from '#server/domain/errors.ts';
import type { Search, SearchDocument, SearchState } from '#server/domain/ports.ts';
import type { SearchHelp, SearchResult } from '#server/domain/search-query.ts';
import type { WorkerReply, WorkerSetup } from './search-worker.ts';

// Same ending as this module: '.ts' from source, '.js' once built.
const self = import.meta.url;
const entry = new URL(`./search-worker${self.slice(self.lastIndexOf('.'))}`, self);
const execArgv = self.endsWith('.ts') ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [];

const READERS = 2;
/** Queries make much short-lived garbage: a small nursery keeps the process small; the frequent terms and items need the rest. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1_024 };

interface Waiting { resolve: (value: unknown) => void; reject: (error: unknown) => void }

/** A thread that answers one request after the other; started when first asked, started again after a crash. */
class Thread {
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
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('value' in reply) waiting?.resolve(reply.value);
    else if (reply.error.code !== null && isErrorCode(reply.error.code)) waiting?.reject(new AppError(reply.error.code, { ...reply.error.details }));
    else waiting?.reject(new AppError('search-unavailable', {}, { cause: Object.assign(new Error(reply.error.message), { stack: reply.error.stack }) }));
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

/** As much text as one transaction of the index takes; commits and FTS5's merges cost less in few large ones. */
const BATCH_CHARACTERS = 4_000_000;

const sizeOf = (documents: readonly SearchDocument[]): number => documents.reduce((sum, d) => sum + d.passages.reduce((n, p) => n + p.text.length, d.record.length), 0);

interface Batched { readonly documents: readonly SearchDocument[]; readonly done: Waiting }

/** Writes documents in the order given; what arrives while a transaction runs goes into the next one together. */
class IndexQueue {
  readonly #writer: Thread;
  #waiting: Batched[] = [];
  #running = false;

  constructor(writer: Thread) {
    this.#writer = writer;
  }

  add(documents: readonly SearchDocument[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ documents, done: { resolve: () => resolve(), reject } });
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#waiting.length > 0) {
      const batch: Batched[] = [];
      let size = 0;
      while (this.#waiting.length > 0 && (batch.length === 0 || size < BATCH_CHARACTERS)) {
        const next = this.#waiting.shift()!;
        size += sizeOf(next.documents);
        batch.push(next);
      }
      try {
        await this.#writer.ask('index', batch.flatMap((b) => b.documents));
        for (const { done } of batch) done.resolve(undefined);
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    this.#running = false;
  }
}

/** Full text on FTS5: reading and writing in worker threads, so that the main thread never waits for SQLite's search. */
export function openSearch(path: string): Search & { close: () => Promise<void> } {
  const writer = new Thread({ path, role: 'writer' });
  const readers = Array.from({ length: READERS }, () => new Thread({ path, role: 'reader' }));
  const writes = new IndexQueue(writer);
  /** The idle one that already runs, else any with least to do: a quiet shelf needs one thread only. */
  const reader = (): Thread => readers.toSorted((a, b) => a.busy - b.busy || Number(b.started) - Number(a.started))[0]!;
  return {
    index: (documents) => writes.add(documents),
    remove: (itemIds) => writer.ask('remove', itemIds),
    query: (query) => reader().ask<SearchResult>('query', query),
    help: (query) => reader().ask<SearchHelp>('help', query),
    suggest: (prefix, limit) => reader().ask<string[]>('suggest', prefix, limit),
    state: () => reader().ask<SearchState>('state'),
    close: async () => { await Promise.all([writer, ...readers].map((thread) => thread.close())); },
  };
}
