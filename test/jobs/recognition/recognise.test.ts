import { join } from 'node:path';
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { AppError } from '#server/base/errors.ts';
import { extractJob, recogniseJob, recogniseOpenPageJob, rereadJob } from '#server/base/job.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { Recognition } from '#server/items/recognition.ts';
import { recogniseOpenPage, recognisePages } from '#server/ingest/jobs/recognise-pages.ts';
import { JobRunner, type JobHandlers } from '#server/jobs/job-runner.ts';
import { aChange, anAttachment, anItem } from '../../support/builders.ts';
import { column, drawPdf } from '../../support/make/draw-pdf.ts';
import { makeFolder, type TestFolder } from '../../support/make/make-folder.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { aRecogniser, aRecognisedPage } from '../../support/make/some-readings.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const LAW = [
  [
    'QUYẾT ĐỊNH',
    '¶Điều 1. Phạm vi',
    '¶Quyết định này quy định việc hòa giải ở cơ',
    'sở của thôn.',
    '1',
  ],
  ['¶Điều 2. Hòa giải viên', '¶1. Hòa giải viên ghi biên bản.', '¶2. Hai bên ký tên.', '2'],
  ['¶Điều 3, Hiệu lực', '¶Quyết định này có hiệu lực từ ngày ký.', '3'],
];
const lawPage = (page: number) => aRecognisedPage(LAW[(page - 1) % 3]!);

const recogniser = aRecogniser(lawPage);
let app: TestApp;
let folder: TestFolder;
beforeAll(async () => {
  app = await startTestApp({ recogniser });
});
afterAll(() => app.close());
beforeEach(() => {
  folder = makeFolder();
  recogniser.find = lawPage;
  recogniser.asked.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
  folder.remove();
});

let files = 0;
/** Publishes one file, and runs what it causes. */
async function imported(name: string, bytes: Uint8Array): Promise<Item> {
  // The same bytes would be the same file: each has a name of its own at its end.
  writeFileSync(join(folder.path, name), Buffer.concat([bytes, Buffer.from(`\n%${++files}`)]));
  const [result] = await app.importFolder(folder.path);
  rmSync(join(folder.path, name));
  return (await app.shelf.storage.catalog.findItem(result!.itemId!))!;
}
const scan = (pages: number): Uint8Array =>
  makePdf({ pages: Array.from({ length: pages }, () => '') });

const itemNow = async ({ id }: Item): Promise<Item> =>
  (await app.shelf.storage.catalog.findItem(id))!;
const found = async (q: string): Promise<number> => {
  const answer = await fetch(`${app.base}/api/v1/search?q=${encodeURIComponent(q)}`);
  return ((await answer.json()) as { total: number }).total;
};
const textOf = async ({ id }: Item): Promise<string[]> =>
  (await app.shelf.storage.catalog.listPassages(id, null, 50)).map((p) => p.text);

/** Runs everything, what waits to be tried again too. */
async function settleLater(): Promise<void> {
  for (let minutes = 1; minutes < 5; minutes++) {
    setClock(new Date(Date.now() + 60_000).toISOString());
    await app.settle();
  }
}

/** Runs jobs of recognition alone, whose turns last one page. */
function pageByPage(): JobRunner {
  const { storage, extraction, actions } = app.shelf;
  const deps = { ...storage, extraction, recogniser, now: actions.now, turnMs: 0 };
  const handlers: Partial<JobHandlers> = {
    recognise: (job, stopping) => recognisePages(deps, job, stopping),
    'recognise-open-page': (job) => recogniseOpenPage(deps, job),
  };
  return new JobRunner({
    queue: storage.queue,
    handlers: handlers as JobHandlers,
    worker: 'thử',
    now: actions.now,
    width: 1,
    routine: async () => undefined,
    onError: (error) => {
      throw error;
    },
  });
}

/** Says whether the first file of an item waits. */
async function setState(item: Item, state: Recognition['state']): Promise<void> {
  const before = await itemNow(item);
  const [file] = before.attachments;
  const attachments = [{ ...file!, recognition: { ...file!.recognition!, state } }];
  await saveFinding(app.shelf.actions, { before, item: { ...before, attachments } });
}

/** A file of so many pages that wait, without a file. */
async function waiting(pages: number): Promise<readonly [Item, Attachment]> {
  const { sha256 } = (
    await imported('mot.pdf', makePdf({ pages: ['Mot trang co nhieu chu de doc'] }))
  ).attachments[0]!;
  recogniser.asked.length = 0;
  const attachment = anAttachment({
    sha256,
    pages,
    status: { state: 'needs-ocr' },
    text: { layer: 'none', encoding: 'unknown' },
    recognition: { pages: [{ from: 1, to: pages }], state: 'waiting', inText: 0 },
  });
  const item = anItem({ attachments: [attachment] });
  return [await app.shelf.storage.catalog.saveItem(aChange(item)), attachment];
}

