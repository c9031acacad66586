import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CATALOG_STEPS } from '#storage/sqlite/catalog-schema.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { openStorage } from '#storage/index.ts';
import { COPY_PROGRESS } from '#server/keeping/shelf-manifest.ts';
import { aChange, anAttachment, anItem } from '../support/builders.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import {
  aDatabaseName,
  connectTo,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import { writeOver } from '../support/faults/spoil-index.ts';

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** A folder with a few items, their bytes, and nothing left in the log. */
let folder: TestFolder;
beforeAll(async () => {
  folder = makeFolder();
  const storage = await openSqliteStorage(folder.path);
  for (let n = 0; n < 40; n++) {
    const { sha256, bytes } = await storage.files.put(bytesOf(`tệp ${n}`), 100);
    await storage.catalog.saveItem(
      aChange(
        anItem({
          abstract: 'Giới thiệu. '.repeat(60),
          attachments: [anAttachment({ sha256, bytes })],
        }),
      ),
    );
  }
  await storage.close();
});
afterAll(() => folder.remove());

/** A copy of it that a test may spoil. */
async function spoilt(spoil: (path: string) => void): Promise<string> {
  const to = join(folder.path, `hong-${Math.random().toString(36).slice(2)}`);
  for (const name of ['catalog.db', 'search.db', 'files'])
    cpSync(join(folder.path, name), join(to, name), { recursive: true });
  spoil(join(to, 'catalog.db'));
  return to;
}
const digestOf = (path: string): string =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'gone';
const statement =
  (text: string) =>
  (path: string): void => {
    const db = new DatabaseSync(path, { defensive: false });
    db.exec(`${text}; PRAGMA wal_checkpoint(TRUNCATE)`);
    db.close();
  };

describe('a catalogue', () => {
  it.each([
    ['cut short', 'storage-damaged', (path: string) => truncateSync(path, statSync(path).size / 2)],
    [
      'written over in the middle',
      'storage-damaged',
      (path: string) => {
        const pages = statSync(path).size / 4_096;
        writeOver(path, Math.floor(pages / 2), Math.floor(pages / 2) + 8);
      },
    ],
    [
      'that is no database',
      'storage-damaged',
      (path: string) => writeFileSync(path, 'x'.repeat(9_000)),
    ],
    ['without a table', 'storage-damaged', statement('DROP TABLE event')],
    ['without an index', 'storage-damaged', statement('DROP INDEX item_newest')],
    [
      'of a newer program',
      'storage-newer',
      statement(`PRAGMA user_version = ${CATALOG_STEPS.length + 1}`),
    ],
    ['of no bytes beside files', 'catalog-gone', (path: string) => truncateSync(path, 0)],
    ['that is gone from beside files', 'catalog-gone', (path: string) => rmSync(path)],
    ['emptied beside files', 'catalog-gone', statement('DELETE FROM item; DELETE FROM account')],
  ] as const)('%s is refused with %s, and nothing is written', async (_, code, spoil) => {
    const path = await spoilt(spoil);
    const before = digestOf(join(path, 'catalog.db'));
    await expect(openSqliteStorage(path)).rejects.toMatchObject({ code });
    expect(digestOf(join(path, 'catalog.db'))).toBe(before);
    expect(readdirSync(path).filter((name) => name.startsWith('search.db.'))).toEqual([]);
    // Not by chance the first time only.
    await expect(openSqliteStorage(path)).rejects.toMatchObject({ code });
  });

  it('that is gone may be brought back to its files by a restore', async () => {
    const path = await spoilt((catalogPath) => rmSync(catalogPath));
    const storage = await openSqliteStorage(path, { filesAlone: true });
    await storage.catalog.saveFact(COPY_PROGRESS, '{"from":"backup:x","after":null}');
    await storage.close();
    // A restore that was killed goes on.
    await (await openSqliteStorage(path)).close();
  });

  it('of an older program is brought into the present form', async () => {
    const path = await spoilt(() => undefined);
    rmSync(join(path, 'files'), { recursive: true });
    rmSync(join(path, 'catalog.db'));
    rmSync(join(path, 'search.db'));
    const db = new DatabaseSync(join(path, 'catalog.db'));
    db.exec(`${CATALOG_STEPS[0]}; ${CATALOG_STEPS[1]}; PRAGMA user_version = 2`);
    db.close();
    await (await openSqliteStorage(path)).close();
    const opened = new DatabaseSync(join(path, 'catalog.db'));
    expect(opened.prepare('PRAGMA user_version').get()).toMatchObject({
      user_version: CATALOG_STEPS.length,
    });
    opened.close();
  });

  it('that comes to harm while it is open is not written any more', async () => {
    const path = await spoilt(() => undefined);
    const storage = await openSqliteStorage(path);
    try {
      await storage.ready();
      writeOver(
        join(path, 'catalog.db'),
        1,
        Math.floor(statSync(join(path, 'catalog.db')).size / 4_096),
      );
      await expect(
        (async () => {
          for await (const record of storage.catalog.dump(null)) expect(record).toBeDefined();
          for (let n = 0; n < 50; n++) await storage.catalog.saveItem(aChange(anItem()));
        })(),
      ).rejects.toThrow();
      await expect(storage.catalog.integrity()).rejects.toMatchObject({ code: 'storage-damaged' });
    } finally {
      await storage.close();
    }
  });

  it('that was only begun, as when the first start is killed, goes on', async () => {
    const path = join(folder.path, 'begun');
    await (await openSqliteStorage(path)).close();
    await (await openSqliteStorage(path)).close();
  });

  it('that is whole says nothing of itself', async () => {
    const path = await spoilt(() => undefined);
    const storage = await openSqliteStorage(path);
    expect([await storage.catalog.integrity(), await storage.search.isSound()]).toEqual([[], true]);
    await storage.close();
  });
});

