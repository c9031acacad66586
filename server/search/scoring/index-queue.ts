import type { SearchDocument } from '../search-document.ts';

/**
 * As much text as one transaction of the index takes; commits and merges cost less in few large
 * ones.
 */
const BATCH_CHARACTERS = 4_000_000;

/** Quiet after the last change before the index is tidied. */
const REST_MS = 1_000;

const sizeOf = (documents: readonly SearchDocument[]): number =>
  documents.reduce(
    (sum, d) => sum + d.passages.reduce((n, p) => n + p.text.length, d.record.length),
    0,
  );

/** What writes an engine's index. */
export interface IndexWriting {
  index(documents: readonly SearchDocument[]): Promise<unknown>;
  remove(itemIds: readonly string[]): Promise<unknown>;
  /**
   * One small step of tidying while nothing is to be written. False when nothing is left to do.
   */
  tidy(): Promise<boolean>;
}

interface Change {
  readonly documents: readonly SearchDocument[];
  readonly removed: readonly string[];
  readonly done: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
}

/**
 * Changes the index in the order asked; documents that arrive while a transaction runs go into the
 * next one together.
 */
export class IndexQueue {
  readonly #writer: IndexWriting;
  #waiting: Change[] = [];
  #running: Promise<void> = Promise.resolve();
  #busy = false;
  #rest: NodeJS.Timeout | null = null;

  constructor(writer: IndexWriting) {
    this.#writer = writer;
  }

  add(documents: readonly SearchDocument[]): Promise<void> {
    return this.#submit(documents, []);
  }

  remove(itemIds: readonly string[]): Promise<void> {
    return this.#submit([], itemIds);
  }

  /**
   * Kept when everything submitted so far is written or refused; the index is not tidied any more
   * then.
   */
  async idle(): Promise<void> {
    while (this.#busy) await this.#running;
    // The last run has set its timer meanwhile: tidying would open again what is about to be
    // closed.
    this.#wakeUp();
  }

  #submit(documents: readonly SearchDocument[], removed: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ documents, removed, done: { resolve, reject } });
      this.#wakeUp();
      if (!this.#busy) this.#running = this.#run();
    });
  }

  #wakeUp(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  /** Nothing has come for a while: segments are merged step by step until something does. */
  async #tidy(): Promise<void> {
    const mine = this.#rest;
    let more = true;
    while (more && this.#rest === mine) more = await this.#writer.tidy().catch(() => false);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const first = this.#waiting.shift()!;
      if (first.removed.length > 0) {
        await this.#writer
          .remove(first.removed)
          .then(() => first.done.resolve(), first.done.reject);
        continue;
      }
      const batch = [first];
      let size = sizeOf(first.documents);
      while (this.#waiting[0]?.removed.length === 0 && size < BATCH_CHARACTERS) {
        const next = this.#waiting.shift()!;
        size += sizeOf(next.documents);
        batch.push(next);
      }
      await this.#write(batch);
    }
    this.#busy = false;
    this.#rest = setTimeout(() => void this.#tidy(), REST_MS).unref();
  }

  /**
   * One document that cannot be written must not keep the others out: after a fault each is tried
   * by itself.
   */
  async #write(batch: readonly Change[]): Promise<void> {
    try {
      await this.#writer.index(batch.flatMap((b) => b.documents));
      for (const { done } of batch) done.resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]!.done.reject(error);
      else for (const one of batch) await this.#write([one]);
    }
  }
}
