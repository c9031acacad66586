import type { Collection } from '#server/domain/collection.ts';
import type { Catalog } from '#server/domain/ports.ts';
import type { Database } from './database.ts';

type CollectionMethods = Pick<Catalog, 'listCollections' | 'saveCollection' | 'deleteCollection'>;

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;

export const catalogCollections = (db: Database): CollectionMethods => ({
  listCollections: async () => db.all<{ doc: string }>('SELECT doc FROM collection ORDER BY rank, slug').map((row) => JSON.parse(row.doc) as Collection),
  saveCollection: async (collection) => {
    db.transaction(() => {
      db.run('INSERT INTO collection (slug, rank, doc) VALUES (?, ?, ?) ON CONFLICT (slug) DO UPDATE SET rank = excluded.rank, doc = excluded.doc',
        collection.slug, collection.rank, JSON.stringify(collection));
      db.run(BUMP);
    });
  },
  deleteCollection: async (slug) => {
    db.transaction(() => {
      db.run('DELETE FROM collection WHERE slug = ?', slug);
      db.run(BUMP);
    });
  },
});
