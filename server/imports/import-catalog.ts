import type { NewJob } from '#server/base/job.ts';
import type { ImportCounts, ImportOutcome, ImportRow, ImportRun } from './sheet-import.ts';

/** The part of the port `Catalog` that keeps sheets being imported, line by line. */
export interface ImportCatalog {
  /**
   * Inserts or replaces by id; rows, when given, take the place of all that stood there. Jobs are
   * submitted with it, or nothing is saved.
   */
  saveImport(
    run: ImportRun,
    rows: readonly ImportRow[] | null,
    jobs: readonly NewJob[],
  ): Promise<void>;
  findImport(id: string): Promise<ImportRun | null>;
  /** Of these units, or of all for null; newest first, by id. */
  listImports(unitIds: readonly string[] | null, limit: number): Promise<ImportRun[]>;
  /** Replaces these rows by line. */
  saveImportRows(importId: string, rows: readonly ImportRow[]): Promise<void>;
  /** Rows of any of these outcomes (all when empty) after a line, by line. */
  listImportRows(
    importId: string,
    outcomes: readonly ImportOutcome[],
    after: number,
    limit: number,
  ): Promise<ImportRow[]>;
  countImportRows(importId: string): Promise<ImportCounts>;
}
