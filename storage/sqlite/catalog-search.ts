import {
  SEVERAL,
  type AskedQuery,
  type EmptyQuery,
  type FrequentQuery,
  type QueryCatalog,
  type QueryOutcome,
  type WeakQuery,
} from '#server/search/query-catalog.ts';
import type { Database } from './database.ts';

interface EmptyQueryRow {
  readonly folded: string;
  readonly count: number;
  readonly last_at: string;
}

export const emptyQueryOf = (row: EmptyQueryRow): EmptyQuery => ({
  folded: row.folded,
  count: row.count,
  lastAt: row.last_at,
});

/** Inserts or replaces by the folded query; inside a running transaction. */
export function putEmptyQuery(db: Database, query: EmptyQuery): void {
  db.run(
    'INSERT OR REPLACE INTO empty_query (folded, count, last_at) VALUES (?, ?, ?)',
    query.folded,
    query.count,
    query.lastAt,
  );
}

export const askedQueryOf = ({ day, folded, outcome, count }: AskedQuery): AskedQuery => ({
  day,
  folded,
  outcome,
  count,
});

/** Inserts the counter or replaces it; inside a running transaction. */
export const putAskedQuery = (db: Database, asked: AskedQuery): void => {
  db.run(
    'INSERT OR REPLACE INTO asked_query (day, folded, outcome, count) VALUES (?, ?, ?, ?)',
    asked.day,
    asked.folded,
    asked.outcome,
    asked.count,
  );
};

export const frequentQueryOf = ({ key, shown, count, day }: FrequentQuery): FrequentQuery => ({
  key,
  shown,
  count,
  day,
});

/** Inserts or replaces by key; inside a running transaction. */
export const putFrequentQuery = (db: Database, query: FrequentQuery): void => {
  db.run(
    'INSERT OR REPLACE INTO frequent_query (key, shown, count, day) VALUES (?, ?, ?, ?)',
    query.key,
    query.shown,
    query.count,
    query.day,
  );
};

type Counted = Pick<
  QueryCatalog,
  'addQueries' | 'weakQueries' | 'countQueries' | 'addFrequentQueries' | 'frequentQueries'
>;

/** Counts of days and of frequent queries. */
const counted = (db: Database): Counted => ({
  addQueries: async (asked) =>
    db.transaction(() => {
      for (const { day, folded, outcome, count } of asked)
        db.run(
          'INSERT INTO asked_query (day, folded, outcome, count) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
          day,
          folded,
          outcome,
          count,
        );
    }),
  weakQueries: async (from, limit) =>
    db
      .all<WeakQuery>(
        `SELECT folded, sum(count) AS count, coalesce(sum(count) FILTER (WHERE outcome = 'empty'), 0) AS empty, max(day) AS lastDay
         FROM asked_query WHERE day >= ? AND folded <> '' GROUP BY folded ORDER BY 2 DESC, 4 DESC, 1 LIMIT ?`,
        from,
        Math.max(limit, 0),
      )
      .map((row) => ({ ...row })),
  countQueries: async ({ from, to }) => {
    const rows = db.all<{ outcome: QueryOutcome; n: number }>(
      `SELECT outcome, sum(count) AS n FROM asked_query WHERE day BETWEEN ? AND ? AND folded = '' GROUP BY outcome`,
      from,
      to,
    );
    const of = (outcome: QueryOutcome): number => rows.find((r) => r.outcome === outcome)?.n ?? 0;
    return { found: of('found'), weak: of('weak'), empty: of('empty') };
  },
  addFrequentQueries: async (asked) =>
    db.transaction(() => {
      for (const { key, shown, count, day } of asked)
        db.run(
          `INSERT INTO frequent_query (key, shown, count, day) VALUES (?1, CASE WHEN ?3 >= ?5 THEN ?2 ELSE '' END, ?3, ?4)
           ON CONFLICT DO UPDATE SET count = count + ?3, day = max(day, ?4), shown = CASE WHEN count + ?3 >= ?5 THEN ?2 ELSE '' END`,
          key,
          shown,
          count,
          day,
          SEVERAL,
        );
    }),
  frequentQueries: async (limit) =>
    db
      .all<FrequentQuery>(
        `SELECT key, shown, count, day FROM frequent_query WHERE shown <> '' ORDER BY count DESC, shown LIMIT ?`,
        Math.max(limit, 0),
      )
      .map(frequentQueryOf),
});

export const catalogSearch = (db: Database): QueryCatalog => ({
  ...counted(db),
  noteEmptyQuery: async (folded, at) => {
    db.run(
      'INSERT INTO empty_query (folded, count, last_at) VALUES (?, 1, ?) ON CONFLICT (folded) DO UPDATE SET count = count + 1, last_at = excluded.last_at',
      folded,
      at,
    );
  },
  emptyQueries: async (limit) =>
    db
      .all<EmptyQueryRow>(
        'SELECT folded, count, last_at FROM empty_query ORDER BY count DESC, last_at DESC, folded LIMIT ?',
        limit,
      )
      .map(emptyQueryOf),
  forgetEmptyQueries: async (before) => {
    db.run('DELETE FROM empty_query WHERE last_at < ?', before);
  },
  settleQuery: async (folded) =>
    db.transaction(() => {
      db.run(`DELETE FROM asked_query WHERE folded = ? AND folded <> ''`, folded);
      db.run('DELETE FROM empty_query WHERE folded = ?', folded);
    }),
  forgetQueries: async (before) =>
    db.transaction(() => {
      db.run(`DELETE FROM asked_query WHERE day < ? AND folded <> ''`, before);
      db.run('DELETE FROM frequent_query WHERE day < ?', before);
    }),
});
