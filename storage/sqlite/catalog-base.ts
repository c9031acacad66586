import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { ShelfValues } from '#server/keeping/shelf-record.ts';
import type { Database } from './database.ts';
import { bumpRevision } from './revision.ts';

/** Inserts or replaces by key. */
export function putFact(db: Database, { key, value }: ShelfValues['fact']): void {
  db.run(
    'INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

export const catalogBase = (db: Database): FactCatalog => ({
  findFact: async (key) =>
    db.get<{ value: string }>('SELECT value FROM fact WHERE key = ?', key)?.value ?? null,
  saveFact: async (key, value) => putFact(db, { key, value }),
  publicRevision: async () =>
    db.get<{ value: number }>(`SELECT value FROM counter WHERE name = 'public-revision'`)?.value ??
    0,
  bumpPublicRevision: async () => bumpRevision(db),
});
