import type { SearchQuery, SearchSort } from '#server/search/search-query.ts';
import { searchPath } from '#web/paths/search.ts';

/** What a search page was asked for. */
export type AskedFor = Pick<
  SearchQuery,
  'text' | 'filters' | 'sort' | 'exact' | 'after' | 'without'
>;

const SORT_KEYS: Readonly<Record<SearchSort, string | null>> = {
  relevance: null,
  newest: 'moi',
  title: 'ten',
};

/** The address of the same search with something changed; paging starts anew. */
export const searchHref = (query: AskedFor, change: Partial<AskedFor> = {}): string => {
  const to = { ...query, after: null, ...change };
  return searchPath({
    q: to.text,
    filters: to.filters,
    sort: SORT_KEYS[to.sort],
    exact: to.exact,
    without: to.without ?? null,
    after: to.after,
  });
};
