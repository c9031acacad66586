import { AppError } from '#server/base/errors.ts';
import { storedCollection, type Collection } from '#server/site/collection.ts';
import type { SiteCatalog } from '#server/site/site-catalog.ts';
import type { Database } from './database.ts';
import { documentOf, type DocRow } from './documents.ts';
import { bumpRevision } from './revision.ts';

export const collectionOf = (row: DocRow): Collection => storedCollection(documentOf(row));

/** Inserts or replaces by slug; inside a running transaction. */
export function putCollection(db: Database, collection: Collection): void {
  db.run(
    'INSERT OR REPLACE INTO collection (slug, rank, doc) VALUES (?, ?, ?)',
    collection.slug,
    collection.rank,
    JSON.stringify(collection),
  );
}

function findCollection(db: Database, slug: string): Collection | null {
  const row = db.get<DocRow>('SELECT doc FROM collection WHERE slug = ?', slug);
  return row ? collectionOf(row) : null;
}

const saveCollection = (db: Database, collection: Collection): Collection =>
  db.transaction(() => {
    const stored = findCollection(db, collection.slug)?.version ?? 0;
    if (stored !== collection.version)
      throw new AppError('stale-version', {
        slug: collection.slug,
        stored,
        given: collection.version,
      });
    const saved = { ...collection, version: stored + 1 };
    putCollection(db, saved);
    bumpRevision(db);
    return saved;
  });

export const catalogSite = (db: Database): SiteCatalog => ({
  listCollections: async () =>
    db.all<DocRow>('SELECT doc FROM collection ORDER BY rank, slug').map(collectionOf),
  findCollection: async (slug) => findCollection(db, slug),
  saveCollection: async (collection) => saveCollection(db, collection),
  deleteCollection: async (slug) => {
    db.transaction(() => {
      db.run('DELETE FROM collection WHERE slug = ?', slug);
      bumpRevision(db);
    });
  },
});
