import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mongoose';
import { contentOf, type SecurityRow } from '#server/audit/security-event.ts';
import type { TestApp } from '../start-test-app.ts';

/** Somebody who can write into the storage itself, past the program. */
async function tamper(
  { shelf: { config } }: TestApp,
  inSqlite: (db: DatabaseSync) => void,
  inMongo: (rows: {
    deleteOne(filter: object): Promise<unknown>;
    updateOne(filter: object, change: object): Promise<unknown>;
  }) => Promise<unknown>,
): Promise<void> {
  const { DATABASE_URL: url } = config;
  if (url.startsWith('sqlite:')) {
    const db = new DatabaseSync(`${url.slice('sqlite:'.length)}/catalog.db`);
    inSqlite(db);
    db.close();
    return;
  }
  const connection = await createConnection(url).asPromise();
  await inMongo(
    connection.db!.collection<{ _id: string }>('security-events') as unknown as Parameters<
      typeof inMongo
    >[0],
  );
  await connection.close();
}

const key = (sequence: number): string => String(sequence).padStart(12, '0');

export const removeRow = (app: TestApp, sequence: number): Promise<void> =>
  tamper(
    app,
    (db) => db.prepare('DELETE FROM security_event WHERE sequence = ?').run(sequence),
    (rows) => rows.deleteOne({ _id: key(sequence) }),
  );

export const forgeRow = (
  app: TestApp,
  { sequence }: SecurityRow,
  now: SecurityRow,
): Promise<void> =>
  tamper(
    app,
    (db) =>
      db
        .prepare('UPDATE security_event SET content = ?, hash = ? WHERE sequence = ?')
        .run(contentOf(now), now.hash, sequence),
    (rows) =>
      rows.updateOne({ _id: key(sequence) }, { $set: { content: contentOf(now), hash: now.hash } }),
  );
