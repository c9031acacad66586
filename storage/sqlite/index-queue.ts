import type { SearchDocument } from '#server/domain/ports.ts';
import type { SearchThread, Waiting } from './search-thread.ts';

/** As much text as one transaction of the index takes; commits and FTS5's merges cost less in few large ones. */
const BATCH_CHARACTERS = 4_000_000;

const sizeOf = (documents: readonly SearchDocument[]): number => documents.reduce((sum, d) => sum + d.passages.reduce((n, p) => n + p.text.length, d.record.length), 0);

interface Batched { readonly documents: readonly SearchDocument[]; readonly done: Waiting }

/** Writes documents in the order given; what arrives while a transaction runs goes into the next one together. */
export class IndexQueue {
  readonly #writer: SearchThread;
  #waiting: Batched[] = [];
  #running = false;

  constructor(writer: SearchThread) {
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
      await this.#write(batch);
    }
    this.#running = false;
  }

  /** One document that cannot be written must not keep the others out: after a fault each is tried by itself. */
  async #write(batch: readonly Batched[]): Promise<void> {
    try {
      await this.#writer.ask('index', batch.flatMap((b) => b.documents));
      for (const { done } of batch) done.resolve(undefined);
    } catch (error) {
      if (batch.length === 1) batch[0]!.done.reject(error);
      else for (const one of batch) await this.#write([one]);
    }
  }
}
