import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Database } from '#storage/sqlite/database.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { aJob, aQuery, seededRandom } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import {
  allItems,
  ended,
  expectFilesWhole,
  expectWhole,
  FLAGS,
  idsOf,
  start,
} from './crash-checks.ts';

const folders: ReturnType<typeof makeFolder>[] = [];
const aFolder = (): string => {
  const folder = makeFolder();
  folders.push(folder);
  return folder.path;
};
afterAll(() => {
  for (const folder of folders) folder.remove();
});

describe('a process killed while it writes', () => {
  test('ten times at random moments loses nothing it acknowledged and leaves nothing half', async () => {
    const folder = aFolder();
    const random = seededRandom(5);
    const saved: string[] = [];
    const indexed: string[] = [];
    for (let round = 0; round < 10; round++) {
      const killAt = 1 + Math.floor(random() * 25);
      const child = start('write', `sqlite:${folder}`, 1_000_000);
      const { lines, errors, signal } = await ended(child, (count) => {
        if (count >= killAt) child.kill('SIGKILL');
      });
      expect({ errors, signal }).toEqual({ errors: '', signal: 'SIGKILL' });
      saved.push(...idsOf(lines, 'saved'));
      indexed.push(...idsOf(lines, 'indexed'));

      const storage = await openSqliteStorage(folder);
      try {
        const items = await allItems(storage);
        const known = new Set(items.map((i) => i.id));
        expect(saved.filter((id) => !known.has(id))).toEqual([]);
        await expectWhole(storage, items);
        for (const id of indexed)
          expect(
            (await storage.search.query(aQuery(`"bản ghi ${id}"`))).hits.map((h) => h.itemId),
          ).toEqual([id]);
        expect((await storage.search.state()).passages).toBe(
          2 * (await storage.search.state()).items,
        );
      } finally {
        await storage.close();
      }
    }
    expect(saved.length).toBeGreaterThanOrEqual(20);
    const storage = await openSqliteStorage(folder);
    await expectFilesWhole(storage);
    await storage.close();
  });
});

describe('two processes', () => {
  test('open a new folder and write at the same time without an error', async () => {
    const folder = aFolder();
    const results = await Promise.all(
      [1, 2].map(() => ended(start('write', `sqlite:${folder}`, 60))),
    );
    for (const { errors, code } of results)
      expect({ errors, code }).toEqual({ errors: '', code: 0 });
    const storage = await openSqliteStorage(folder);
    const items = await allItems(storage);
    expect(items.map((i) => i.id).toSorted()).toEqual(
      results.flatMap((r) => idsOf(r.lines, 'saved')).toSorted(),
    );
    await expectWhole(storage, items);
    expect((await storage.search.state()).items).toBe(120);
    await storage.close();
  });
});

describe('two processes that work', () => {
  test('never take the same job, and leave none', async () => {
    const folder = aFolder();
    const storage = await openSqliteStorage(folder);
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}`);
    await storage.queue.submit(
      keys.map((key) => aJob({ key, group: `g${key.length}-${key.at(-1)!}` })),
    );
    const results = await Promise.all([1, 2].map(() => ended(start('claim', `sqlite:${folder}`))));
    for (const { errors, code } of results)
      expect({ errors, code }).toEqual({ errors: '', code: 0 });
    expect(results.flatMap((r) => r.lines).toSorted()).toEqual(
      keys.map((key) => `claimed ${key} 1`).toSorted(),
    );
    expect(await storage.queue.pending()).toBe(0);
    await storage.close();
  });
});

describe('a full disk', () => {
  test('refuses the file and leaves nothing', async () => {
    const folder = aFolder();
    // A limit on file size stands in for the disk: both end in a failed write.
    const child = spawn(
      'sh',
      ['-c', 'ulimit -f 1000 && exec "$0" "$@"', process.execPath, ...FLAGS, 'fill', folder],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect((await ended(child)).lines).toEqual(['storage-full']);
    expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(['arriving', 'incoming']);
  });
});

describe('a file that another process keeps locked', () => {
  test('is storage-busy, whether opened or written to', () => {
    const path = join(aFolder(), 'busy.db');
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    expect(() => new Database(path, { timeoutMs: 20 })).toThrow(
      expect.objectContaining({ code: 'storage-busy' }),
    );
    other.exec('CREATE TABLE log (step TEXT); COMMIT');
    const db = new Database(path, { timeoutMs: 20 });
    other.exec('BEGIN IMMEDIATE');
    for (const write of [
      () => db.run("INSERT INTO log VALUES ('one')"),
      () => db.transaction(() => 1),
    ])
      expect(write).toThrow(expect.objectContaining({ code: 'storage-busy' }));
    other.exec('COMMIT');
    expect(db.run("INSERT INTO log VALUES ('one')").changes).toBe(1);
    for (const connection of [db, other]) connection.close();
  });
});

describe('an older schema', () => {
  const STEPS = [
    'CREATE TABLE log (step TEXT) STRICT',
    "INSERT INTO log VALUES ('two')",
    "ALTER TABLE log ADD COLUMN note TEXT; INSERT INTO log VALUES ('three', '')",
  ];
  const logOf = (db: Database): string[] =>
    db.all<{ step: string }>('SELECT step FROM log').map((r) => r.step);

  test('is brought up to date once, however often it is opened', () => {
    const path = join(aFolder(), 'old.db');
    const first = new Database(path);
    first.migrate(STEPS.slice(0, 2));
    expect(logOf(first)).toEqual(['two']);
    const [second, third] = [new Database(path), new Database(path)];
    for (const db of [second, third, first]) db.migrate(STEPS);
    expect(logOf(first)).toEqual(['two', 'three']);
    for (const db of [first, second, third]) db.close();
  });

  test('is left as it was by a step that fails', () => {
    const db = new Database(join(aFolder(), 'old.db'));
    db.migrate(STEPS.slice(0, 2));
    expect(() =>
      db.migrate([
        ...STEPS.slice(0, 2),
        "INSERT INTO log VALUES ('half'); INSERT INTO nowhere VALUES (1)",
      ]),
    ).toThrow(/nowhere/u);
    expect(logOf(db)).toEqual(['two']);
    db.migrate(STEPS);
    expect(logOf(db)).toEqual(['two', 'three']);
    db.close();
  });
});
