import type { EmptyQuery, QueryCatalog } from '#server/search/query-catalog.ts';
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

export const catalogSearch = (db: Database): QueryCatalog => ({
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
});
