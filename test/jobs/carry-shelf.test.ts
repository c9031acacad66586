import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { moveShelf, storageSource, type ShelfSource } from '#server/keeping/actions/move-shelf.ts';
import { tallyShelf } from '#server/keeping/actions/tally-shelf.ts';
import type { ShelfManifest } from '#server/keeping/shelf-manifest.ts';
import { openBackup } from '#server/keeping/jobs/backup/open-backup.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { aChange, anAttachment, anItem, aQuery, aText } from '../support/builders.ts';
import { makeBackup } from '../support/make/make-backup.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import type { StorageUnderTest } from '../support/storage-under-test.ts';
import { openTestStorage } from '../support/test-storage.ts';

const quiet = (): void => undefined;
let app: TestApp;
let folder: TestFolder;
let targets: StorageUnderTest[] = [];
let source: ShelfSource;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
  source = storageSource('demo', app.shelf.storage);
});
afterAll(() => app.close());
beforeEach(() => {
  folder = makeFolder();
});
afterEach(async () => {
  folder.remove();
  for (const target of targets) await target.close();
  targets = [];
});

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
const aTarget = async (): Promise<StorageUnderTest> => {
  const target = await openTestStorage();
  targets.push(target);
  return target;
};
const manifestOf = async (storage: StorageUnderTest): Promise<ShelfManifest> => {
  const from = storageSource('', storage);
  return (
    await tallyShelf({ records: () => from.records(null), stat: (sha256) => from.stat(sha256) })
  ).manifest;
};

describe('a backup', () => {
  it('holds every record and every file once, and says so in its manifest', async () => {
    const { manifest, missing, path } = await makeBackup(source, folder.path);
    expect(missing).toEqual([]);
    expect(manifest).toEqual(await manifestOf(app.shelf.storage));
    expect(manifest.records.kinds.item).toBe(36);
    expect(JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))).toMatchObject({
      ...manifest,
      backup: { number: 1, files: 'files', recipients: [], missing: [] },
    });
    const files = readdirSync(join(folder.path, 'files'), {
      recursive: true,
      withFileTypes: true,
    }).filter((e) => e.isFile());
    expect(files).toHaveLength(manifest.files.count);
    expect(readdirSync(folder.path).toSorted()).toEqual([basename(path), 'files']);
    expect(readdirSync(path).toSorted()).toEqual(['files.txt', 'manifest.json', 'records.ndjson']);
  });

  it('made again in the same folder writes no file twice and comes to the same', async () => {
    const first = await makeBackup(source, folder.path);
    let read = 0;
    const counting: ShelfSource = {
      ...source,
      read: (sha256) => {
        read += 1;
        return source.read(sha256);
      },
    };
    expect((await makeBackup(counting, folder.path)).manifest).toEqual(first.manifest);
    expect(read).toBe(0);
  });

  it('is restored into an empty storage, where everything is read and found', async () => {
    const { manifest } = await makeBackup(source, folder.path);
    const target = await aTarget();
    const result = await moveShelf(await openBackup(folder.path), target, quiet);
    expect(result).toEqual({ manifest, missing: [] });
    await rebuildIndex({ ...target, now: () => new Date().toISOString() });
    expect((await target.search.query(aQuery('hoa giai vien'))).hits.map((h) => h.itemId)).toEqual(
      (await app.shelf.storage.search.query(aQuery('hoa giai vien'))).hits.map((h) => h.itemId),
    );
    expect(await target.catalog.findAccount('admin')).toEqual(
      await app.shelf.storage.catalog.findAccount('admin'),
    );
    const item = (await target.catalog.findItemByIdentifier('DEMO-0003'))!;
    expect(await target.catalog.events(item.id)).toEqual(
      await app.shelf.storage.catalog.events(item.id),
    );
  });

  it.each([
    [
      'cut short',
      (path: string) =>
        writeFileSync(
          join(path, 'records.ndjson'),
          readFileSync(join(path, 'records.ndjson')).subarray(0, 5_000),
        ),
    ],
    [
      'written to since',
      (path: string) =>
        appendFileSync(
          join(path, 'records.ndjson'),
          '{"kind":"fact","value":{"key":"x","value":"y"}}\n',
        ),
    ],
    ['without its manifest', (path: string) => rmSync(join(path, 'manifest.json'))],
    ['without its records', (path: string) => rmSync(join(path, 'records.ndjson'))],
    [
      'of a form to come',
      (path: string) => writeFileSync(join(path, 'manifest.json'), '{"form":2}'),
    ],
    [
      'with a manifest that is none',
      (path: string) => writeFileSync(join(path, 'manifest.json'), '{'),
    ],
  ])('%s is refused before anything is written', async (_, spoil) => {
    const { path } = await makeBackup(source, folder.path);
    spoil(path);
    await expect(openBackup(folder.path)).rejects.toMatchObject({
      code: expect.stringMatching(/^backup-(?:broken|newer)$/u),
    });
  });

  it('whose file was changed is not taken for whole', async () => {
    const { manifest } = await makeBackup(source, folder.path);
    const [file] = readdirSync(join(folder.path, 'files'), {
      recursive: true,
      withFileTypes: true,
    }).filter((e) => e.isFile());
    writeFileSync(join(file!.parentPath, file!.name), 'khác');
    await expect(
      moveShelf(await openBackup(folder.path), await aTarget(), quiet),
    ).rejects.toMatchObject({ code: 'file-broken' });
    expect(manifest.files.count).toBeGreaterThan(30);
  });

  it('interrupted while it is written is none', async () => {
    const breaking: ShelfSource = {
      ...source,
      async *records(after) {
        let n = 0;
        for await (const r of source.records(after)) {
          if (++n > 40) throw new Error('power cut');
          yield r;
        }
      },
    };
    await expect(makeBackup(breaking, folder.path)).rejects.toThrow('power cut');
    await expect(openBackup(folder.path)).rejects.toMatchObject({ code: 'backup-broken' });
    expect((await makeBackup(source, folder.path)).manifest).toEqual(
      await manifestOf(app.shelf.storage),
    );
  });
});

