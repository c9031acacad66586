import { AppError } from '../domain/errors.ts';
import type { Item } from '../domain/item.ts';
import type { Catalog, Search } from '../domain/ports.ts';
import { anyFilter, countFacets } from '../domain/search/item-facts.ts';
import { NO_FILTERS, type SearchQuery, type SearchResult } from '../domain/search-query.ts';

/** Items of a list, with what stands around it. */
export interface Browsed extends Pick<SearchResult, 'total' | 'facets' | 'next'> {
  readonly items: readonly Item[];
  /** False while the index cannot be asked: such a page must not be kept. */
  readonly whole: boolean;
}

export const isSearchDown = (error: unknown): boolean => error instanceof AppError && error.code === 'search-unavailable';

/**
 * What fits the filters, newest first. While the index cannot be asked the newest come from the catalogue, without counts and
 * further pages; throws `search-unavailable` then where filters are chosen.
 */
export async function browseShelf({ catalog, search }: { catalog: Catalog; search: Search }, query: SearchQuery): Promise<Browsed> {
  try {
    const { hits, total, facets, next } = await search.query(query);
    return { items: (await catalog.findItems(hits.map((h) => h.itemId))).filter((i) => i.state === 'published'), total, facets, next, whole: true };
  } catch (error) {
    if (!isSearchDown(error) || anyFilter(query.filters)) throw error;
    const { rows } = await catalog.listItems({ states: ['published'], unitId: null, lawKey: null, updatedSince: null, order: 'newest', limit: query.limit, after: null });
    return { items: rows, total: await catalog.countItems(['published']), facets: countFacets([], NO_FILTERS), next: null, whole: false };
  }
}
