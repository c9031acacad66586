import { NO_FILTERS, type SearchQuery } from './search-query.ts';

/** What fits these words best on the whole shelf, a passage of several items once. */
export const wordsQuery = (text: string, limit: number): SearchQuery => ({
  text,
  filters: NO_FILTERS,
  sort: 'relevance',
  exact: false,
  collapse: true,
  limit,
  after: null,
});
