import type { Client } from '@elastic/elasticsearch';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { WriteConflict, writeBulk } from './search-bulk.ts';
import { lexiconDocId, type LexiconSource } from './search-index.ts';

const BATCHES_AT_ONCE = 200;

/**
 * The numbers of syllables as all writers of one index agree on them. Batches are documents `l:0`,
 * `l:1` … that are only ever created: who comes second to a number is refused, reads the other's
 * batch and numbers its own syllables anew.
 */
export class SharedLexicon {
  readonly #client: Client;
  readonly #index: string;
  #lexicon = new Lexicon();
  #batches = 0;

  private constructor(client: Client, index: string) {
    this.#client = client;
    this.#index = index;
  }

  static async open(client: Client, index: string): Promise<SharedLexicon> {
    const shared = new SharedLexicon(client, index);
    await shared.#read();
    return shared;
  }

  get index(): string {
    return this.#index;
  }

  get size(): number {
    return this.#lexicon.size;
  }

  /** Reads batches written since; by id, which needs no refresh. */
  async #read(): Promise<void> {
    for (;;) {
      const ids = Array.from({ length: BATCHES_AT_ONCE }, (_, i) =>
        lexiconDocId(this.#batches + i),
      );
      const { docs } = await this.#client.mget<LexiconSource>({ index: this.#index, ids });
      for (const doc of docs) {
        if (!('found' in doc) || !doc.found) return;
        for (const key of doc._source!.keys) this.#lexicon.add(key);
        this.#batches++;
      }
    }
  }

  /**
   * Runs `use`, which may add syllables, until what it added is agreed on; may call it again with
   * other numbers.
   */
  async agree<T>(use: (lexicon: Lexicon) => T): Promise<T> {
    for (;;) {
      const known = this.#lexicon.size;
      const result = use(this.#lexicon);
      if (this.#lexicon.size === known) return result;
      const keys = Array.from({ length: this.#lexicon.size - known }, (_, i) =>
        this.#lexicon.tone(known + 1 + i),
      );
      const source: LexiconSource = { kind: 'lexicon', from: known + 1, keys };
      try {
        await writeBulk(this.#client, this.#index, [
          { kind: 'create', id: lexiconDocId(this.#batches), source },
        ]);
        this.#batches++;
        return result;
      } catch (error) {
        // What was numbered here is not what others read.
        this.#lexicon = new Lexicon();
        this.#batches = 0;
        if (!(error instanceof WriteConflict)) throw error;
        await this.#read();
      }
    }
  }
}
