import { expect, test } from '@jest/globals';
import { moveShelf, storageSource } from '#server/keeping/actions/move-shelf.ts';
import { checkShelf, isInOrder } from '#server/keeping/actions/check-shelf.ts';
import { makeBackup } from '../support/make/make-backup.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { anAttachment, aQuery } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { openTemporaryMongo, serversGiven } from '../support/mongo-under-test.ts';
import { publishItems } from '../support/publish-items.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { openTemporarySqlite, type StorageUnderTest } from '../support/storage-under-test.ts';

/**
 * FULL_FAULTS=1 carries as many as a release is held to; the test server takes a minute for them.
 */
const MANY = process.env['FULL_FAULTS'] ? 2_000 : 200;
const servers = serversGiven();
const now = (): string => new Date().toISOString();
const quiet = (): void => undefined;

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

async function manifestOf(storage: StorageUnderTest): Promise<string> {
  const folder = makeFolder();
  try {
    const { manifest, missing } = await makeBackup(storageSource('', storage), folder.path);
    expect(missing).toEqual([]);
    return JSON.stringify(manifest);
  } finally {
    folder.remove();
  }
}

(servers === null ? test.skip : test)(
  `a shelf of ${MANY} items and the demo goes to the production form and back the same${servers === null ? ': SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run it' : ''}`,
  async () => {
    const app = await startTestApp({ demo: true });
    const [production, back] = [await openTemporaryMongo(servers!), await openTemporarySqlite()];
    try {
      const { storage } = app.shelf;
      const files = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          storage.files.put(bytes(`Tệp số ${i}. Đất đai, hộ tịch.`), 1_000),
        ),
      );
      await publishItems(
        app,
        Array.from({ length: MANY }, (_, i) => ({
          item: {
            title: `Sổ tay số ${i} “đất đai” 😀`,
            identifier: `MANG-${i}`,
            attachments: [
              anAttachment({ sha256: files[i % 50]!.sha256, bytes: files[i % 50]!.bytes }),
            ],
          },
          pages: [
            `Trang một của sổ tay ${i}: hòa giải ở cơ sở.`,
            `Trang hai\u2028có dấu ngắt dòng lạ ${i}.`,
          ],
        })),
      );
      for (const [from, to, name] of [
        [storage, production, 'embedded'],
        [production, back, 'production'],
      ] as const) {
        await moveShelf(storageSource(name, from), to, quiet);
        await rebuildIndex({ ...to, now });
        expect(isInOrder(await checkShelf({ storage: to, now }, { bytes: true, graceMs: 0 }))).toBe(
          true,
        );
      }
      const manifests = [
        await manifestOf(storage),
        await manifestOf(production),
        await manifestOf(back),
      ];
      expect(manifests[1]).toBe(manifests[0]);
      expect(manifests[2]).toBe(manifests[0]);
      expect(JSON.parse(manifests[0]!)).toMatchObject({ records: { kinds: { item: MANY + 36 } } });
      const found = await Promise.all(
        [storage, production, back].map(
          async ({ search }) => (await search.query(aQuery('so tay so 199'))).hits[0]?.itemId,
        ),
      );
      expect(new Set(found).size).toBe(1);
    } finally {
      await app.close();
      await production.close();
      await back.close();
    }
  },
  300_000,
);
