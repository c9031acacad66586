import { countFacets, type ItemFacts } from './item-facts.ts';
import { NO_FILTERS, type Facets } from '../search-query.ts';

/**
 * The items that a reader of the index keeps in memory. Counts of all of them are the same for every
 * reader of every list until one of them changes.
 */
export class KnownItems<Key, Item extends ItemFacts> extends Map<Key, Item> {
  #facets: Facets | null = null;

  override set(key: Key, item: Item): this {
    this.#facets = null;
    return super.set(key, item);
  }

  override delete(key: Key): boolean {
    this.#facets = null;
    return super.delete(key);
  }

  override clear(): void {
    this.#facets = null;
    super.clear();
  }

  /** Counts of every filter's values among all items. */
  facets(): Facets {
    this.#facets ??= countFacets(this.values(), NO_FILTERS);
    return this.#facets;
  }
}
