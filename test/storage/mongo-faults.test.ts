import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConnection, mongo, type Connection } from 'mongoose';
import type { SearchDocument } from '#server/search/search-document.ts';
import { openMongoStorage } from '#storage/mongo/open-mongo-storage.ts';
import { aChange, aDocument, aJob, anItem, aQuery, seededRandom } from '../support/builders.ts';
import {
  aDatabaseName,
  dropDatabase,
  openTemporaryMongo,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import type { StorageUnderTest } from '../support/storage-under-test.ts';
import { allItems, ended, expectFilesWhole, expectWhole, idsOf, start } from './crash-checks.ts';

const servers = serversGiven();
const NOWHERE = {
  mongo: 'mongodb://127.0.0.1:1/none?serverSelectionTimeoutMS=300',
  elasticsearch: 'http://127.0.0.1:1',
};

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
async function* each(documents: readonly SearchDocument[]): AsyncIterable<SearchDocument> {
  yield* documents;
}

const found = async (storage: StorageUnderTest, text: string): Promise<string[]> =>
  (await storage.search.query(aQuery(text))).hits.map((h) => h.itemId).toSorted();

describe('a database that cannot be reached', () => {
  test('is storage-busy', async () => {
    await expect(openMongoStorage(NOWHERE.mongo, NOWHERE.elasticsearch)).rejects.toMatchObject({
      code: 'storage-busy',
    });
  });
});

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'faults of MongoDB and Elasticsearch: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these'
    : 'on MongoDB and Elasticsearch',
  () => {
    const given = servers!;

    describe('a process killed while it writes', () => {
      test('at random moments loses nothing it acknowledged and leaves nothing half', async () => {
        const database = aDatabaseName();
        const address = withDatabase(given.mongo, database);
        const random = seededRandom(7);
        const saved: string[] = [];
        const indexed: string[] = [];
        for (let round = 0; round < 5; round++) {
          const killAt = 1 + Math.floor(random() * 12);
          const child = start('write', address, 1_000_000, given.elasticsearch);
          const { lines, errors, signal } = await ended(child, (count) => {
            if (count >= killAt) child.kill('SIGKILL');
          });
          expect({ errors, signal }).toEqual({ errors: '', signal: 'SIGKILL' });
          saved.push(...idsOf(lines, 'saved'));
          indexed.push(...idsOf(lines, 'indexed'));
        }
        const storage = await openMongoStorage(address, given.elasticsearch);
        try {
          const items = await allItems(storage);
          const known = new Set(items.map((i) => i.id));
          expect(saved.length).toBeGreaterThanOrEqual(5);
          expect(saved.filter((id) => !known.has(id))).toEqual([]);
          await expectWhole(storage, items);
          for (const id of indexed) expect(await found(storage, `"bản ghi ${id}"`)).toEqual([id]);
          const { items: inIndex, passages } = await storage.search.state();
          expect(passages).toBe(2 * inIndex);
          await expectFilesWhole(storage);
        } finally {
          await storage.close();
          await dropDatabase(given, database);
        }
      });
    });

    describe('two processes that work', () => {
      test('never take the same job, and leave none', async () => {
        const storage = await openTemporaryMongo(given);
        const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
        await storage.queue.submit(
          keys.map((key) => aJob({ key, group: `g${key.length}-${key.at(-1)!}` })),
        );
        const results = await Promise.all(
          [1, 2].map(() =>
            ended(
              start('claim', withDatabase(given.mongo, storage.database), 0, given.elasticsearch),
            ),
          ),
        );
        for (const { errors, code } of results)
          expect({ errors, code }).toEqual({ errors: '', code: 0 });
        expect(results.flatMap((r) => r.lines).toSorted()).toEqual(
          keys.map((key) => `claimed ${key} 1`).toSorted(),
        );
        expect(await storage.queue.pending()).toBe(0);
        await storage.close();
      });
    });

    describe('two that share one shelf', () => {
      let one: Awaited<ReturnType<typeof openTemporaryMongo>>;
      let other: StorageUnderTest;
      beforeAll(async () => {
        one = await openTemporaryMongo(given);
        other = await openMongoStorage(
          withDatabase(given.mongo, one.database),
          given.elasticsearch,
        );
      });
      afterAll(async () => {
        await other.close();
        await one.close();
      });

      test('number new syllables alike and find what the other wrote at once', async () => {
        const words = ['cấp nước', 'điện lưới', 'chợ phiên', 'bến đò', 'nhà rông', 'lúa nương'];
        await Promise.all(
          words.map((w, i) =>
            (i % 2 === 0 ? one : other).search.index([
              aDocument({ itemId: `w${i}`, title: `Bản ${w}`, pages: [`Quy ước về ${w} số ${i}`] }),
            ]),
          ),
        );
        for (const storage of [one, other])
          for (const [i, w] of words.entries())
            expect(await found(storage, `"quy ước về ${w}"`)).toEqual([`w${i}`]);
      });

      test('see what the other removed and changed', async () => {
        await one.search.index([aDocument({ itemId: 'x', pages: ['Đò ngang mùa lũ'] })]);
        expect(await found(other, '"đò ngang"')).toEqual(['x']);
        await other.search.index([aDocument({ itemId: 'x', pages: ['Đò dọc mùa lũ'] })]);
        expect([await found(one, '"đò ngang"'), await found(one, '"đò dọc"')]).toEqual([[], ['x']]);
        await one.search.remove(['x']);
        expect(await found(other, '"đò dọc"')).toEqual([]);
        expect((await other.search.state()).items).toBe((await one.search.state()).items);
      });

      test('both go over to an index that one of them built anew, and write to it', async () => {
        await one.search.rebuild(
          each([aDocument({ itemId: 'mới', pages: ['Thư viện lưu động'] })]),
        );
        expect([
          await found(other, '"thư viện lưu động"'),
          await found(other, '"quy ước"'),
        ]).toEqual([['mới'], []]);
        await other.search.index([aDocument({ itemId: 'sau', pages: ['Thuyền sách trên sông'] })]);
        expect(await found(one, '"thuyền sách"')).toEqual(['sau']);
        expect(await one.search.state()).toEqual({
          items: 2,
          passages: 4,
          stale: false,
          whole: true,
        });
      });

      test('save different items and the same job at once without an error', async () => {
        const changes = Array.from({ length: 12 }, () =>
          aChange(
            anItem({
              state: 'published',
              publishedAt: '2026-01-01T00:00:00.000Z',
              source: 'https://một.example',
            }),
            { jobs: [aJob({ key: 'same', group: 'same' })] },
          ),
        );
        const saved = await Promise.all(
          changes.map((change, i) => (i % 2 === 0 ? one : other).catalog.saveItem(change)),
        );
        expect(saved.map((item) => item.version)).toEqual(changes.map(() => 1));
        expect(await one.queue.pendingOfGroup('same')).toBe(1);
        expect(await other.catalog.publicRevision()).toBeGreaterThanOrEqual(12);
      });
    });

    describe('an upload that a crash broke off', () => {
      let storage: Awaited<ReturnType<typeof openTemporaryMongo>>;
      let raw: Connection;
      beforeAll(async () => {
        storage = await openTemporaryMongo(given);
        raw = await createConnection(withDatabase(given.mongo, storage.database)).asPromise();
      });
      afterAll(async () => {
        await raw.close();
        await storage.close();
      });
      const chunks = (): Promise<number> => raw.db!.collection('files.chunks').countDocuments({});

      test('is swept a day later, and only then; what is visible stays', async () => {
        const stored = await storage.files.put(once(Buffer.from('còn đây')), 100);
        const [old, running] = [new mongo.ObjectId(), new mongo.ObjectId()];
        await raw.db!.collection('uploads').insertMany([
          { _id: old, begunAt: new Date(Date.now() - 25 * 3_600_000) },
          { _id: running, begunAt: new Date() },
        ]);
        await raw
          .db!.collection('files.chunks')
          .insertMany(
            [old, running].flatMap((id) =>
              [0, 1].map((n) => ({ files_id: id, n, data: new mongo.Binary(Buffer.alloc(9)) })),
            ),
          );
        expect(await chunks()).toBe(5);
        await (
          await openMongoStorage(withDatabase(given.mongo, storage.database), given.elasticsearch, {
            filesAlone: true,
          })
        ).close();
        expect(await chunks()).toBe(3);
        expect(await storage.files.stat(stored.sha256)).toEqual({ bytes: stored.bytes });
      });

      test('of a reader who went away, or of bytes that are there, leaves no chunk', async () => {
        const before = await chunks();
        async function* broken(): AsyncIterable<Uint8Array> {
          yield Buffer.alloc(700_000, 1);
          throw new Error('line dropped');
        }
        await expect(storage.files.put(broken(), 1_000_000)).rejects.toThrow('line dropped');
        await expect(
          storage.files.put(once(Buffer.alloc(700_000, 2)), 600_000),
        ).rejects.toMatchObject({ code: 'too-large' });
        await Promise.all(
          Array.from({ length: 4 }, () => storage.files.put(once(Buffer.from('còn đây')), 100)),
        );
        expect(await chunks()).toBe(before);
        expect(
          await raw
            .db!.collection('uploads')
            .countDocuments({ begunAt: { $gt: new Date(Date.now() - 60_000) } }),
        ).toBe(1);
      });
    });

    describe('an index that its server lost', () => {
      test('is stale while something is published, until it is built anew', async () => {
        const storage = await openTemporaryMongo(given);
        expect(await storage.search.state()).toEqual({
          items: 0,
          passages: 0,
          stale: false,
          whole: true,
        });
        const item = await storage.catalog.saveItem(
          aChange(anItem({ state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' })),
        );
        expect((await storage.search.state()).stale).toBe(true);
        await storage.search.rebuild(each([aDocument({ itemId: item.id })]));
        expect(await storage.search.state()).toEqual({
          items: 1,
          passages: 1,
          stale: false,
          whole: true,
        });
        await storage.close();
      });
    });

    describe('a search server that is gone', () => {
      test('leaves records, files and jobs at work and says so', async () => {
        const database = aDatabaseName();
        const storage = await openMongoStorage(
          withDatabase(given.mongo, database),
          NOWHERE.elasticsearch,
        );
        try {
          const item = await storage.catalog.saveItem(aChange(anItem(), { jobs: [aJob()] }));
          expect(await storage.catalog.findItem(item.id)).toEqual(item);
          expect(await storage.queue.pending()).toBe(1);
          for (const asked of [
            storage.search.query(aQuery('đất đai')),
            storage.search.index([aDocument()]),
            storage.search.suggest('dat', 3),
            storage.search.state(),
          ])
            await expect(asked).rejects.toMatchObject({ code: 'search-unavailable' });
          await expect(storage.ready()).rejects.toMatchObject({
            code: expect.stringMatching(/^(?:search-unavailable|storage-busy)$/u),
          });
        } finally {
          await storage.close();
          await dropDatabase(given, database);
        }
      });
    });
  },
);
