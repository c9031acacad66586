import type { ImportCatalog } from '#server/imports/import-catalog.ts';
import {
  storedImport,
  type ImportOutcome,
  type ImportRow,
  type ImportRun,
} from '#server/imports/sheet-import.ts';
import type { Database } from './database.ts';
import { findDocument, listDocuments } from './documents.ts';
import { insertJobs } from './queue.ts';

const putRows = (db: Database, importId: string, rows: readonly ImportRow[]): void => {
  for (const row of rows)
    db.run(
      'INSERT OR REPLACE INTO import_row (import_id, line, outcome, doc) VALUES (?, ?, ?, ?)',
      importId,
      row.line,
      row.outcome,
      JSON.stringify(row),
    );
};

/** Imports of sheets, line by line. */
export const catalogImports = (db: Database): ImportCatalog => ({
  saveImport: async (run, rows, jobs) => {
    db.transaction(() => {
      db.run(
        'INSERT OR REPLACE INTO import_run (id, unit_id, doc) VALUES (?, ?, ?)',
        run.id,
        run.unitId,
        JSON.stringify(run),
      );
      if (rows !== null) {
        db.run('DELETE FROM import_row WHERE import_id = ?', run.id);
        putRows(db, run.id, rows);
      }
      insertJobs(db, jobs, run.createdAt);
    });
  },
  findImport: async (id) => {
    const run = findDocument<ImportRun>(db, 'SELECT doc FROM import_run WHERE id = ?', id);
    return run === null ? null : storedImport(run);
  },
  listImports: async (unitIds, limit) =>
    (unitIds === null
      ? listDocuments<ImportRun>(db, 'SELECT doc FROM import_run ORDER BY id DESC LIMIT ?', limit)
      : listDocuments<ImportRun>(
          db,
          'SELECT doc FROM import_run WHERE unit_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?',
          JSON.stringify(unitIds),
          limit,
        )
    ).map(storedImport),
  saveImportRows: async (importId, rows) => {
    db.transaction(() => putRows(db, importId, rows));
  },
  listImportRows: async (importId, outcomes, after, limit) => {
    const some =
      outcomes.length === 0 ? '' : `AND outcome IN (${outcomes.map(() => '?').join(', ')})`;
    return listDocuments<ImportRow>(
      db,
      `SELECT doc FROM import_row WHERE import_id = ? ${some} AND line > ? ORDER BY line LIMIT ?`,
      importId,
      ...outcomes,
      after,
      limit,
    );
  },
  countImportRows: async (importId) =>
    Object.fromEntries(
      db
        .all<{ outcome: ImportOutcome; n: number }>(
          'SELECT outcome, count(*) AS n FROM import_row WHERE import_id = ? GROUP BY outcome',
          importId,
        )
        .map(({ outcome, n }) => [outcome, n]),
    ),
});
