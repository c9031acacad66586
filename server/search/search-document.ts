import type { Passage } from '#server/items/item.ts';
import type { SearchFilters } from './search-query.ts';

/** A passage, and the names of what it stands under: part, chapter, section; none when missing. */
export interface OutlinedPassage extends Passage {
  readonly path?: string;
}

/** Everything the index needs to know of one published item. */
export interface SearchDocument {
  readonly itemId: string;
  /** The item's version, by which a check sees an entry that is behind. */
  readonly version: number;
  readonly title: string;
  /** The rest of passage 0: other title, compilers, abstract, keywords, subjects' names. */
  readonly record: string;
  /** Offered while a reader types. */
  readonly keywords: readonly string[];
  /** What the laws are called that the record cites; none when missing. */
  readonly lawNames?: readonly string[];
  /** Số hiệu of the record, by `lawNumberKey`. */
  readonly numbers: readonly string[];
  /** One value each, except subjects, audiences and formats. */
  readonly filters: SearchFilters;
  readonly publishedAt: string;
  readonly passages: readonly OutlinedPassage[];
}
