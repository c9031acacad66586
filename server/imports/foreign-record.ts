import type { CatalogColumn } from './catalog-row.ts';

export type ForeignCells = Partial<Record<CatalogColumn, string>>;

/** A record of another library as a line of the catalogue. */
export interface ForeignRecord {
  readonly cells: ForeignCells;
  /** What has to be known of it. */
  readonly notes: readonly string[];
  /** Why it cannot be taken; none otherwise. */
  readonly faults: readonly string[];
  /** Addresses at which files of it are offered. */
  readonly offers: readonly string[];
  /** What its cells are too narrow for (whole-record.ts). */
  readonly whole?: string;
}
