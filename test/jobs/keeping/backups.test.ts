import { jest } from '@jest/globals';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { moveShelf, storageSource, type ShelfSource } from '#server/keeping/actions/move-shelf.ts';
import { lastBackup } from '#server/keeping/actions/last-backup.ts';
import { listGenerations } from '#server/keeping/jobs/backup/generations.ts';
import { openBackup, verifyBackup } from '#server/keeping/jobs/backup/open-backup.ts';
import { runBackup } from '#server/keeping/jobs/backup/run-backup.ts';
import { makeKeys } from '#server/keeping/jobs/backup/seal.ts';
import { keepingJobs } from '#server/keeping/jobs/jobs.ts';
import { createJobRunner, demoFolder } from '#server/shelf.ts';
import { aChange, anEvent, anItem } from '../../support/builders.ts';
import { makeBackup } from '../../support/make/make-backup.ts';
import { makeFolder, type TestFolder } from '../../support/make/make-folder.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { openTestStorage } from '../../support/test-storage.ts';

let app: TestApp;
let folder: TestFolder;
let source: ShelfSource;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
  source = storageSource('demo', app.shelf.storage);
});
afterAll(() => app.close());
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const WHOLE = { missing: [], damaged: [], lostBefore: [] };
const named = (): string[] => readdirSync(folder.path).filter((name) => /^\d{4}-/u.test(name));
/** Paths of all stored files. */
const stored = (): string[] =>
  readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /files/u.test(e.parentPath))
    .map((e) => join(e.parentPath, e.name));
