import type { DeskCatalog } from '#server/desk/desk-catalog.ts';
import type { DeskScan, DeskSum } from '#server/desk/scan.ts';
import type { Database } from '../database.ts';

/** Inserts the counter or replaces it; inside a running transaction. */
export function putDeskScan(db: Database, scan: DeskScan): void {
  db.run(
    'INSERT OR REPLACE INTO desk_scan (day, unit_id, procedure, count) VALUES (?, ?, ?, ?)',
    scan.day,
    scan.unitId,
    scan.procedure,
    scan.count,
  );
}

/** All counters by day, unit and procedure, as backups and moves carry them. */
export function* deskScanRecords(db: Database): Iterable<DeskScan> {
  const rows = db.raw
    .prepare(
      'SELECT day, unit_id AS unitId, procedure, count FROM desk_scan ORDER BY day, unit_id, procedure',
    )
    .iterate();
  for (const row of rows) {
    const { day, unitId, procedure, count } = row as unknown as DeskScan;
    yield { day, unitId, procedure, count };
  }
}

/** What is asked for at one-stop desks. */
export const catalogDesk = (db: Database): DeskCatalog => ({
  addDeskScans: async (scans) => {
    db.transaction(() => {
      for (const { day, unitId, procedure, count } of scans)
        db.run(
          `INSERT INTO desk_scan (day, unit_id, procedure, count) VALUES (?, ?, ?, ?)
           ON CONFLICT (day, unit_id, procedure) DO UPDATE SET count = count + excluded.count`,
          day,
          unitId,
          procedure,
          count,
        );
    });
  },
  sumDeskScans: async (unitIds, { from, to }) =>
    db
      .all<DeskSum>(
        `SELECT unit_id AS unitId, procedure, sum(count) AS count FROM desk_scan
         WHERE day >= ? AND day <= ? AND (? IS NULL OR unit_id IN (SELECT value FROM json_each(?)))
         GROUP BY unit_id, procedure ORDER BY count DESC, unit_id, procedure`,
        from,
        to,
        unitIds === null ? null : 'some',
        JSON.stringify(unitIds ?? []),
      )
      .map(({ unitId, procedure, count }) => ({ unitId, procedure, count })),
});
