import type { Database } from './database.ts';

/** Makes the public revision grow; inside the transaction of the change that readers see. */
export function bumpRevision(db: Database): void {
  db.run(`UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`);
}