const aFile = async (): Promise<string> =>
  (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0013'))!.attachments[0]!.sha256;
async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

describe('generations', () => {
  it('stay as many as asked for, share their files, and drop those that none names', async () => {
    const lost = await aFile();
    await makeBackup(source, folder.path, { keep: 2 });
    const all = stored().length;
    const without: ShelfSource = {
      ...source,
      async *records(after) {
        for await (const record of source.records(after))
          if (!JSON.stringify(record).includes(lost)) yield record;
      },
    };
    await makeBackup(without, folder.path, { keep: 2 });
    expect([named().length, stored().length]).toEqual([2, all]);
    await makeBackup(without, folder.path, { keep: 2 });
    expect([named().length, stored().some((path) => path.includes(lost))]).toEqual([2, false]);
    for (const { path } of await listGenerations(folder.path))
      expect(await verifyBackup(await openBackup(path))).toEqual(WHOLE);
  });

  it('follow each other by number, whatever the clock says', async () => {
    const clocks = [
      '2030-01-01T00:00:00.000Z',
      '2026-11-30T01:30:00.000Z',
      '2026-11-30T01:30:00.000Z',
    ];
    const made: string[] = [];
    for (const at of clocks)
      made.push((await makeBackup(source, folder.path, { now: () => at, keep: 2 })).path);
    expect((await listGenerations(folder.path)).map((one) => one.path)).toEqual(made.slice(1));
    expect((await openBackup(folder.path)).generation.path).toBe(made[2]);
    expect(basename(made[2]!)).toBe('2026-11-30T013000Z-2');
  });

  it('go on from a backup of before there were any', async () => {
    const { path } = await makeBackup(source, folder.path);
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as {
      backup?: object;
    };
    delete manifest.backup;
    writeFileSync(join(folder.path, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(folder.path, 'records.ndjson'), readFileSync(join(path, 'records.ndjson')));
    rmSync(path, { recursive: true });
    expect(await verifyBackup(await openBackup(folder.path))).toEqual(WHOLE);
    await makeBackup(source, folder.path, { keep: 2 });
    expect(await listGenerations(folder.path)).toHaveLength(2);
    await makeBackup(source, folder.path, { keep: 2 });
    expect(existsSync(join(folder.path, 'manifest.json'))).toBe(false);
    expect(await verifyBackup(await openBackup(folder.path))).toEqual(WHOLE);
  });
});

describe('a backup', () => {
  it('made while two people write holds each item whole, and is restored', async () => {
    const { catalog } = app.shelf.storage;
    const over = new AbortController();
    const turn = (): Promise<void> =>
      new Promise((resolve) => {
        setImmediate(resolve);
      });
    const write = async (): Promise<void> => {
      let item = anItem();
      while (!over.signal.aborted) {
        await turn();
        const event = anEvent(item.id, { action: 'edit' });
        item = await catalog.saveItem(
          aChange({ ...item, title: `Bản ${item.version + 1}` }, { event }),
        );
        if (item.version > 20) item = anItem();
      }
    };
    const writing = [write(), write()];
    const slow: ShelfSource = {
      ...source,
      async *records(after) {
        for await (const record of source.records(after)) {
          await turn();
          yield record;
        }
      },
    };
    const { manifest } = await makeBackup(slow, folder.path);
    over.abort();
    await Promise.all(writing);
    const opened = await openBackup(folder.path);
    let whole = 0;
    for await (const record of opened.records(null)) {
      if (record.kind !== 'item' || !/^Bản \d/u.test(record.value.item.title)) continue;
      const { item, events } = record.value;
      expect([item.title, events.length]).toEqual([`Bản ${item.version}`, item.version]);
      whole += 1;
    }
    expect(whole).toBeGreaterThan(0);
    const target = await openTestStorage();
    try {
      expect((await moveShelf(opened, target, () => undefined)).manifest).toEqual(manifest);
    } finally {
      await target.close();
    }
  });

  it('is refused while another writes into the folder', async () => {
    let second: Promise<unknown> | null = null;
    const slow: ShelfSource = {
      ...source,
      async *records(after) {
        second ??= makeBackup(source, folder.path).catch((error: unknown) => error);
        await second;
        yield* source.records(after);
      },
    };
    await makeBackup(slow, folder.path);
    expect(await second).toMatchObject({ code: 'backup-running' });
    expect(named()).toHaveLength(1);
  });

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, began: 1 }],
    ['of an earlier process of the same number', { pid: process.pid, began: 1 }],
    ['of a machine that is silent', { host: 'khac', pid: 1, began: 1, silent: true }],
  ])('takes a lock away that was left, %s', async (_, holder) => {
    const lock = join(folder.path, 'dang-sao-luu');
    const { hostname } = await import('node:os');
    writeFileSync(lock, JSON.stringify({ host: hostname(), ...holder }));
    if ('silent' in holder) {
      const { utimesSync } = await import('node:fs');
      utimesSync(lock, new Date(0), new Date(0));
    }
    await makeBackup(source, folder.path);
    expect(readdirSync(folder.path)).not.toContain('dang-sao-luu');
  });

  it('names bytes that the shelf has lost or damaged, and holds everything else', async () => {
    const [gone, spoilt] = [
      await aFile(),
      (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0003'))!.attachments[0]!.sha256,
    ];
    const lossy: ShelfSource = {
      ...source,
      stat: async (name) => (name === gone ? null : source.stat(name)),
      read: (name) => (name === spoilt ? bytesOf('không phải tệp ấy') : source.read(name)),
    };
    const { missing, manifest } = await makeBackup(lossy, folder.path);
    expect(missing.toSorted()).toEqual([gone, spoilt].toSorted());
    const whole = (await makeBackup(source, `${folder.path}`)).manifest;
    expect(manifest.files.count).toBe(whole.files.count - 2);
    // What an earlier backup holds is not lost with the shelf's.
    const later = await makeBackup(lossy, folder.path);
    expect([later.missing.includes(gone), later.manifest.files]).toEqual([true, whole.files]);
  });

  it('says what is wrong with it', async () => {
    await makeBackup(source, folder.path);
    const [one, two] = stored().filter((path) => /[0-9a-f]{64}$/u.test(path));
    writeFileSync(one!, 'khác');
    rmSync(two!);
    expect(await verifyBackup(await openBackup(folder.path))).toEqual({
      missing: [basename(two!)],
      damaged: [basename(one!)],
      lostBefore: [],
    });
  });

  it('whose folder cannot be written says so, and so does the note of the last one', async () => {
    const more = { now: app.shelf.actions.now, progress: () => undefined };
    const plan = {
      folder: join(folder.path, 'chua-gan'),
      keep: 2,
      recipients: [],
      makeFolder: false,
    };
    await expect(runBackup(app.shelf.storage, plan, more)).rejects.toMatchObject({
      code: 'backup-unreachable',
    });
    expect(await lastBackup(app.shelf.storage.catalog)).toMatchObject({
      reason: 'backup-unreachable',
    });
    mkdirSync(plan.folder);
    const { path } = await runBackup(app.shelf.storage, plan, more);
    const noted = await lastBackup(app.shelf.storage.catalog);
    expect(noted).toMatchObject({
      goodName: basename(path),
      failedAt: null,
      reason: null,
      lost: 0,
    });
    expect(noted.goodAt).not.toBeNull();
  });
});

