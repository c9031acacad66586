import type { Locator } from '#server/base/locator.ts';

import type { Reading } from './words/read-question.ts';
import type { WordChange } from './words/word-changes.ts';

/** Filters of a search; within one filter any value fits, across filters all must. */
export interface SearchFilters {
  readonly subjects: readonly string[];
  readonly genres: readonly string[];
  readonly audiences: readonly string[];
  /** Years of issue as four digits. */
  readonly years: readonly string[];
  readonly validity: readonly string[];
  readonly languages: readonly string[];
  readonly units: readonly string[];
  /** `pdf`, `epub`, `docx`, `text`, `image`, `video`, `audio`. */
  readonly formats: readonly string[];
}
export type FilterName = keyof SearchFilters;
export const FILTER_NAMES = [
  'subjects',
  'genres',
  'validity',
  'audiences',
  'years',
  'languages',
  'units',
  'formats',
] as const satisfies readonly FilterName[];

export const NO_FILTERS: SearchFilters = {
  subjects: [],
  genres: [],
  audiences: [],
  years: [],
  validity: [],
  languages: [],
  units: [],
  formats: [],
};

export const SEARCH_SORTS = ['relevance', 'newest', 'title'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** See {@link SearchQuery.without}. */
export type LeftOut = 'words' | 'reading';

export interface SearchQuery {
  /** As typed; empty means "everything that fits the filters", newest first. */
  readonly text: string;
  readonly filters: SearchFilters;
  readonly sort: SearchSort;
  /** Only exactly as typed: tones must agree. */
  readonly exact: boolean;
  /**
   * Show a passage that stands word for word in several items once, with all its sources; else
   * every item is listed.
   */
  readonly collapse: boolean;
  readonly limit: number;
  /** Opaque keyset cursor of an earlier answer, or null. */
  readonly after: string | null;
  /**
   * Which readings of the text are left out; none when missing. `words`: legal words for what people
   * say. `reading`: those too, and tones, keys and spellings other than those typed.
   */
  readonly without?: LeftOut | null;
  /** What officials changed of the list of words that is shipped; nothing when missing. */
  readonly words?: readonly WordChange[];
}

/** A passage worth opening, named but without its text: the text stands in the Catalog. */
export interface PassageHit {
  readonly itemId: string;
  /** Empty for the record itself (passage 0). */
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly locator: Locator;
  readonly score: number;
  /** Other published items that hold the very same passage. */
  readonly alsoIn: readonly string[];
}

export interface ItemHit {
  readonly itemId: string;
  readonly score: number;
  /** At most three, best first; the record's own passage is left out when the item has others. */
  readonly passages: readonly PassageHit[];
  /** How many passages of this item fit in all. */
  readonly matched: number;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}
export type Facets = Readonly<Record<FilterName, readonly FacetValue[]>>;

export interface SearchResult {
  /** Items that fit, in all; passages that fit, in all. */
  readonly total: number;
  readonly totalPassages: number;
  readonly hits: readonly ItemHit[];
  readonly facets: Facets;
  /** Cursor of the next page, or null at the end. */
  readonly next: string | null;
  /** Cursor of the page before; null where that is the first page, and on the first page. */
  readonly previous: string | null;
  /** The text was typed with diacritics, or without any, and both forms were searched. */
  readonly bothWays: boolean;
  /** The query was longer than 64 syllables and was cut. */
  readonly cut: boolean;
  /** How the query was read. */
  readonly reading: Reading;
  /** A question was asked, and what stands first hardly answers it. */
  readonly weak: boolean;
  /** The one passage that answers by far best, on the first page; null where there is none. */
  readonly answer: PassageHit | null;
  /** The time limit ended the search early: there may be more. */
  readonly partial: boolean;
  /** Names the index as it stood: while it stands so, the same query has the same answer. */
  readonly stateOfIndex: string;
}

/** What may help after zero hits; every proposal leads to at least one item. */
export interface SearchHelp {
  readonly spellings: readonly { readonly text: string; readonly count: number }[];
  /** The same query without one filter. */
  readonly withoutFilter: readonly { readonly filter: FilterName; readonly count: number }[];
  /** The query without its rarest word. */
  readonly shorter: readonly { readonly text: string; readonly count: number }[];
  readonly subjects: readonly { readonly code: string; readonly count: number }[];
}

/** A stretch of text, marked or not: a snippet is a list of them. */
export interface TextRun {
  readonly text: string;
  readonly mark: boolean;
}
