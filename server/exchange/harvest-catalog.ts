import type { HarvestList, HarvestRow } from './harvest-row.ts';

/**
 * The part of the port `Catalog` that harvesters, deliveries and the API follow changes by. Rows are
 * made again when missing; backups and moves leave them out.
 */
export interface HarvestCatalog {
  /** In the order asked; missing ones are left out. */
  findHarvestRows(itemIds: readonly string[]): Promise<HarvestRow[]>;
  /** Replaces the rows of these items, each whole. */
  saveHarvestRows(rows: readonly HarvestRow[]): Promise<void>;
  /** By stamp, then item; the last page costs what the first costs, with a set and without. */
  listHarvestRows(list: HarvestList): Promise<HarvestRow[]>;
  /** How many rows a list has in all, from its beginning. */
  countHarvestRows(list: Pick<HarvestList, 'set' | 'from' | 'until'>): Promise<number>;
  /** The first and the last stamp; null while there is no row. */
  harvestStamps(): Promise<{ readonly first: string; readonly last: string } | null>;
  /** Sets that a row is in, sorted. */
  listHarvestSets(): Promise<string[]>;
}