const servers = serversGiven();
(servers === null ? describe.skip : describe)(
  servers === null
    ? 'a database of the production form: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these'
    : 'a database of the production form',
  () => {
    const database = aDatabaseName();
    const address = withDatabase(servers?.mongo ?? 'mongodb://x', database);
    const where = { DATABASE_URL: address, ELASTICSEARCH_URL: servers?.elasticsearch ?? '' };
    beforeAll(async () => {
      const storage = await openStorage(where);
      const { sha256, bytes } = await storage.files.put(bytesOf('tệp'), 100);
      await storage.catalog.saveItem(
        aChange(anItem({ attachments: [anAttachment({ sha256, bytes })] })),
      );
      expect(await storage.catalog.integrity()).toEqual([]);
      await storage.close();
    });
    afterAll(() => dropDatabase(servers!, database));

    it('written by a newer program is refused', async () => {
      const connection = await connectTo(address);
      const counters = connection.db!.collection<{ _id: string; value: number }>('counters');
      const { value } = (await counters.findOne({ _id: 'form' }))!;
      await counters.updateOne({ _id: 'form' }, { $set: { value: value + 1 } });
      await expect(openStorage(where)).rejects.toMatchObject({ code: 'storage-newer' });
      await counters.updateOne({ _id: 'form' }, { $set: { value } });
      await connection.close();
      await (await openStorage(where)).close();
    });

    it('whose records are gone beside files is refused, but for a restore', async () => {
      const connection = await connectTo(address);
      const all = await connection.db!.listCollections({}, { nameOnly: true }).toArray();
      for (const { name } of all.filter((c) => !/^(?:files\.|stored-files)/u.test(c.name)))
        await connection.db!.collection(name).drop();
      await expect(openStorage(where)).rejects.toMatchObject({ code: 'catalog-gone' });
      const left = await connection.db!.listCollections({}, { nameOnly: true }).toArray();
      expect(left.map((c) => c.name).filter((n) => !/^(?:files\.|stored-files)/u.test(n))).toEqual(
        [],
      );
      await connection.close();
      await (await openStorage({ ...where, filesAlone: true })).close();
    });
  },
);
