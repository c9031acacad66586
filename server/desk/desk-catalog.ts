import type { DeskScan, DeskSum } from './scan.ts';

/** The part of the port `Catalog` that counts what is asked for at one-stop desks. */
export interface DeskCatalog {
  /** Adds to what was counted for the day, unit and procedure; all or nothing. */
  addDeskScans(scans: readonly DeskScan[]): Promise<void>;
  /**
   * Sums by unit and procedure from the first to the last day, both included; the greatest first,
   * then by unit and procedure. `unitIds` null for all.
   */
  sumDeskScans(
    unitIds: readonly string[] | null,
    days: { readonly from: string; readonly to: string },
  ): Promise<DeskSum[]>;
}