describe('a copy', () => {
  it('writes large texts a few at a time: one transaction of them all does not fit into a small server', async () => {
    const [from, to] = [await aTarget(), await aTarget()];
    const letters = 1_500_000;
    for (let n = 0; n < 6; n++) {
      const attachment = anAttachment({
        sha256: (await from.files.put(bytesOf(`sách ${n}`), 100)).sha256,
      });
      const sections = [
        {
          attachmentId: attachment.id,
          number: 1,
          title: '',
          href: '',
          html: `<p>${'luật '.repeat(letters / 5)}</p>`,
        },
      ];
      await from.catalog.saveItem(
        aChange(anItem({ attachments: [attachment] }), {
          texts: [aText(attachment.id, { sections })],
        }),
      );
    }
    const written: number[] = [];
    const watched = {
      ...to.catalog,
      load: (records: Parameters<typeof to.catalog.load>[0]) => {
        written.push(JSON.stringify(records).length);
        return to.catalog.load(records);
      },
    };
    await moveShelf(storageSource('large', from), { ...to, catalog: watched }, quiet);
    expect(await manifestOf(to)).toEqual(await manifestOf(from));
    expect(written.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...written)).toBeLessThan(4 * letters);
  });

  it('goes on where it was interrupted and never reads twice what is there', async () => {
    const target = await aTarget();
    let read = 0;
    const breaking: ShelfSource = {
      ...source,
      read: (sha256) => {
        read += 1;
        return source.read(sha256);
      },
      async *records(after) {
        let items = 0;
        for await (const r of source.records(after)) {
          if (r.kind === 'item' && ++items > 20) throw new Error('killed');
          yield r;
        }
      },
    };
    // Small batches, as on a large shelf: the first items are in before the fault.
    await expect(moveShelf(breaking, target, quiet, async () => undefined, 8)).rejects.toThrow(
      'killed',
    );
    expect(await target.catalog.countItems(['published'])).toBeGreaterThan(10);
    const before = read;
    const asked: (string | null)[] = [];
    const whole: ShelfSource = {
      ...breaking,
      records: (after) => {
        asked.push(after);
        return source.records(after);
      },
    };
    expect((await moveShelf(whole, target, quiet)).manifest).toEqual(
      await manifestOf(app.shelf.storage),
    );
    const { count } = (await manifestOf(app.shelf.storage)).files;
    expect(before).toBeGreaterThan(10);
    expect(read).toBe(count);
    expect(asked[0]).not.toBeNull();
  });

  it('refuses a target that is in use, and another source in the middle of a copy', async () => {
    await expect(moveShelf(source, app.shelf.storage, quiet)).rejects.toMatchObject({
      code: 'target-in-use',
    });
    const target = await aTarget();
    await expect(
      moveShelf(
        {
          ...source,
          async *records() {
            yield* [];
            throw new Error('killed');
          },
        },
        target,
        quiet,
      ),
    ).rejects.toThrow('killed');
    await expect(moveShelf({ ...source, name: 'another' }, target, quiet)).rejects.toMatchObject({
      code: 'target-in-use',
    });
  });

  it('of a shelf that has lost bytes names them and copies the rest', async () => {
    const item = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0013'))!;
    const { sha256 } = item.attachments[0]!;
    const lossy: ShelfSource = {
      ...source,
      stat: async (name) => (name === sha256 ? null : source.stat(name)),
    };
    expect((await moveShelf(lossy, await aTarget(), quiet)).missing).toEqual([sha256]);
  });

  it('notices a source that changed meanwhile', async () => {
    let pass = 0;
    const changing: ShelfSource = {
      ...source,
      async *records(after) {
        pass += 1;
        if (pass > 1) yield { kind: 'fact', value: { key: 'a-first', value: String(pass) } };
        yield* source.records(after);
      },
    };
    await expect(moveShelf(changing, await aTarget(), quiet)).rejects.toMatchObject({
      code: 'copy-differs',
    });
  });

  it('asks again for files that waited to be read', async () => {
    const target = await aTarget();
    const waiting: ShelfSource = {
      ...source,
      async *records(after) {
        for await (const r of source.records(after))
          yield r.kind === 'item'
            ? {
                kind: 'item',
                value: {
                  ...r.value,
                  item: {
                    ...r.value.item,
                    attachments: r.value.item.attachments.map((a) => ({
                      ...a,
                      status: { state: 'waiting' } as const,
                    })),
                  },
                },
              }
            : r;
      },
    };
    await moveShelf(waiting, target, quiet);
    expect(await target.queue.pending()).toBeGreaterThanOrEqual(36);
  });
});
