import {
  FILTER_NAMES,
  type FilterName,
  type SearchFilters,
  type SearchQuery,
  type SearchSort,
} from '../search-query.ts';
import { SEARCH_KEYS } from '#web/paths/search.ts';

type Query = Readonly<Record<string, unknown>>;

const MOST_VALUES = 20;

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((v): v is string => typeof v === 'string' && v !== '')
    .slice(0, MOST_VALUES);

/** The first value of a parameter, or ''. */
export const text = (value: unknown): string => texts(value)[0] ?? '';

export const readFilters = (query: Query): SearchFilters =>
  Object.fromEntries(
    FILTER_NAMES.map((name) => [name, texts(query[SEARCH_KEYS[name]])]),
  ) as unknown as Record<FilterName, string[]>;

const SORTS: Readonly<Record<string, SearchSort>> = { moi: 'newest', ten: 'title' };

/** The search that an address asks for. Unknown values find nothing; they are no errors. */
export const readSearchAddress = (query: Query, limit: number, collapse: boolean): SearchQuery => ({
  text: text(query['q']).slice(0, 20_000),
  filters: readFilters(query),
  sort: SORTS[text(query['sap-xep'])] ?? 'relevance',
  exact: text(query['dung-nguyen-van']) === '1',
  collapse,
  limit,
  after: text(query['sau']) || null,
});

/** A whole number from an address part; null when it is none. */
export const wholeNumber = (value: unknown, min = 1, max = 1_000_000): number | null => {
  const given = text(value);
  const n = Number(given);
  return /^\d{1,7}$/u.test(given) && n >= min && n <= max ? n : null;
};
