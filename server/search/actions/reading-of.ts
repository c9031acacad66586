import type { Search } from '#server/ports.ts';
import type { SearchQuery } from '../search-query.ts';
import { asTyped, type Reading } from '../words/read-question.ts';
import { isSearchDown } from './browse-shelf.ts';

/** How a search reads the words of a query; as they were typed while the index cannot be asked. */
export async function readingOf(search: Search, query: SearchQuery): Promise<Reading> {
  try {
    return await search.reading(query);
  } catch (error) {
    if (isSearchDown(error)) return asTyped(query.text);
    throw error;
  }
}
