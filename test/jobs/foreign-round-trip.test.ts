import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordOfItem } from '#server/cataloguing/actions/duplicate-item.ts';
import { saveSource } from '#server/imports/actions/keep-sources.ts';
import { beginImport, startImport } from '#server/imports/actions/sheet-import.ts';
import { harvestJob } from '#server/base/job.ts';
import type { ImportRun } from '#server/imports/sheet-import.ts';
import { mayDownload, mayRead } from '#server/items/rights.ts';
import type { Item } from '#server/items/item.ts';
import { aList } from '../support/builders.ts';
import {
  deliver,
  packageOf,
  publishWithFiles,
  putTarget,
  stampAgain,
  storedFile,
} from '../support/exchange/delivering.ts';
import { setClock, startTestApp, type TestApp } from '../support/start-test-app.ts';

const DOMAIN = 'anson.example';
const deliveries = mkdtempSync(join(tmpdir(), 'giao-'));
let from: TestApp;
let to: TestApp;

beforeAll(async () => {
  from = await startTestApp({
    demo: true,
    settings: { REPOSITORY_ID: DOMAIN, DELIVERY_FOLDER: deliveries },
  });
  to = await startTestApp({
    settings: { HARVEST_HOSTS: from.base.slice('http://'.length), BOOKSHELF_DEMO: 'no' },
  });
});
afterAll(async () => {
  jest.useRealTimers();
  await from.close();
  await to.close();
  rmSync(deliveries, { recursive: true, force: true });
});

const published = async (): Promise<readonly Item[]> =>
  (await from.shelf.storage.catalog.listItems(aList({ states: ['published'], limit: 500 }))).rows;
const here = (id: string) => to.shelf.storage.catalog.findItemByOrigin(DOMAIN, id);
const importDeps = () => ({ ...to.shelf.actions, ...to.shelf.extraction });

async function bring(path: string): Promise<ImportRun> {
  const bytes = readFileSync(path);
  const { sha256 } = await to.shelf.storage.files.put(
    (async function* once() {
      yield bytes;
    })(),
    1e10,
  );
  return beginImport(importDeps(), to.admin, {
    name: 'gói.zip',
    sha256,
    zip: null,
    files: [],
    unitId: 'so-tu-phap',
    sender: '',
    sourceId: null,
  });
}
/** Harvests the first shelf; the import that it becomes. */
async function harvestInto(app: TestApp, prefix: string): Promise<ImportRun> {
  const { actions, storage } = app.shelf;
  const { accountId } = app.admin;
  const id = actions.newId();
  const value = {
    name: prefix,
    address: `${from.base}/oai`,
    set: '',
    prefix,
    unitId: 'so-tu-phap',
    withFiles: true,
    nightly: false,
    newByItself: false,
    origin: '',
    accountId,
  };
  const entry = {
    list: 'import-source' as const,
    id,
    rank: 0,
    version: 0,
    changedAt: '',
    changedBy: '',
  };
  await saveSource(actions, app.admin, { ...entry, value }, null);
  await storage.queue.submit([harvestJob(id, accountId)]);
  await app.settle();
  return (await storage.catalog.listImports(null, 1))[0]!;
}
const counts = (run: Pick<ImportRun, 'id'>) => to.shelf.storage.catalog.countImportRows(run.id);
/** What is said of lines that were refused. */
const refusals = async ({ id }: Pick<ImportRun, 'id'>): Promise<string[]> =>
  (await to.shelf.storage.catalog.listImportRows(id, ['refused'], 0, 100)).map(
    ({ title, notes }) => `${title}: ${notes.join(' ')}`,
  );
const carryOut = async (run: Pick<ImportRun, 'id'>): Promise<void> => {
  const { catalog } = to.shelf.storage;
  await startImport({ catalog }, to.admin, run.id, { publish: false, newOnly: false });
  await to.settle();
};

