import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Item } from '#server/domain/item.ts';
import type { Storage } from '#server/domain/ports.ts';
import { Database } from '#storage/sqlite/database.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { aJob, aList, aQuery, seededRandom } from '../support/builders.ts';
import { makeFolder } from '../support/make-folder.ts';

const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const FLAGS = ['-C', 'source', '--disable-warning=ExperimentalWarning', CHILD];
const folders: ReturnType<typeof makeFolder>[] = [];
const aFolder = (): string => { const folder = makeFolder(); folders.push(folder); return folder.path; };
afterAll(() => { for (const folder of folders) folder.remove(); });

interface Ended { readonly lines: readonly string[]; readonly errors: string; readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** Runs the child to its end; `onLine` sees every line it says. */
async function ended(child: ChildProcess, onLine: (count: number) => void = () => {}): Promise<Ended> {
  let text = '';
  let errors = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; onLine(text.split('\n').length - 1); });
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => { errors += chunk; });
  const [code, signal] = await once(child, 'close') as [number | null, NodeJS.Signals | null];
  // A line without its end was not said.
  return { lines: text.split('\n').slice(0, -1), errors, code, signal };
}
const start = (mode: 'write' | 'claim', folder: string, count = 0): ChildProcess => spawn(process.execPath, [...FLAGS, mode, folder, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
const idsOf = (lines: readonly string[], verb: string): string[] => lines.filter((l) => l.startsWith(`${verb} `)).flatMap((l) => l.split(' ').slice(1));

async function allItems(storage: Storage): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['catalog']['listItems']>> = await storage.catalog.listItems(aList({ limit: 500, after }));
    items.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return items;
}

/** Every item is whole and stands beside the other of its transaction. */
async function expectWhole(storage: Storage, items: readonly Item[]): Promise<void> {
  const pairs = new Map<string, number>();
  for (const item of items) {
    pairs.set(item.unitId, (pairs.get(item.unitId) ?? 0) + 1);
    expect(await storage.catalog.events(item.id)).toHaveLength(1);
    expect(await storage.catalog.listPassages(item.id, null, 10)).toHaveLength(3);
    expect(await storage.queue.pendingOfGroup(item.id)).toBe(1);
    expect(await storage.files.stat(item.attachments[0]!.sha256)).toEqual({ bytes: item.attachments[0]!.bytes });
  }
  expect([...pairs.values()].every((n) => n === 2)).toBe(true);
  expect(await storage.queue.pending()).toBe(items.length);
}

async function expectFilesWhole(storage: Storage): Promise<void> {
  for await (const { sha256 } of storage.files.list()) {
    const hash = createHash('sha256');
    for await (const chunk of storage.files.read(sha256, null)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(sha256);
  }
}

describe('a process killed while it writes', () => {
  test('ten times at random moments loses nothing it acknowledged and leaves nothing half', async () => {
    const folder = aFolder();
    const random = seededRandom(5);
    const saved: string[] = [];
    const indexed: string[] = [];
    for (let round = 0; round < 10; round++) {
      const killAt = 1 + Math.floor(random() * 25);
      const child = start('write', folder, 1_000_000);
      const { lines, errors, signal } = await ended(child, (count) => { if (count >= killAt) child.kill('SIGKILL'); });
      expect({ errors, signal }).toEqual({ errors: '', signal: 'SIGKILL' });
      saved.push(...idsOf(lines, 'saved'));
      indexed.push(...idsOf(lines, 'indexed'));

      const storage = await openSqliteStorage(folder);
      try {
        const items = await allItems(storage);
        const known = new Set(items.map((i) => i.id));
        expect(saved.filter((id) => !known.has(id))).toEqual([]);
        await expectWhole(storage, items);
        for (const id of indexed) expect((await storage.search.query(aQuery(`"bản ghi ${id}"`))).hits.map((h) => h.itemId)).toEqual([id]);
        expect((await storage.search.state()).passages).toBe(2 * (await storage.search.state()).items);
      } finally {
        await storage.close();
      }
    }
    expect(saved.length).toBeGreaterThanOrEqual(20);
    const storage = await openSqliteStorage(folder);
    await expectFilesWhole(storage);
    await storage.close();
  }, 60_000);
});

describe('two processes', () => {
  test('open a new folder and write at the same time without an error', async () => {
    const folder = aFolder();
    const results = await Promise.all([1, 2].map(() => ended(start('write', folder, 60))));
    for (const { errors, code } of results) expect({ errors, code }).toEqual({ errors: '', code: 0 });
    const storage = await openSqliteStorage(folder);
    const items = await allItems(storage);
    expect(items.map((i) => i.id).toSorted()).toEqual(results.flatMap((r) => idsOf(r.lines, 'saved')).toSorted());
    await expectWhole(storage, items);
    expect((await storage.search.state()).items).toBe(120);
    await storage.close();
  }, 60_000);
});

describe('two processes that work', () => {
  test('never take the same job, and leave none', async () => {
    const folder = aFolder();
    const storage = await openSqliteStorage(folder);
    const keys = Array.from({ length: 300 }, (_, i) => `k${i}`);
    await storage.queue.submit(keys.map((key) => aJob({ key, group: `g${key.length}-${key.at(-1)!}` })));
    const results = await Promise.all([1, 2].map(() => ended(start('claim', folder))));
    for (const { errors, code } of results) expect({ errors, code }).toEqual({ errors: '', code: 0 });
    expect(results.flatMap((r) => r.lines).toSorted()).toEqual(keys.map((key) => `claimed ${key} 1`).toSorted());
    expect(await storage.queue.pending()).toBe(0);
    await storage.close();
  }, 60_000);
});

describe('a full disk', () => {
  test('refuses the file and leaves nothing', async () => {
    const folder = aFolder();
    // A limit on file size stands in for the disk: both end in a failed write.
    const child = spawn('sh', ['-c', 'ulimit -f 1000 && exec "$0" "$@"', process.execPath, ...FLAGS, 'fill', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    expect((await ended(child)).lines).toEqual(['storage-full']);
    expect(readdirSync(folder, { recursive: true })).toEqual(['incoming']);
  });
});

describe('a file that another process keeps locked', () => {
  test('is storage-busy, whether opened or written to', () => {
    const path = join(aFolder(), 'busy.db');
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    expect(() => new Database(path, { timeoutMs: 20 })).toThrow(expect.objectContaining({ code: 'storage-busy' }));
    other.exec('CREATE TABLE log (step TEXT); COMMIT');
    const db = new Database(path, { timeoutMs: 20 });
    other.exec('BEGIN IMMEDIATE');
    for (const write of [() => db.run("INSERT INTO log VALUES ('one')"), () => db.transaction(() => 1)]) expect(write).toThrow(expect.objectContaining({ code: 'storage-busy' }));
    other.exec('COMMIT');
    expect(db.run("INSERT INTO log VALUES ('one')").changes).toBe(1);
    for (const connection of [db, other]) connection.close();
  });
});

describe('an older schema', () => {
  const STEPS = ['CREATE TABLE log (step TEXT) STRICT', "INSERT INTO log VALUES ('two')", "ALTER TABLE log ADD COLUMN note TEXT; INSERT INTO log VALUES ('three', '')"];
  const logOf = (db: Database): string[] => db.all<{ step: string }>('SELECT step FROM log').map((r) => r.step);

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
    expect(() => db.migrate([...STEPS.slice(0, 2), "INSERT INTO log VALUES ('half'); INSERT INTO nowhere VALUES (1)"])).toThrow(/nowhere/u);
    expect(logOf(db)).toEqual(['two']);
    db.migrate(STEPS);
    expect(logOf(db)).toEqual(['two', 'three']);
    db.close();
  });
});
