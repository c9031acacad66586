import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { HarvestList, HarvestRow } from '#server/exchange/harvest-row.ts';
import type { Database, SqlValue } from '../database.ts';

interface Row {
  readonly item_id: string;
  readonly stamp: string;
  readonly deleted: number;
  readonly sets: string;
  readonly digest: string;
}

const rowOf = (row: Row): HarvestRow => ({
  itemId: row.item_id,
  stamp: row.stamp,
  deleted: row.deleted === 1,
  sets: JSON.parse(row.sets) as string[],
  digest: row.digest,
});

function putRow(db: Database, { itemId, stamp, deleted, sets, digest }: HarvestRow): void {
  db.run(
    'INSERT OR REPLACE INTO harvest (item_id, stamp, deleted, sets, digest) VALUES (?, ?, ?, ?, ?)',
    itemId,
    stamp,
    deleted ? 1 : 0,
    JSON.stringify(sets),
    digest,
  );
  db.run('DELETE FROM harvest_set WHERE item_id = ?', itemId);
  for (const spec of sets)
    db.run('INSERT INTO harvest_set (spec, stamp, item_id) VALUES (?, ?, ?)', spec, stamp, itemId);
}

/** The rows of a list as a condition on `harvest`, or on `harvest_set` where it is of one set. */
function conditionOf({ set, from, until, after }: Omit<HarvestList, 'limit'>): {
  readonly table: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
} {
  const where: string[] = [];
  const values: SqlValue[] = [];
  const add = (condition: string, ...given: readonly SqlValue[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (set !== null) add('spec = ?', set);
  if (from !== null) add('stamp >= ?', from);
  if (until !== null) add('stamp <= ?', until);
  if (after !== null) add('(stamp, item_id) > (?, ?)', after.stamp, after.itemId);
  return {
    table: set === null ? 'harvest' : 'harvest_set',
    where: where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`,
    values,
  };
}

function listRows(db: Database, { limit, ...list }: HarvestList): HarvestRow[] {
  const { table, where, values } = conditionOf(list);
  const ids = `SELECT stamp, item_id FROM ${table} ${where} ORDER BY stamp, item_id LIMIT ?`;
  return db
    .all<Row>(
      `SELECT h.* FROM (${ids}) page JOIN harvest h ON h.item_id = page.item_id ORDER BY page.stamp, page.item_id`,
      ...values,
      limit,
    )
    .map(rowOf);
}

/** Sets one after the other by their index: there are a hundred times as many rows as sets. */
const ALL_SETS = `WITH RECURSIVE spec (spec) AS (
    SELECT min(spec) FROM harvest_set
    UNION ALL SELECT (SELECT min(spec) FROM harvest_set WHERE spec > spec.spec) FROM spec WHERE spec.spec IS NOT NULL
  ) SELECT spec FROM spec WHERE spec IS NOT NULL`;

/** What harvesters follow changes by. */
export const catalogHarvest = (db: Database): HarvestCatalog => ({
  findHarvestRows: async (itemIds) =>
    itemIds.flatMap((id) => {
      const row = db.get<Row>('SELECT * FROM harvest WHERE item_id = ?', id);
      return row === undefined ? [] : [rowOf(row)];
    }),
  saveHarvestRows: async (rows) => {
    db.transaction(() => {
      for (const row of rows) putRow(db, row);
    });
  },
  listHarvestRows: async (list) => listRows(db, list),
  countHarvestRows: async (list) => {
    const { table, where, values } = conditionOf({ ...list, after: null });
    return db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} ${where}`, ...values)!.n;
  },
  harvestStamps: async () => {
    const ends = db.get<{ first: string | null; last: string | null }>(
      'SELECT (SELECT min(stamp) FROM harvest) AS first, (SELECT max(stamp) FROM harvest) AS last',
    );
    const { first = null, last = null } = ends ?? {};
    return first === null || last === null ? null : { first, last };
  },
  listHarvestSets: async () => db.all<{ spec: string }>(ALL_SETS).map(({ spec }) => spec),
});
