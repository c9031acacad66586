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

/** Runs `work` so that what it replaces or deletes is written over with zeros in the file. */
export function writingOver<T>(db: Database, work: () => T): T {
  db.raw.exec('PRAGMA secure_delete = ON');
  try {
    return db.transaction(work);
  } finally {
    db.raw.exec('PRAGMA secure_delete = OFF');
  }
}

/** The log still has what stood there until it is brought into the file. */
export const emptyLog = (db: Database): void => {
  db.raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
};
