import { NO_FILTERS, type SearchQuery } from './search-query.ts';

const MOST_HITS = 10;

/**
 * Everything that fits the filters, without words: what the home page and the lists are made of.
 */
export const browseQuery = (more: Partial<SearchQuery>): SearchQuery => ({
  text: '',
  filters: NO_FILTERS,
  sort: 'newest',
  exact: false,
  collapse: false,
  limit: MOST_HITS,
  after: null,
  ...more,
});
