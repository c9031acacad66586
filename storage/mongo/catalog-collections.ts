import type { Connection } from 'mongoose';
import type { Collection } from '#server/domain/collection.ts';
import type { Catalog } from '#server/domain/ports.ts';
import { bumpRevision } from './catalog-items.ts';
import type { Models } from './models.ts';
import { inTransaction } from './transactions.ts';

type CollectionMethods = Pick<Catalog, 'listCollections' | 'saveCollection' | 'deleteCollection'>;

/** Collections of items that officials put together. */
export const catalogCollections = (connection: Connection, models: Models): CollectionMethods => ({
  listCollections: async () => (await models.collections.find({}, null, { sort: { rank: 1, _id: 1 } }).lean()).map((row) => row.collected as Collection),
  saveCollection: (collection) => inTransaction(connection, async (session) => {
    const row = { _id: collection.slug, rank: collection.rank, collected: collection };
    await models.collections.replaceOne({ _id: row._id }, row, { upsert: true, session, runValidators: true });
    await bumpRevision(models, session);
  }),
  deleteCollection: (slug) => inTransaction(connection, async (session) => {
    await models.collections.deleteOne({ _id: slug }, { session });
    await bumpRevision(models, session);
  }),
});
