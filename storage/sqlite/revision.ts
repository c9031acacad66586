import type { SiteCatalog } from '#server/site/site-catalog.ts';
import type { Database } from './database.ts';

/** Makes the public revision grow; inside a running transaction when it belongs to a change. */
export function bumpRevision(db: Database): void {
  db.run(`UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`);
}

/** The number that says that readers see something else than before. */
export const publicRevision = (
  db: Database,
): Pick<SiteCatalog, 'publicRevision' | 'bumpPublicRevision'> => ({
  publicRevision: async () =>
    db.get<{ value: number }>(`SELECT value FROM counter WHERE name = 'public-revision'`)?.value ??
    0,
  bumpPublicRevision: async () => bumpRevision(db),
});
