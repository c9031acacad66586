import type { Database, SqlValue } from './database.ts';

/** A row whose `doc` is the domain's object as JSON, beside the columns that queries need. */
export interface DocRow {
  readonly doc: string;
}

export const documentOf = <T>({ doc }: DocRow): T => JSON.parse(doc) as T;

/** Null when the query finds none. */
export function findDocument<T>(
  db: Database,
  sql: string,
  ...values: readonly SqlValue[]
): T | null {
  const row = db.get<DocRow>(sql, ...values);
  return row === undefined ? null : documentOf<T>(row);
}

export const listDocuments = <T>(db: Database, sql: string, ...values: readonly SqlValue[]): T[] =>
  db.all<DocRow>(sql, ...values).map((row) => documentOf<T>(row));