test('a scan is read page by page, cut at its articles and found', async () => {
  const item = await imported('quyet-dinh.pdf', scan(3));
  expect(recogniser.asked).toEqual([1, 2, 3]);
  const [file] = item.attachments;
  expect(file).toMatchObject({
    status: { state: 'ready' },
    text: { layer: 'ocr', encoding: 'unicode' },
    recognition: { state: 'done', inText: 3, recogniser: 1 },
    textless: [],
  });
  const { catalog } = app.shelf.storage;
  const passages = await catalog.listPassages(item.id, null, 50);
  expect(passages.map((p) => [p.locator, p.text])).toEqual([
    [{ kind: 'page', page: 1 }, 'QUYẾT ĐỊNH'],
    [
      { kind: 'page', page: 1, fragment: 'dieu-1' },
      'Điều 1. Phạm vi\n\nQuyết định này quy định việc hòa giải ở cơ sở của thôn.',
    ],
    [
      { kind: 'page', page: 2, fragment: 'dieu-2' },
      'Điều 2. Hòa giải viên\n\n1. Hòa giải viên ghi biên bản.\n\n2. Hai bên ký tên.',
    ],
    [
      { kind: 'page', page: 3, fragment: 'dieu-3' },
      'Điều 3. Hiệu lực\n\nQuyết định này có hiệu lực từ ngày ký.',
    ],
  ]);
  expect((await catalog.outline(file!.id)).map((e) => e.title)).toEqual([
    'Điều 1. Phạm vi',
    'Điều 2. Hòa giải viên',
    'Điều 3. Hiệu lực',
  ]);
  expect(await catalog.findFingerprint(file!.id)).not.toBeNull();
  expect(await found('"Hòa giải viên ghi biên bản"')).toBe(1);
});

test('a killed process loses the page at hand; pages that were read stay read', async () => {
  recogniser.find = (page) => {
    if (page === 2) throw new AppError('storage-busy');
    return lawPage(page);
  };
  const item = await imported('quyet-dinh.pdf', scan(3));
  expect(item.attachments[0]!.status).toEqual({ state: 'needs-ocr' });
  expect(recogniser.asked).toEqual([1, 2]);
  recogniser.find = lawPage;
  await settleLater();
  expect(recogniser.asked).toEqual([1, 2, 2, 3]);
  expect((await itemNow(item)).attachments[0]!.status).toEqual({ state: 'ready' });
});

test('a page that cannot be read is told, and the others are read', async () => {
  recogniser.find = (page) => {
    if (page === 2) throw new AppError('file-too-slow');
    return aRecognisedPage(
      lawPage(page).lines.map((l) => l.words.map((w) => w.text).join(' ')),
      {
        notes: page === 3 ? ['handwriting'] : [],
      },
    );
  };
  const item = await imported('quyet-dinh.pdf', scan(3));
  await settleLater();
  expect(recogniser.asked).toEqual([1, 2, 2, 2, 3]);
  const [file] = (await itemNow(item)).attachments;
  expect(file).toMatchObject({
    status: { state: 'ready' },
    textless: [{ from: 2, to: 2 }],
    notes: [
      { code: 'pages-not-recognised', count: 1, detail: '2' },
      { code: 'handwriting', count: 1, detail: '3' },
    ],
  });
  expect(await app.shelf.storage.catalog.findReading(file!.id, 2)).toMatchObject({
    found: null,
    reason: 'file-too-slow',
  });
});

test('of a mixed file only the pages without text are read, a stamp of arrival is none', async () => {
  const picture = '0.5 g 0 0 595 842 re f';
  const words = column(72, 700, [
    'Trang này có chữ: việc hòa giải ở cơ sở do tổ hòa giải làm, không lấy tiền.',
  ]);
  const item = await imported(
    'ho-so.pdf',
    drawPdf({
      pages: [
        { texts: words },
        {
          texts: column(72, 700, ['ĐẾN Số: 123 Ngày: 12/5/2026 Chuyển: Phòng Tư pháp']),
          before: picture,
        },
      ],
    }),
  );
  expect(recogniser.asked).toEqual([2]);
  expect(item.attachments[0]).toMatchObject({
    status: { state: 'ready' },
    text: { layer: 'born-digital' },
    textless: [],
    notes: [],
  });
  const text = await textOf(item);
  expect(text[0]).toContain('Trang này có chữ');
  expect(text.slice(1).join('\n')).toContain('Hòa giải viên ghi biên bản.');
  expect(text.join('\n')).not.toContain('Phòng Tư pháp');
});

test('a cover of few words keeps its own, which are surer', async () => {
  recogniser.find = () => aRecognisedPage(['Sô tay hoa giai', 'An Sơn 2026']);
  const item = await imported(
    'sach.pdf',
    drawPdf({
      pages: [
        {
          texts: column(72, 700, ['Sổ tay hòa giải ở cơ sở']),
          before: '0.5 g 0 0 595 842 re f',
        },
        { texts: column(72, 700, ['Trang này có chữ: việc hòa giải ở cơ sở do tổ hòa giải làm.']) },
      ],
    }),
  );
  expect(recogniser.asked).toEqual([1]);
  expect((await textOf(item))[0]).toBe('Sổ tay hòa giải ở cơ sở');
  expect(item.attachments[0]).toMatchObject({
    textless: [],
    notes: [],
    recognition: { state: 'done', pages: [] },
  });
});

