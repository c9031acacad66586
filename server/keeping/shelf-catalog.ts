import type { ShelfRecord } from './shelf-record.ts';

/** The part of the port `Catalog` that backups and moves use: everything out and everything in. */
export interface ShelfCatalog {
  /**
   * Everything the catalog keeps, in the order of `SHELF_RECORD_KINDS` and by key, each item
   * followed by its texts in the order of its files; only items after `afterItem` when it is given.
   * A record that changes meanwhile is given as it was or as it is, never half.
   */
  dump(afterItem: string | null): AsyncIterable<ShelfRecord>;
  /**
   * Takes records in as they are, in one transaction: versions and times are kept, what has the
   * same key is replaced, an item's events with it. No job is caused; the public revision grows.
   */
  load(records: readonly ShelfRecord[]): Promise<void>;
  /**
   * What the engine finds damaged in its own store, in its own words; empty when nothing is, or
   * when it does not let itself be asked. As long as reading everything takes.
   */
  integrity(): Promise<readonly string[]>;
}
