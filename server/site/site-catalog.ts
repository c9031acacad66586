import type { Collection } from './collection.ts';

/** The part of the port `Catalog` that keeps collections and says when what readers see has changed. */
export interface SiteCatalog {
  /** By rank, then slug; hidden ones too. */
  listCollections(): Promise<Collection[]>;
  /** Null when missing. */
  findCollection(slug: string): Promise<Collection | null>;
  /** Saves it as `version + 1`. Throws `stale-version` when the stored version differs from the one given (0 for a new one); the public revision grows. */
  saveCollection(collection: Collection): Promise<Collection>;
  /** Ignored when there is none such; the public revision grows. */
  deleteCollection(slug: string): Promise<void>;
  /** A number that grows whenever anything readers see has changed: caches compare it. */
  publicRevision(): Promise<number>;
  /** Makes it grow: the index has caught up, lists made from it may differ. */
  bumpPublicRevision(): Promise<void>;
}
