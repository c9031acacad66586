import type { Collection } from './collection.ts';

/** The part of the port `Catalog` that keeps collections of items that officials put together. */
export interface SiteCatalog {
  /** By rank, then slug; hidden ones too. */
  listCollections(): Promise<Collection[]>;
  /** Null when missing. */
  findCollection(slug: string): Promise<Collection | null>;
  /**
   * Saves it as `version + 1`. Throws `stale-version` when the stored version differs from the one
   * given (0 for a new one); the public revision grows.
   */
  saveCollection(collection: Collection): Promise<Collection>;
  /** Ignored when there is none such; the public revision grows. */
  deleteCollection(slug: string): Promise<void>;
}
