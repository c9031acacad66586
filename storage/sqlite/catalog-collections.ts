import { storedCollection, type Collection } from '#server/site/collection.ts';
import { AppError } from '#server/base/errors.ts';
import type { Catalog } from '#server/ports.ts';
import type { Database } from './database.ts';

type CollectionMethods = Pick<
  Catalog,
  'listCollections' | 'findCollection' | 'saveCollection' | 'deleteCollection'
>;

interface DocRow {
  doc: string;
}

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;
const collectionOf = ({ doc }: DocRow): Collection =>
  storedCollection(JSON.parse(doc) as Collection);
const find = (db: Database, slug: string): Collection | null => {
  const row = db.get<DocRow>('SELECT doc FROM collection WHERE slug = ?', slug);
  return row ? collectionOf(row) : null;
};

export const catalogCollections = (db: Database): CollectionMethods => ({
  listCollections: async () =>
    db.all<DocRow>('SELECT doc FROM collection ORDER BY rank, slug').map(collectionOf),
  findCollection: async (slug) => find(db, slug),
  saveCollection: async (collection) =>
    db.transaction(() => {
      const stored = find(db, collection.slug)?.version ?? 0;
      if (stored !== collection.version)
        throw new AppError('stale-version', {
          slug: collection.slug,
          stored,
          given: collection.version,
        });
      const saved = { ...collection, version: stored + 1 };
      db.run(
        'INSERT OR REPLACE INTO collection (slug, rank, doc) VALUES (?, ?, ?)',
        saved.slug,
        saved.rank,
        JSON.stringify(saved),
      );
      db.run(BUMP);
      return saved;
    }),
  deleteCollection: async (slug) => {
    db.transaction(() => {
      db.run('DELETE FROM collection WHERE slug = ?', slug);
      db.run(BUMP);
    });
  },
});
