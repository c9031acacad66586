import { describe, expect, test } from '@jest/globals';
import { createConnection } from 'mongoose';
import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { openMongoStorage } from '#storage/mongo/open-mongo-storage.ts';
import { aChange, anAccount, anItem } from '../support/builders.ts';
import { openTemporaryMongo, serversGiven, withDatabase } from '../support/mongo-under-test.ts';

const servers = serversGiven();

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'older rows of MongoDB: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these'
    : 'rows of MongoDB saved by older versions',
  () => {
    test('have their names once the storage is opened', async () => {
      const storage = await openTemporaryMongo(servers!);
      const address = withDatabase(servers!.mongo, storage.database);
      try {
        const item = await storage.catalog.saveItem(
          aChange(anItem({ title: 'Sổ tay bầu cử', compilers: [], keywords: ['a', 'b'] })),
        );
        const raw = await createConnection(address).asPromise();
        await raw.db!.collection('names').deleteMany({});
        await raw
          .db!.collection<{ _id: string }>('counters')
          .deleteOne({ _id: 'names-of-units-filled' });
        await raw.close();
        const again = await openMongoStorage(address, servers!.elasticsearch);
        expect(
          (
            await again.catalog.itemsNamed({
              kind: 'title',
              key: 'so tay bau cu',
              values: null,
              units: null,
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
              units: null,
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

    test('count on the public revision that one counter alone had', async () => {
      const storage = await openTemporaryMongo(servers!);
      try {
        const raw = await createConnection(
          withDatabase(servers!.mongo, storage.database),
        ).asPromise();
        const counters = raw.db!.collection<{ _id: string; value: number }>('counters');
        await counters.deleteMany({ _id: /^public-revision/u });
        await counters.insertOne({ _id: 'public-revision', value: 41 });
        expect(await storage.catalog.publicRevision()).toBe(41);
        for (let n = 42; n < 62; n++) {
          await storage.catalog.bumpPublicRevision();
          expect(await storage.catalog.publicRevision()).toBe(n);
        }
        // Not one document that all who save would have to wait for.
        expect(await counters.countDocuments({ _id: /^public-revision/u })).toBeGreaterThan(10);
        await raw.close();
      } finally {
        await storage.close();
      }
    });

    test('have the imports of the unit of who began them', async () => {
      const storage = await openTemporaryMongo(servers!);
      const address = withDatabase(servers!.mongo, storage.database);
      try {
        await storage.catalog.saveAccount(anAccount({ id: 'a1', username: 'a1', unitId: 'xa-an' }));
        const raw = await createConnection(address).asPromise();
        await raw.db!.collection<{ _id: string; run: object }>('import-runs').insertMany([
          { _id: 'r1', run: { id: 'r1', accountId: 'a1', sheet: '' } },
          { _id: 'r2', run: { id: 'r2', accountId: 'gone', sheet: 'x' } },
        ]);
        await raw.close();
        const again = await openMongoStorage(address, servers!.elasticsearch);
        const told = async (units: readonly string[] | null): Promise<unknown> =>
          (await again.catalog.listImports(units, 9)).map(({ id, form }) => [id, form]);
        expect(await told(['xa-an'])).toEqual([['r1', 'csv']]);
        expect(await told(null)).toEqual([
          ['r2', 'xlsx'],
          ['r1', 'csv'],
        ]);
        await again.close();
      } finally {
        await storage.close();
      }
    });

    test('have their laws that ended in part looked at once the storage is opened', async () => {
      const storage = await openTemporaryMongo(servers!);
      const address = withDatabase(servers!.mongo, storage.database);
      const number = '1/2020/NĐ-CP';
      const { validity } = anItem();
      const cites = { lawRefs: [lawReference(number)], state: 'published' as const };
      try {
        const item = await storage.catalog.saveItem(aChange(anItem(cites)));
        await storage.catalog.saveItem(
          aChange(anItem({ ...cites, validity: { ...validity, state: 'mot_phan' } })),
        );
        const [law] = await storage.catalog.findLaws([lawNumberKey(number)]);
        await storage.catalog.saveLaws([{ ...law!, state: 'het_mot_phan' }]);
        const raw = await createConnection(address).asPromise();
        await raw.db!.collection('laws').updateMany({}, { $set: { endsOn: null } });
        await raw.db!.collection('items').updateMany({}, { $set: { settled: [] } });
        await raw.close();
        const again = await openMongoStorage(address, servers!.elasticsearch);
        const list = { day: '2026-01-01', limit: 5, after: null };
        expect((await again.catalog.citationsToReview(list)).rows.map((r) => r.item.id)).toEqual([
          item.id,
        ]);
        await again.close();
      } finally {
        await storage.close();
      }
    });
  },
);
