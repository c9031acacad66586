import type { Connection } from 'mongoose';
import { storedCollection, type Collection } from '#server/site/collection.ts';
import { AppError } from '#server/base/errors.ts';
import type { SiteCatalog } from '#server/site/site-catalog.ts';
import type { Models } from './models.ts';
import type { CollectionRow } from './rows/site.ts';
import { bumpRevision } from './revision.ts';
import { inTransaction } from './transactions.ts';

export const collectionOf = ({ collected }: Pick<CollectionRow, 'collected'>): Collection =>
  storedCollection(collected);
export const collectionRow = (collection: Collection): CollectionRow => ({
  _id: collection.slug,
  rank: collection.rank,
  collected: collection,
});

const saveCollection = (
  connection: Connection,
  models: Models,
  collection: Collection,
): Promise<Collection> =>
  inTransaction(connection, async (session) => {
    const before = await models.collections.findById(collection.slug, null, { session }).lean();
    const stored = before ? collectionOf(before as CollectionRow).version : 0;
    if (stored !== collection.version)
      throw new AppError('stale-version', {
        slug: collection.slug,
        stored,
        given: collection.version,
      });
    const saved = { ...collection, version: stored + 1 };
    if (before)
      await models.collections.replaceOne({ _id: saved.slug }, collectionRow(saved), {
        session,
        runValidators: true,
      });
    else await models.collections.insertMany([collectionRow(saved)], { session });
    await bumpRevision(models, session);
    return saved;
  });

/** Collections of items that officials put together. */
export const catalogSite = (connection: Connection, models: Models): SiteCatalog => ({
  listCollections: async () =>
    (await models.collections.find({}, null, { sort: { rank: 1, _id: 1 } }).lean()).map((row) =>
      collectionOf(row as CollectionRow),
    ),
  findCollection: async (slug) => {
    const row = await models.collections.findById(slug).lean();
    return row ? collectionOf(row as CollectionRow) : null;
  },
  saveCollection: (collection) => saveCollection(connection, models, collection),
  deleteCollection: (slug) =>
    inTransaction(connection, async (session) => {
      await models.collections.deleteOne({ _id: slug }, { session });
      await bumpRevision(models, session);
    }),
});
