import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { readStandings } from '#server/laws/actions/read-standings.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
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
  /** As in `SearchResult`; null where the list comes from the catalogue. */
  readonly previous: string | null;
  /** False while the index cannot be asked: such a page must not be kept. */
  readonly whole: boolean;
}

interface Shelf {
  readonly catalog: ItemCatalog & LawCatalog;
  readonly search: Search;
  readonly now: () => string;
}

/** Items of the catalogue looked at for one page, while the index cannot be asked. */
const MOST_LOOKED_AT = 2_000;
const AT_ONCE = 200;
/** Marks the place of a list that was begun in the catalogue, and goes on there. */
const WALKING = 'c.';

export const isSearchDown = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'search-unavailable';

async function factsOf(deps: Shelf, items: readonly Item[]): Promise<ItemFacts[]> {
  const standings = await readStandings(deps, items);
  return items.map((item, i) => ({
    itemId: item.id,
    title: item.title,
    titleKey: '',
    publishedAt: item.publishedAt ?? '',
    filters: filtersOf(item, standings[i]!.state),
  }));
}

/**
 * What fits, newest first, from the catalogue: a page may hold a few more than asked, or none and
 * lead on.
 */
async function walk(
  deps: Shelf,
  { filters, limit, after }: SearchQuery,
): Promise<Pick<Browsed, 'items' | 'next'>> {
  const items: Item[] = [];
  let place = after?.startsWith(WALKING) === true ? after.slice(WALKING.length) : null;
  for (let looked = 0; looked < MOST_LOOKED_AT && items.length < limit; looked += AT_ONCE) {
    const page = await deps.catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: anyFilter(filters) ? AT_ONCE : limit,
      after: place,
    });
    const facts = await factsOf(deps, page.rows);
    items.push(...page.rows.filter((_, i) => fits(facts[i]!, filters)));
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
export async function browseShelf(deps: Shelf, query: SearchQuery): Promise<Browsed> {
  const { catalog, search } = deps;
  try {
    if (query.after?.startsWith(WALKING) !== true) {
      const { hits, total, facets, next, previous } = await search.query(query);
      return {
        items: (await catalog.findItems(hits.map((h) => h.itemId))).filter(
          (i) => i.state === 'published',
        ),
        total,
        facets,
        next,
        previous,
        whole: true,
      };
    }
  } catch (error) {
    if (!isSearchDown(error) || query.after !== null) throw error;
  }
  const total = anyFilter(query.filters) ? null : await catalog.countItems(['published']);
  return {
    ...(await walk(deps, query)),
    total,
    facets: countFacets([], NO_FILTERS),
    previous: null,
    whole: false,
  };
}

/**
 * How many items each value of each filter has; while the index cannot be asked, among the newest
 * of the catalogue.
 */
export async function countShelf(
  deps: Shelf,
  query: SearchQuery,
): Promise<Pick<Browsed, 'facets' | 'whole'>> {
  try {
    return { facets: (await deps.search.query({ ...query, limit: 1 })).facets, whole: true };
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    const { items } = await walk(deps, { ...query, limit: MOST_LOOKED_AT });
    return { facets: countFacets(await factsOf(deps, items), NO_FILTERS), whole: false };
  }
}
