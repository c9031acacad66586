/**
 * The part of the port `Catalog` that every room may use: facts of the shelf itself, and the public
 * revision.
 */
export interface FactCatalog {
  /** Small facts of the shelf itself, such as `demo: done`. Null when missing. */
  findFact(key: string): Promise<string | null>;
  saveFact(key: string, value: string): Promise<void>;
  /** A number that grows whenever anything readers see has changed: caches compare it. */
  publicRevision(): Promise<number>;
  /** Makes it grow: the index has caught up, lists made from it may differ. */
  bumpPublicRevision(): Promise<void>;
}