describe('an encrypted backup', () => {
  it('shows nothing without the private key, and is read and restored with it', async () => {
    const [mine, other] = [await makeKeys(), await makeKeys()];
    const keys = ['khoa', 'khac'].map((name) => join(folder.path, name));
    writeFileSync(keys[0]!, mine.file);
    writeFileSync(keys[1]!, other.file);
    const { manifest, path } = await makeBackup(source, folder.path, {
      recipients: [mine.recipient],
    });
    for (const file of [...stored(), join(path, 'records.ndjson.age')].filter((f) =>
      f.endsWith('.age'),
    ))
      expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(existsSync(join(path, 'records.ndjson'))).toBe(false);
    await expect(openBackup(folder.path)).rejects.toMatchObject({ code: 'backup-locked' });
    await expect(openBackup(folder.path, keys[1]!)).rejects.toMatchObject({
      code: 'backup-locked',
    });
    expect(await verifyBackup(await openBackup(folder.path, keys[0]!))).toEqual(WHOLE);
    const target = await openTestStorage();
    try {
      const moved = await moveShelf(
        await openBackup(folder.path, keys[0]!),
        target,
        () => undefined,
      );
      expect(moved).toEqual({ manifest, missing: [] });
    } finally {
      await target.close();
    }
  });

  it('for another key shares no file with those for the first', async () => {
    const [first, second] = [await makeKeys(), await makeKeys()];
    const key = join(folder.path, 'khoa');
    writeFileSync(key, second.file);
    await makeBackup(source, folder.path, { recipients: [first.recipient] });
    await makeBackup(source, folder.path, { recipients: [second.recipient] });
    expect(await verifyBackup(await openBackup(folder.path, key))).toEqual(WHOLE);
    for (const file of stored()) expect(statSync(file).mode & 0o077).toBe(0);
  });
});

describe('every night', () => {
  const settings = () => ({ ...app.shelf.config, BACKUP_FOLDER: folder.path, BACKUP_KEEP: 3 });
  const night = async (instant: string): Promise<void> => {
    setClock(instant);
    const shelf = { ...app.shelf, config: settings() };
    await keepingJobs({ ...shelf, demoFolder }).routine!();
    const runner = createJobRunner(shelf);
    while (await runner.runOne());
  };
  afterEach(() => jest.useRealTimers());

  it('one backup is made after its time, and one more whenever the clock says another day', async () => {
    await night('2026-12-01T18:00:00.000Z');
    expect(named()).toHaveLength(0);
    await night('2026-12-01T18:31:00.000Z');
    await night('2026-12-01T19:30:00.000Z');
    expect(named()).toHaveLength(1);
    // Set ahead by a year, and back again.
    await night('2027-12-01T18:31:00.000Z');
    await night('2026-12-02T18:31:00.000Z');
    expect(named()).toHaveLength(3);
    await night('2026-12-03T18:31:00.000Z');
    expect(named()).toHaveLength(3);
    expect((await openBackup(folder.path)).generation.path).toContain('2026-12-03T183100Z');
    expect(await lastBackup(app.shelf.storage.catalog)).toMatchObject({
      goodName: '2026-12-03T183100Z',
    });
  });
});
