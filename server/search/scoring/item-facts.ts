import { isSubSubject, mainSubject } from '#server/vocabulary/sub-subject.ts';
import { FILTER_NAMES, type Facets, type FilterName, type SearchFilters } from '../search-query.ts';

/**
 * What an engine keeps in memory of every published item, to filter, count and sort without the
 * database.
 */
export interface ItemFacts {
  readonly itemId: string;
  readonly title: string;
  readonly titleKey: string;
  readonly publishedAt: string;
  readonly filters: SearchFilters;
}

/** Plain loops: this and its callers run for every item of the shelf. */
function holdsAny(values: readonly string[], wanted: readonly string[]): boolean {
  for (const value of values) if (wanted.includes(value)) return true;
  return false;
}

export function fits(
  facts: ItemFacts,
  filters: SearchFilters,
  except: FilterName | null = null,
): boolean {
  for (const name of FILTER_NAMES) {
    if (name === except || filters[name].length === 0) continue;
    if (!holdsAny(facts.filters[name], filters[name])) return false;
  }
  return true;
}

export const anyFilter = (filters: SearchFilters): boolean =>
  FILTER_NAMES.some((name) => filters[name].length > 0);

/**
 * Counts of every filter's values among `items`. A filter's own choice does not narrow its own
 * counts, so that a reader sees what a second value would add. Largest first, then by value. Parts
 * of a subject are counted once it is chosen.
 */
export function countFacets(items: Iterable<ItemFacts>, filters: SearchFilters): Facets {
  const counts = FILTER_NAMES.map(() => new Map<string, { count: number }>());
  const chosen = FILTER_NAMES.flatMap((name, at) => (filters[name].length > 0 ? [at] : []));
  const add = (at: number, values: readonly string[]): void => {
    // One look-up a value: this runs for every item of the shelf.
    const counted = counts[at]!;
    for (const value of values) {
      const counter = counted.get(value);
      if (counter === undefined) counted.set(value, { count: 1 });
      else counter.count++;
    }
  };
  for (const item of items) {
    let misses = 0;
    let missed = 0;
    for (const at of chosen) {
      const name = FILTER_NAMES[at]!;
      if (holdsAny(item.filters[name], filters[name])) continue;
      misses++;
      missed = at;
      if (misses > 1) break;
    }
    if (misses > 1) continue;
    if (misses === 1) add(missed, item.filters[FILTER_NAMES[missed]!]);
    else for (let at = 0; at < FILTER_NAMES.length; at++) add(at, item.filters[FILTER_NAMES[at]!]);
  }
  const open = new Set(filters.subjects.map(mainSubject));
  return Object.fromEntries(
    FILTER_NAMES.map((name, at) => [
      name,
      [...counts[at]!]
        .filter(
          ([value]) => name !== 'subjects' || !isSubSubject(value) || open.has(mainSubject(value)),
        )
        .map(([value, { count }]) => ({ value, count }))
        .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    ]),
  ) as unknown as Facets;
}

type Dated = Pick<ItemFacts, 'publishedAt' | 'itemId'>;

/** Newest first, then by id. */
export const newerFirst = (a: Dated, b: Dated): number =>
  a.publishedAt < b.publishedAt
    ? 1
    : a.publishedAt > b.publishedAt
      ? -1
      : a.itemId < b.itemId
        ? -1
        : a.itemId > b.itemId
          ? 1
          : 0;

/**
 * Where something belongs among sorted ones, behind its equals: half of them fall away at each look.
 * `isBefore`: whether it belongs before this one.
 */
export function positionAmong<T>(sorted: readonly T[], isBefore: (other: T) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(sorted[middle]!)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Where an item belongs among others that stand newest first. */
export const positionOfNewest = (sorted: readonly Dated[], item: Dated): number =>
  positionAmong(sorted, (other) => newerFirst(item, other) < 0);