/** A document that nothing is known of is told by its number where it has no title. */
const comparable = (item: Item) => ({
  ...recordOfItem(item),
  lawRefs: item.lawRefs.map(({ number, articles }) => ({ number, articles })),
});
const filesOf = ({ attachments }: Item) =>
  attachments.map(({ name, sha256, bytes, mediaType }) => ({ name, sha256, bytes, mediaType }));

describe('from a shelf by a delivery to an empty one', () => {
  it('every record and every byte is the same, and comes again as what is there', async () => {
    const approvalFile = await storedFile(from, 'Quyết định.txt', 'Đã ký');
    await publishWithFiles(from, ['Hỏi đáp | <&"]]> 100%; và hơn', 'Hai  dòng'], {
      approvalFile,
      compilers: ['Sở Tư pháp; phòng A', 'B | C'],
      abstract: ' Một.\n\n\tHai. ',
      keywords: ['a; b'],
      edition: 'lần 2 ',
      validity: { state: 'con', from: '2025-01', to: null, reviewedAt: '2026-02-03', reason: 'rõ' },
      rights: { kind: 'chi_doc', note: 'theo hợp đồng' },
    });
    const items = await published();
    await stampAgain(from, items);
    // The seconds that are held back for late writers pass.
    setClock(new Date(Date.now() + 60_000).toISOString());
    const delivery = await deliver(from, await putTarget(from), { mode: 'whole' });
    const run = await bring(packageOf(from, delivery));
    expect(await counts(run)).toEqual({ new: items.length });
    await carryOut(run);
    expect(await refusals(run)).toEqual([]);
    expect(await counts(run)).toEqual({ added: items.length });
    for (const item of items) {
      const copy = (await here(item.id))!;
      expect(comparable(copy)).toEqual(comparable(item));
      expect(filesOf(copy)).toEqual(filesOf(item));
      expect(copy.approval).toEqual(item.approval);
      expect(copy.approvalFile?.sha256).toBe(item.approvalFile?.sha256);
      expect(copy.state).toBe('draft');
    }
    expect(await counts(await bring(packageOf(from, delivery)))).toEqual({ same: items.length });
  });

  it('and then by OAI-PMH, it is known again in every form', async () => {
    const items = await published();
    for (const prefix of ['marc21', 'mods', 'oai_dc']) {
      const run = await harvestInto(to, prefix);
      const found = await counts(run);
      expect([prefix, found.new ?? 0, found.refused ?? 0]).toEqual([prefix, 0, 0]);
      expect((found.same ?? 0) + (found.changed ?? 0)).toBe(items.length);
    }
  });
});

describe('from a shelf by OAI-PMH to an empty one', () => {
  it('records come with the files that readers may have, byte by byte', async () => {
    const empty = await startTestApp({
      settings: { HARVEST_HOSTS: from.base.slice('http://'.length), BOOKSHELF_DEMO: 'no' },
    });
    try {
      const { catalog } = empty.shelf.storage;
      const run = await harvestInto(empty, '');
      await startImport({ catalog }, empty.admin, run.id, { publish: false, newOnly: false });
      await empty.settle();
      const items = await published();
      expect(await catalog.countImportRows(run.id)).toEqual({ added: items.length });
      let files = 0;
      for (const item of items) {
        const copy = (await catalog.findItemByOrigin(DOMAIN, item.id))!;
        expect([copy.title, copy.language, copy.subjects]).toEqual([
          // One line has single blanks.
          item.title.replace(/\s+/gu, ' '),
          item.language,
          item.subjects,
        ]);
        const open = item.attachments.filter(
          ({ role }) =>
            mayRead(item.rights.kind) &&
            (mayDownload(item.rights.kind) || ['audio', 'video', 'captions'].includes(role)),
        );
        expect(copy.attachments.map((a) => a.sha256)).toEqual(open.map((a) => a.sha256));
        files += open.length;
      }
      expect(files).toBeGreaterThan(20);
    } finally {
      await empty.close();
    }
  });
});
