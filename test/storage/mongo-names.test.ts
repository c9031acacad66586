import { describe, expect, test } from '@jest/globals';
import { createConnection } from 'mongoose';
import { openMongoStorage } from '#storage/mongo/open-mongo-storage.ts';
import { aChange, anItem } from '../support/builders.ts';
import { openTemporaryMongo, serversGiven, withDatabase } from '../support/mongo-under-test.ts';

const servers = serversGiven();

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'names of older items on MongoDB: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these'
    : 'items of MongoDB saved before names were kept',
  () => {
    test('have theirs once the storage is opened', async () => {
      const storage = await openTemporaryMongo(servers!);
      const address = withDatabase(servers!.mongo, storage.database);
      try {
        const item = await storage.catalog.saveItem(
          aChange(anItem({ title: 'Sổ tay bầu cử', compilers: [], keywords: ['a', 'b'] })),
        );
        const raw = await createConnection(address).asPromise();
        await raw.db!.collection('names').deleteMany({});
        await raw.db!.collection<{ _id: string }>('counters').deleteOne({ _id: 'names-filled' });
        await raw.close();
        const again = await openMongoStorage(address, servers!.elasticsearch);
        expect(
          (
            await again.catalog.itemsNamed({
              kind: 'title',
              key: 'so tay bau cu',
              values: null,
              limit: 5,
              after: null,
            })
          ).rows.map((i) => i.id),
        ).toEqual([item.id]);
        expect(
          (
            await again.catalog.listNames({
              kind: 'keyword',
              search: '',
              variants: false,
              order: 'key',
              limit: 5,
              after: null,
            })
          ).rows.map((r) => r.value),
        ).toEqual(['a', 'b']);
        await again.close();
      } finally {
        await storage.close();
      }
    });
  },
);
