import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { KnownItems } from '#server/search/scoring/known-items.ts';
import { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import type { SearchFilters } from '#server/search/search-query.ts';
import type { Database } from '../database.ts';
import { keyOfTerm, OF_NUMBER, postingKey } from './postings/posting-key.ts';
import { PieceSet, type PostingList } from './postings/piece-set.ts';
import { readNumbers } from './search-schema.ts';

const itemOf = (row: ItemRow): LoadedItem => {
  const {
    keywords = [],
    lawNames = [],
    ...filters
  } = JSON.parse(row.facts) as Partial<SearchFilters> & {
    keywords?: string[];
    lawNames?: string[];
  };
  return new LoadedItem({
    itemId: row.item_id,
    title: row.title,
    publishedAt: row.published_at,
    filters,
    keywords,
    lawNames,
  });
};

interface ItemRow {
  ord: number;
  item_id: string;
  title: string;
  published_at: string;
  facts: string;
  removed: number;
  first: number;
  rows: number;
}

const KNOWN_FREQUENCIES = 10_000;
/** Nothing longer is looked for often, and long terms would fill the memory. */
const LONGEST_KNOWN = 100;

/** Rows of one item. */
interface Rows {
  readonly first: number;
  readonly rows: number;
}

/** What a reader of the index keeps in memory: items, the item of every passage, syllables. */
export class SearchCorpus {
  readonly lexicon = new Lexicon();
  readonly items = new KnownItems<number, LoadedItem>();
  readonly #db: Database;
  readonly #pieces: PieceSet;
  readonly #numbers = new Map<string, number>();
  readonly #rows = new Map<number, Rows>();
  #itemOfPassage = new Int32Array(1024);
  #generation = 0;
  #file = 0;
  #dataVersion = -1;
  #passages = 0;
  #bodies = 0;
  #tokens = 0;
  /** Counts of terms asked for. */
  #known = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
    this.#pieces = new PieceSet(db, (row) => this.#itemOfPassage[row] !== 0);
  }

  /** Another one whenever something was indexed or removed, and for every file. */
  get state(): string {
    return `${this.#file} ${this.#generation}`;
  }

  get passages(): number {
    return this.#passages;
  }

  get averageLength(): number {
    return this.#bodies === 0 ? 1 : this.#tokens / this.#bodies;
  }

  /** The item a passage row belongs to; undefined when it was taken away. */
  itemOfRow(row: number): LoadedItem | undefined {
    return this.items.get(this.#itemOfPassage[row] ?? 0);
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
    this.#file = state.get('file') ?? 0;
    const grown =
      Math.abs((state.get('passages') ?? 0) - this.#passages) * 100 > this.#passages ||
      this.#passages < 5_000;
    this.#passages = state.get('passages') ?? 0;
    this.#bodies = state.get('bodies') ?? 0;
    this.#tokens = state.get('tokens') ?? 0;
    this.#pieces.refresh();
    if (generation === this.#generation) return;
    for (const { key } of this.#db.all<{ key: string }>(
      'SELECT key FROM syllable WHERE id > ? ORDER BY id',
      this.lexicon.size,
    ))
      this.lexicon.add(key);
    for (const { id, key } of readNumbers(this.#db, this.#numbers.size)) this.#numbers.set(key, id);
    this.#readItems(generation);
    if (grown) this.#known.clear();
  }

  #readItems(generation: number): void {
    for (const row of this.#db.all<ItemRow>(
      'SELECT ord, item_id, title, published_at, facts, removed, first_row AS first, rows FROM item WHERE generation > ?',
      this.#generation,
    )) {
      const before = this.#rows.get(row.ord);
      if (before !== undefined)
        this.#itemOfPassage.fill(0, before.first, before.first + before.rows);
      if (row.removed === 1) {
        this.items.delete(row.ord);
        this.#rows.delete(row.ord);
        continue;
      }
      this.items.set(row.ord, itemOf(row));
      this.#rows.set(row.ord, { first: row.first, rows: row.rows });
      this.#setItemOf(row);
    }
    this.#generation = generation;
  }

  #setItemOf({ ord, first, rows }: ItemRow): void {
    const end = first + rows;
    if (end > this.#itemOfPassage.length) {
      const grown = new Int32Array(Math.max(end, this.#itemOfPassage.length * 2));
      grown.set(this.#itemOfPassage);
      this.#itemOfPassage = grown;
    }
    this.#itemOfPassage.fill(ord, first, end);
  }

  /**
   * In how many passages a folded syllable or a pair stands; passages taken away count until their
   * piece of the index is merged.
   */
  documentFrequency(term: string): number {
    const known = this.#known.get(term);
    if (known !== undefined) return known;
    const key = keyOfTerm(term, this.lexicon);
    const n = key === undefined ? 0 : Math.min(this.#pieces.count(key), this.#passages);
    if (term.length > LONGEST_KNOWN) return n;
    if (this.#known.size >= KNOWN_FREQUENCIES) this.#known.clear();
    this.#known.set(term, n);
    return n;
  }

  /** Where a folded syllable or a pair stands. */
  postings(term: string): PostingList[] {
    const key = keyOfTerm(term, this.lexicon);
    return key === undefined ? [] : this.#pieces.lists(key);
  }

  /** Where a số hiệu stands. */
  postingsOfNumber(key: string): PostingList[] {
    const id = this.#numbers.get(key);
    return id === undefined ? [] : this.#pieces.lists(postingKey(OF_NUMBER, id));
  }
}
