import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { AppError } from '#server/base/errors.ts';
import { bindPhotographsJob, type Job } from '#server/base/job.ts';
import { openExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { Photograph } from '#server/items/photograph.ts';
import type { Storage } from '#server/ports.ts';
import { bindPhotographs, type BindDeps } from '#server/sending/jobs/bind-photographs.ts';
import { openStorage } from '#storage/index.ts';
import { aChange, anItem, nextId } from '../../support/builders.ts';
import { makeTestStorage, type TestStorage } from '../../support/test-storage.ts';

let own: TestStorage;
let storage: Storage;
let jpeg: Buffer;
const GOING = new AbortController().signal;

beforeAll(async () => {
  own = makeTestStorage();
  storage = await openStorage(own.settings);
  jpeg = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#ddd' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await storage.close();
  await own.remove();
});

const bytesOf = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
};

async function photographs(count: number): Promise<Photograph[]> {
  const pages: Photograph[] = [];
  for (let i = 0; i < count; i++) {
    const content = Buffer.concat([jpeg, Buffer.from(`${nextId()}`)]);
    const { sha256, bytes } = await storage.files.put(bytesOf(content), 1e6);
    pages.push({
      id: nextId(),
      name: `anh-${i}.jpg`,
      mediaType: 'image/jpeg',
      bytes,
      sha256,
      turn: 0,
      left: false,
      whole: false,
    });
  }
  return pages;
}

async function aDraft(pages: readonly Photograph[]): Promise<string> {
  const saved = await storage.catalog.saveItem(
    aChange(
      anItem({
        attachments: [],
        photographs: { pages, attachmentId: null, state: 'binding', fault: null },
      }),
    ),
  );
  return saved.id;
}

const deps = (straighten: BindDeps['extraction']['straightenPhotograph']): BindDeps => ({
  ...storage,
  extraction: { straightenPhotograph: straighten },
  newId: nextId,
  now: () => '2026-11-30T03:00:00.000Z',
  maxFileBytes: 1e7,
});
const page = async () => ({ jpeg, width: 300, height: 400, found: false });
const bind = (itemId: string, how: BindDeps, stopping = GOING) =>
  bindPhotographs(how, bindPhotographsJob(itemId) as Job, stopping);
async function storedFiles(): Promise<number> {
  let count = 0;
  for await (const _ of storage.files.list()) count++;
  return count;
}

it('a document of pages is read by any reader of PDFs, and its pages follow the order', async () => {
  const pages = await photographs(3);
  const id = await aDraft([{ ...pages[0]!, left: true }, pages[2]!, pages[1]!]);
  const asked: string[] = [];
  await bind(
    id,
    deps(async ({ path }) => {
      asked.push(path);
      return page();
    }),
  );
  const [attachment] = (await storage.catalog.findItem(id))!.attachments;
  expect(attachment).toMatchObject({ pages: 2, name: 'Tài liệu chụp ngày 30-11-2026.pdf' });
  expect(asked).toHaveLength(2);
  const workRoot = mkdtempSync(join(tmpdir(), 'bind-'));
  const pool = openExtractionPool({ workRoot });
  try {
    const ratios = await storage.files.withLocalPath(attachment!.sha256, (path) =>
      pool.pageRatios({ path }),
    );
    expect(ratios).toEqual([1.333333, 1.333333]);
  } finally {
    await pool.close();
    rmSync(workRoot, { recursive: true, force: true });
  }
});

it('a page that cannot be read is named to whoever sends it, and nothing half is left', async () => {
  const pages = await photographs(2);
  const id = await aDraft(pages);
  const before = await storedFiles();
  let n = 0;
  const outcome = await bind(
    id,
    deps(() => (n++ === 0 ? page() : Promise.reject(new AppError('file-too-slow')))),
  );
  expect(outcome).toEqual({ state: 'done' });
  expect((await storage.catalog.findItem(id))!.photographs).toMatchObject({
    state: 'failed',
    fault: { id: pages[1]!.id, code: 'file-too-slow' },
  });
  expect(await storedFiles()).toBe(before);
});

it('a process that stops hands its work back', async () => {
  const id = await aDraft(await photographs(1));
  const stopping = new AbortController();
  stopping.abort();
  expect(await bind(id, deps(page), stopping.signal)).toEqual({ state: 'handed-back' });
  expect((await storage.catalog.findItem(id))!.photographs!.state).toBe('binding');
});

it('what was made of an order that somebody changed meanwhile is given up', async () => {
  const pages = await photographs(2);
  const id = await aDraft(pages);
  const before = await storedFiles();
  await bind(
    id,
    deps(async () => {
      const item = (await storage.catalog.findItem(id))!;
      const swapped = [...item.photographs!.pages].toReversed();
      if (item.photographs!.pages[0]!.id === pages[0]!.id)
        await storage.catalog.saveItem(
          aChange({ ...item, photographs: { ...item.photographs!, pages: swapped } }),
        );
      return page();
    }),
  );
  const after = (await storage.catalog.findItem(id))!;
  expect(after.attachments).toEqual([]);
  expect(after.photographs!.state).toBe('binding');
  expect(await storedFiles()).toBe(before);
});