test('a photograph is one page', async () => {
  const photo = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#ddd' } })
    .jpeg()
    .toBuffer();
  const item = await imported('bang-tin.jpg', photo);
  expect(recogniser.asked).toEqual([1]);
  expect(item.attachments[0]).toMatchObject({ status: { state: 'ready' }, text: { layer: 'ocr' } });
  expect((await textOf(item)).join('\n')).toContain(
    'Quyết định này quy định việc hòa giải ở cơ sở',
  );
});

test('thousands of pages wait as one job, files take turns, and an open page comes first', async () => {
  const { queue, catalog } = app.shelf.storage;
  const [big, bigFile] = await waiting(10_000);
  const [small, smallFile] = await waiting(2);
  await queue.submit([recogniseJob(big, bigFile.id), recogniseJob(small, smallFile.id)]);
  const runner = pageByPage();
  for (let n = 0; n < 4; n++) await runner.runOne();
  expect(await queue.pending()).toBe(2);
  expect(recogniser.asked).toEqual([1, 1, 2, 2]);
  await queue.submit([recogniseOpenPageJob(big.id, bigFile.id, 7_000)]);
  await runner.runOne();
  expect(recogniser.asked.at(-1)).toBe(7_000);
  // The text is made of what is there long before the last page.
  for (let n = 0; n < 8; n++) await runner.runOne();
  expect((await itemNow(big)).attachments[0]!.recognition!.inText).toBe(8);
  expect((await catalog.passagesOfPages(bigFile.id, 7_000, 7_000)).length).toBeGreaterThan(0);
  await setState(big, 'paused');
});

test('a turn ends with the page at hand when the process stops', async () => {
  const { queue } = app.shelf.storage;
  const [item, file] = await waiting(5);
  const stopping = new AbortController();
  recogniser.find = (page) => {
    if (page === 2) stopping.abort();
    return lawPage(page);
  };
  const { storage, extraction, actions } = app.shelf;
  const deps = { ...storage, extraction, recogniser, now: actions.now };
  const job = {
    ...recogniseJob(item, file.id),
    id: '1',
    state: 'running',
    attempts: 1,
  } as const;
  const running = { ...job, reason: null, createdAt: actions.now() };
  expect(await recognisePages(deps, running, stopping.signal)).toEqual({ state: 'done' });
  expect(recogniser.asked).toEqual([1, 2]);
  expect(await queue.pendingOfGroup(`recognise:${file.id}`)).toBe(1);
  await app.settle();
  expect(recogniser.asked).toEqual([1, 2, 3, 4, 5]);
});

test('a paused file waits until it goes on', async () => {
  const { queue } = app.shelf.storage;
  const [item, file] = await waiting(2);
  await setState(item, 'paused');
  await queue.submit([recogniseJob(item, file.id)]);
  await app.settle();
  expect(recogniser.asked).toEqual([]);
  await setState(item, 'waiting');
  await queue.submit([recogniseJob(item, file.id)]);
  await app.settle();
  expect(recogniser.asked).toEqual([1, 2]);
});

test('a file that is read again keeps what was read from its pages', async () => {
  const item = await imported('quyet-dinh.pdf', scan(3));
  const before = await textOf(item);
  recogniser.asked.length = 0;
  await app.shelf.storage.queue.submit([extractJob(item, item.attachments[0]!.id)]);
  await app.settle();
  expect(recogniser.asked).toEqual([]);
  expect(await textOf(item)).toEqual(before);
  expect((await itemNow(item)).attachments[0]).toMatchObject({
    status: { state: 'ready' },
    recognition: { state: 'done', inText: 3 },
  });
});

test('what an older recogniser read is read anew, and serves until then', async () => {
  const item = await imported('quyet-dinh.pdf', scan(1));
  const [file] = item.attachments;
  const { catalog, queue } = app.shelf.storage;
  const reading = (await catalog.findReading(file!.id, 1))!;
  await catalog.saveReading({ ...reading, recogniser: 0 });
  const older = { ...file!, recognition: { ...file!.recognition!, recogniser: 0 } };
  await saveFinding(app.shelf.actions, { before: item, item: { ...item, attachments: [older] } });
  recogniser.asked.length = 0;
  recogniser.find = () => aRecognisedPage(['Chữ đọc lần sau rõ hơn lần trước.']);
  await queue.submit([rereadJob()]);
  await app.settle();
  expect(recogniser.asked).toContain(1);
  expect(await textOf(item)).toEqual(['Chữ đọc lần sau rõ hơn lần trước.']);
});
