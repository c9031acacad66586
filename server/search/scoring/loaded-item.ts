import { NO_FILTERS, type SearchFilters } from '../search-query.ts';
import { fold, sortKey } from '#server/base/vietnamese/syllables.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import type { ItemFacts } from './item-facts.ts';

/** What an engine stores of an item: empty filters may be left out. */
export interface StoredItemFacts {
  readonly itemId: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly filters: Partial<SearchFilters>;
  readonly keywords: readonly string[];
  readonly lawNames?: readonly string[];
}

/** An item in memory; what few queries need is made when first asked for. */
export class LoadedItem implements ItemFacts {
  readonly itemId: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly filters: SearchFilters;
  readonly keywords: readonly string[];
  readonly #lawNames: readonly string[];
  #titleKey: string | null = null;
  #folded: string | null = null;
  #foldedKeywords: readonly string[] | null = null;
  #titleWords: readonly string[] | null = null;

  constructor({ itemId, title, publishedAt, filters, keywords, lawNames = [] }: StoredItemFacts) {
    this.itemId = itemId;
    this.title = title;
    this.publishedAt = publishedAt;
    this.filters = { ...NO_FILTERS, ...filters };
    this.keywords = keywords;
    this.#lawNames = lawNames;
  }

  get titleKey(): string {
    return (this.#titleKey ??= sortKey(this.title));
  }

  get folded(): string {
    return (this.#folded ??= fold(this.title));
  }

  /** Words of the title, the keywords and the names of its laws, folded, each once. */
  get titleWords(): readonly string[] {
    return (this.#titleWords ??= foldedWords(
      [this.title, ...this.keywords, ...this.#lawNames].join(' '),
    ));
  }

  /** In the order of `keywords`. */
  get foldedKeywords(): readonly string[] {
    return (this.#foldedKeywords ??= this.keywords.map(fold));
  }
}

/** The filters that have values: what is worth storing. */
export const givenFilters = (filters: SearchFilters): Partial<SearchFilters> =>
  Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length > 0));
