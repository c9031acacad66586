import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { KnownItems } from '#server/search/scoring/known-items.ts';
import { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import type { SearchFilters } from '#server/search/search-query.ts';
import type { Database } from '../database.ts';

const itemOf = (row: ItemRow): LoadedItem => {
  const { keywords = [], ...filters } = JSON.parse(row.facts) as Partial<SearchFilters> & {
    keywords?: string[];
  };
  return new LoadedItem({
    itemId: row.item_id,
    title: row.title,
    publishedAt: row.published_at,
    filters,
    keywords,
  });
};

interface ItemRow {
  ord: number;
  item_id: string;
  title: string;
  published_at: string;
  facts: string;
  removed: number;
}

const KNOWN_FREQUENCIES = 20_000;
/** Nothing longer is looked for often, and long terms would fill the memory. */
const LONGEST_KNOWN = 100;

/**
 * What a reader of the index keeps in memory: items, the item of every passage, syllables, frequent
 * terms.
 */
export class SearchCorpus {
  readonly lexicon = new Lexicon();
  readonly items = new KnownItems<number, LoadedItem>();
  readonly #db: Database;
  #itemOfPassage = new Int32Array(1024);
  #generation = 0;
  #dataVersion = -1;
  #passages = 0;
  #bodies = 0;
  #tokens = 0;
  #frequentAt = 0;
  #frequent = new Map<string, number>();
  #known = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
  }

  get passages(): number {
    return this.#passages;
  }

  get averageLength(): number {
    return this.#bodies === 0 ? 1 : this.#tokens / this.#bodies;
  }

  /** The item a passage row belongs to; undefined when the row is newer than what was read. */
  itemOfRow(row: number): LoadedItem | undefined {
    return this.items.get(this.#itemOfPassage[row] ?? 0);
  }

  ordOfRow(row: number): number {
    return this.#itemOfPassage[row] ?? 0;
  }

  /** Reads what has changed since the last call; cheap when nothing has. */
  refresh(): void {
    const { data_version: version } = this.#db.get<{ data_version: number }>(
      'PRAGMA data_version',
    )!;
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    const state = new Map(
      this.#db
        .all<{ key: string; value: number }>('SELECT key, value FROM state')
        .map((r) => [r.key, r.value]),
    );
    const generation = state.get('generation') ?? 0;
    const grown =
      Math.abs((state.get('passages') ?? 0) - this.#passages) * 100 > this.#passages ||
      this.#passages < 5_000;
    this.#passages = state.get('passages') ?? 0;
    this.#bodies = state.get('bodies') ?? 0;
    this.#tokens = state.get('tokens') ?? 0;
    if (generation !== this.#generation) {
      for (const { key } of this.#db.all<{ key: string }>(
        'SELECT key FROM syllable WHERE id > ? ORDER BY id',
        this.lexicon.size,
      ))
        this.lexicon.add(key);
      this.#readItems(generation);
      if (grown) this.#known.clear();
    }
    const frequentAt = state.get('frequent-at') ?? 0;
    if (frequentAt !== this.#frequentAt) {
      this.#frequentAt = frequentAt;
      this.#frequent = new Map(
        this.#db
          .all<{ term: string; n: number }>('SELECT term, n FROM frequent')
          .map((r) => [r.term, r.n]),
      );
    }
  }

  #readItems(generation: number): void {
    const first = this.#generation === 0;
    for (const row of this.#db.all<ItemRow>(
      'SELECT ord, item_id, title, published_at, facts, removed FROM item WHERE generation > ?',
      this.#generation,
    )) {
      if (row.removed === 1) {
        this.items.delete(row.ord);
        continue;
      }
      this.items.set(row.ord, itemOf(row));
      if (!first)
        for (const { id } of this.#db.all<{ id: number }>(
          'SELECT id FROM passage WHERE item = ?',
          row.ord,
        ))
          this.#setItemOf(id, row.ord);
    }
    if (first) {
      const statement = this.#db.raw.prepare('SELECT id, item FROM passage');
      statement.setReturnArrays(true);
      for (const row of statement.iterate()) {
        const [id, ord] = row as unknown as [number, number];
        this.#setItemOf(id, ord);
      }
    }
    this.#generation = generation;
  }

  #setItemOf(row: number, ord: number): void {
    if (row >= this.#itemOfPassage.length) {
      const grown = new Int32Array(Math.max(row + 1, this.#itemOfPassage.length * 2));
      grown.set(this.#itemOfPassage);
      this.#itemOfPassage = grown;
    }
    this.#itemOfPassage[row] = ord;
  }

  /** In how many passages a folded syllable, a pair or a số hiệu stands. */
  documentFrequency(term: string): number {
    const frequent = this.#frequent.get(term);
    if (frequent !== undefined)
      return this.#frequentAt === 0
        ? frequent
        : Math.round((frequent * this.#passages) / this.#frequentAt);
    const known = this.#known.get(term);
    if (known !== undefined) return known;
    const n = this.#db.get<{ doc: number }>('SELECT doc FROM vocab WHERE term = ?', term)?.doc ?? 0;
    if (term.length > LONGEST_KNOWN) return n;
    if (this.#known.size >= KNOWN_FREQUENCIES) this.#known.clear();
    this.#known.set(term, n);
    return n;
  }
}
