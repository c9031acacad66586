import type { Catalog } from '#server/ports.ts';
import type { ImportOutcome, ImportRow, ImportRun } from '#server/imports/sheet-import.ts';
import type { Database } from './database.ts';
import { insertJobs } from './queue.ts';

type ImportMethods = Pick<
  Catalog,
  | 'saveImport'
  | 'findImport'
  | 'listImports'
  | 'saveImportRows'
  | 'listImportRows'
  | 'countImportRows'
>;

interface DocRow {
  doc: string;
}

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

/** Sheets that people sent, line by line. */
export const catalogImports = (db: Database): ImportMethods => ({
  saveImport: async (run, rows, jobs) => {
    db.transaction(() => {
      db.run(
        'INSERT OR REPLACE INTO import_run (id, doc) VALUES (?, ?)',
        run.id,
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
    const row = db.get<DocRow>('SELECT doc FROM import_run WHERE id = ?', id);
    return row ? (JSON.parse(row.doc) as ImportRun) : null;
  },
  listImports: async (limit) =>
    db
      .all<DocRow>('SELECT doc FROM import_run ORDER BY id DESC LIMIT ?', limit)
      .map(({ doc }) => JSON.parse(doc) as ImportRun),
  saveImportRows: async (importId, rows) => {
    db.transaction(() => putRows(db, importId, rows));
  },
  listImportRows: async (importId, outcomes, after, limit) => {
    const some =
      outcomes.length === 0 ? '' : `AND outcome IN (${outcomes.map(() => '?').join(', ')})`;
    return db
      .all<DocRow>(
        `SELECT doc FROM import_row WHERE import_id = ? ${some} AND line > ? ORDER BY line LIMIT ?`,
        importId,
        ...outcomes,
        after,
        limit,
      )
      .map(({ doc }) => JSON.parse(doc) as ImportRow);
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
