import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Search } from '#server/ports.ts';
import { anyFilter, countFacets, fits, type ItemFacts } from '../scoring/item-facts.ts';
import { NO_FILTERS, type Facets, type SearchQuery } from '../search-query.ts';
import { filtersOf } from './search-document.ts';

/** Items of a list, with what stands around it. */
export interface Browsed {
  readonly items: readonly Item[];
  /** Null while it cannot be known. */
  readonly total: number | null;
  readonly facets: Facets;
  readonly next: string | null;
  /** False while the index cannot be asked: such a page must not be kept. */
  readonly whole: boolean;
}

interface Shelf {
  readonly catalog: ItemCatalog;
  readonly search: Search;
}

/** Items of the catalogue looked at for one page, while the index cannot be asked. */
const MOST_LOOKED_AT = 2_000;
const AT_ONCE = 200;
/** Marks the place of a list that was begun in the catalogue, and goes on there. */
const WALKING = 'c.';

export const isSearchDown = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'search-unavailable';

const factsOf = (item: Item): ItemFacts => ({
  itemId: item.id,
  title: item.title,
  titleKey: '',
  publishedAt: item.publishedAt ?? '',
  filters: filtersOf(item),
});

/**
 * What fits, newest first, from the catalogue: a page may hold a few more than asked, or none and
 * lead on.
 */
async function walk(
  catalog: ItemCatalog,
  { filters, limit, after }: SearchQuery,
): Promise<Pick<Browsed, 'items' | 'next'>> {
  const items: Item[] = [];
  let place = after?.startsWith(WALKING) === true ? after.slice(WALKING.length) : null;
  for (let looked = 0; looked < MOST_LOOKED_AT && items.length < limit; looked += AT_ONCE) {
    const page = await catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: anyFilter(filters) ? AT_ONCE : limit,
      after: place,
    });
    items.push(...page.rows.filter((item) => fits(factsOf(item), filters)));
    place = page.next;
    if (place === null) break;
  }
  return { items, next: place === null ? null : WALKING + place };
}

/**
 * What fits the filters, newest first. While the index cannot be asked it comes from the catalogue,
 * without counts. Throws
 * `search-unavailable` in the middle of a list that the index began.
 */
export async function browseShelf(
  { catalog, search }: Shelf,
  query: SearchQuery,
): Promise<Browsed> {
  try {
    if (query.after?.startsWith(WALKING) !== true) {
      const { hits, total, facets, next } = await search.query(query);
      return {
        items: (await catalog.findItems(hits.map((h) => h.itemId))).filter(
          (i) => i.state === 'published',
        ),
        total,
        facets,
        next,
        whole: true,
      };
    }
  } catch (error) {
    if (!isSearchDown(error) || query.after !== null) throw error;
  }
  const total = anyFilter(query.filters) ? null : await catalog.countItems(['published']);
  return {
    ...(await walk(catalog, query)),
    total,
    facets: countFacets([], NO_FILTERS),
    whole: false,
  };
}

/**
 * How many items each value of each filter has; while the index cannot be asked, among the newest
 * of the catalogue.
 */
export async function countShelf(
  { catalog, search }: Shelf,
  query: SearchQuery,
): Promise<Pick<Browsed, 'facets' | 'whole'>> {
  try {
    return { facets: (await search.query({ ...query, limit: 1 })).facets, whole: true };
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    const { items } = await walk(catalog, { ...query, limit: MOST_LOOKED_AT });
    return { facets: countFacets(items.map(factsOf), NO_FILTERS), whole: false };
  }
}
