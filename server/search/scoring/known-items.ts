import { countFacets, newerFirst, positionOfNewest, type ItemFacts } from './item-facts.ts';
import { NO_FILTERS, type Facets } from '../search-query.ts';

/**
 * The items that a reader of the index keeps in memory. Their order and the counts of all of them
 * are the same for every reader of every list until one of them changes.
 */
export class KnownItems<Key, Item extends ItemFacts> extends Map<Key, Item> {
  #facets: Facets | null = null;
  /** Null until a list is asked for; from then on each change finds its place. */
  #newest: Item[] | null = null;

  override set(key: Key, item: Item): this {
    this.#forget(key);
    this.#newest?.splice(positionOfNewest(this.#newest, item), 0, item);
    return super.set(key, item);
  }

  override delete(key: Key): boolean {
    this.#forget(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#facets = null;
    this.#newest = null;
    super.clear();
  }

  #forget(key: Key): void {
    this.#facets = null;
    const old = this.get(key);
    if (old !== undefined) this.#newest?.splice(positionOfNewest(this.#newest, old) - 1, 1);
  }

  /** Counts of every filter's values among all items. */
  facets(): Facets {
    this.#facets ??= countFacets(this.values(), NO_FILTERS);
    return this.#facets;
  }

  /** All of them, newest first. */
  newest(): readonly Item[] {
    this.#newest ??= [...this.values()].toSorted(newerFirst);
    return this.#newest;
  }
}
