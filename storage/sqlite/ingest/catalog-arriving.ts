import type { ArrivingCatalog, ArrivingFile } from '#server/ingest/arriving-catalog.ts';
import type { Database } from '../database.ts';

interface Row {
  id: string;
  account_id: string;
  unit_id: string;
  name: string;
  bytes: number;
  received: number;
  created_at: string;
  expires_at: string;
  sha256: string | null;
  taken: number;
}

const fileOf = (row: Row): ArrivingFile => ({
  id: row.id,
  accountId: row.account_id,
  unitId: row.unit_id,
  name: row.name,
  bytes: row.bytes,
  received: row.received,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  sha256: row.sha256,
  taken: row.taken === 1,
});

/** Names of a list as one value: `json_each(?)`. */
const listOf = (values: readonly string[]): string => JSON.stringify(values);

const put = (db: Database, file: ArrivingFile): void => {
  db.run(
    'INSERT OR REPLACE INTO arriving (id, account_id, unit_id, name, bytes, received, created_at, expires_at, sha256, taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    file.id,
    file.accountId,
    file.unitId,
    file.name,
    file.bytes,
    file.received,
    file.createdAt,
    file.expiresAt,
    file.sha256,
    file.taken ? 1 : 0,
  );
};

export function catalogArriving(db: Database): ArrivingCatalog {
  const find = (id: string): ArrivingFile | null => {
    const row = db.get<Row>('SELECT * FROM arriving WHERE id = ?', id);
    return row === undefined ? null : fileOf(row);
  };
  return {
    addArriving: async (file) => put(db, file),
    findArriving: async (id) => find(id),
    takeArriving: async (id, writer) => {
      db.run('UPDATE arriving SET writer = ? WHERE id = ?', writer, id);
      return find(id);
    },
    advanceArriving: async (id, writer, { from, to, expiresAt }) =>
      db.run(
        'UPDATE arriving SET received = ?, expires_at = ? WHERE id = ? AND writer = ? AND received = ?',
        to,
        expiresAt,
        id,
        writer,
        from,
      ).changes === 1,
    noteArrived: async (id, sha256) => {
      db.run('UPDATE arriving SET sha256 = ? WHERE id = ?', sha256, id);
    },
    markTaken: async (id, expiresAt) => {
      db.run('UPDATE arriving SET taken = 1, expires_at = ? WHERE id = ?', expiresAt, id);
    },
    listArriving: async (accountId) =>
      db
        .all<Row>(
          'SELECT * FROM arriving WHERE account_id = ? AND taken = 0 ORDER BY created_at, id LIMIT 250',
          accountId,
        )
        .map(fileOf),
    expiredArriving: async (now, limit) =>
      db
        .all<Row>(
          'SELECT * FROM arriving WHERE expires_at <= ? ORDER BY expires_at, id LIMIT ?',
          now,
          limit,
        )
        .map(fileOf),
    sumArriving: async (unitIds) =>
      db.get<{ bytes: number }>(
        'SELECT coalesce(sum(bytes), 0) AS bytes FROM arriving WHERE taken = 0 AND unit_id IN (SELECT value FROM json_each(?))',
        listOf(unitIds),
      )!.bytes,
    removeArriving: async (id) => {
      db.run('DELETE FROM arriving WHERE id = ?', id);
    },
  };
}
