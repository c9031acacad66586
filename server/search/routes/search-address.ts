import { fromTable, param, params } from '#server/http/query.ts';
import { READING_KEY, READINGS_LEFT_OUT, SEARCH_KEYS } from '#web/paths/search.ts';
import {
  FILTER_NAMES,
  type FilterName,
  type SearchFilters,
  type SearchQuery,
  type SearchSort,
} from '../search-query.ts';

type Query = Readonly<Record<string, unknown>>;

export const readFilters = (query: Query): SearchFilters =>
  Object.fromEntries(
    FILTER_NAMES.map((name) => [name, params(query[SEARCH_KEYS[name]])]),
  ) as unknown as Record<FilterName, string[]>;

const SORTS: Readonly<Record<string, SearchSort>> = { moi: 'newest', ten: 'title' };

const LEFT_OUT: Readonly<Record<string, 'words' | 'reading'>> = {
  [READINGS_LEFT_OUT.words]: 'words',
  [READINGS_LEFT_OUT.reading]: 'reading',
};

/** The search that an address asks for. Unknown values find nothing; they are no errors. */
export const readSearchAddress = (query: Query, limit: number, collapse: boolean): SearchQuery => ({
  text: param(query['q']).slice(0, 20_000),
  filters: readFilters(query),
  sort: fromTable(SORTS, query['sap-xep']) ?? 'relevance',
  exact: param(query['dung-nguyen-van']) === '1',
  collapse,
  limit,
  after: param(query['sau']) || null,
  without: fromTable(LEFT_OUT, query[READING_KEY]) ?? null,
});
