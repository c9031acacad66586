import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import {
  discardResources,
  openExtractionPool,
  type ExtractionPool,
} from '#server/ingest/extract/extraction-pool.ts';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { drawPdf } from '../support/make/draw-pdf.ts';
import { makePdf, type PdfOptions } from '../support/make/make-pdf.ts';

const folder = makeFolder();
const workRoot = join(folder.path, 'work');
let pool: ExtractionPool;
beforeAll(() => {
  pool = openExtractionPool({ workRoot });
});
afterAll(async () => {
  await pool.close();
  folder.remove();
});

const extract = (content: Uint8Array | string) =>
  pool.extract({ path: folder.put('a.pdf', content), name: 'a.pdf', mediaType: 'application/pdf' });
const read = (options: PdfOptions) => extract(makePdf(options));
const WORDS = 'Nghi dinh nay quy dinh chi tiet\nthi hanh mot so dieu';

describe('a PDF', () => {
  test('gives one passage a page, its outline and its record', async () => {
    const pdf = await read({
      pages: [WORDS, '', `${WORDS} hai`],
      outline: [
        { title: 'Phan mot', page: 1 },
        { title: 'Phan hai', page: 3 },
      ],
      title: 'So tay',
    });
    expect(pdf).toMatchObject({
      outcome: 'ready',
      layer: 'born-digital',
      encoding: 'unicode',
      pages: 3,
      ratio: 1.415,
      metadata: { title: 'So tay', issued: '2024-02-15' },
    });
    expect(pdf.passages).toEqual([
      {
        locator: { kind: 'page', page: 1 },
        heading: 'Phan mot',
        text: 'Nghi dinh nay quy dinh chi tiet thi hanh mot so dieu',
      },
      {
        locator: { kind: 'page', page: 3 },
        heading: 'Phan hai',
        text: 'Nghi dinh nay quy dinh chi tiet thi hanh mot so dieu hai',
      },
    ]);
    expect(pdf.outline).toEqual([
      { title: 'Phan mot', level: 1, locator: { kind: 'page', page: 1 } },
      { title: 'Phan hai', level: 1, locator: { kind: 'page', page: 3 } },
    ]);
  });

  test('joins divided words but keeps the hyphen of a number, and parts numbered points', async () => {
    const { passages } = await read({
      pages: [
        'theo quy dinh cua Nghi dinh 15/2020/ND-\nCP thi phai thuc hi-\nen day du cac buoc\n1. Buoc mot lam viec\n2. Buoc hai lam viec',
      ],
    });
    expect(passages[0]!.text).toBe(
      'theo quy dinh cua Nghi dinh 15/2020/ND-CP thi phai thuc hien day du cac buoc\n\n1. Buoc mot lam viec\n\n2. Buoc hai lam viec',
    );
  });

  test('without text waits for OCR, also when only a signature stamp has words', async () => {
    expect(await read({ pages: ['', '12'] })).toMatchObject({
      outcome: 'needs-ocr',
      layer: 'none',
      pages: 2,
      passages: [],
    });
    expect(
      await read({ pages: ['Signed by: VAN PHONG CHINH PHU\nEmail: thongtin@chinhphu.vn'] }),
    ).toMatchObject({ outcome: 'needs-ocr' });
  });

  test('in TCVN3 is decoded by its fonts', async () => {
    const pages = [
      'Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nquyÕt ®Þnh cña Bé Tµi chÝnh',
    ];
    const pdf = await read({ pages, font: '.VnTime' });
    expect(pdf).toMatchObject({ outcome: 'ready', encoding: 'tcvn3' });
    expect(pdf.passages[0]!.text).toContain('Độc lập - Tự do - Hạnh phúc');
  });

  test('with hundreds of pages is read whole', async () => {
    const pdf = await read({
      pages: Array.from({ length: 300 }, (_, i) => `Trang ${i + 1} ${WORDS}`),
    });
    expect(pdf.passages).toHaveLength(300);
  });

  test('under a drawing of a million lines keeps its words', async () => {
    const before = '0 0 m 9 9 l S\n'.repeat(1_000_000);
    const texts = [{ x: 60, y: 700, text: 'Bản đồ quy hoạch sử dụng đất' }];
    const { passages } = await extract(drawPdf({ pages: [{ texts, before }] }));
    expect(passages[0]!.text).toBe('Bản đồ quy hoạch sử dụng đất');
  });

  test('of 10,000 pages is read to its last one', async () => {
    const pages = [...Array.from({ length: 9_999 }, () => ''), WORDS];
    const pdf = await read({ pages });
    expect(pdf).toMatchObject({ outcome: 'ready', pages: 10_000 });
    expect(pdf.passages.map(({ locator }) => locator)).toEqual([{ kind: 'page', page: 10_000 }]);
  });

  test.each<[string, () => Uint8Array | string, string]>([
    ['locked', () => makePdf({ pages: [WORDS], locked: true }), 'file-encrypted'],
    ['cut off', () => makePdf({ pages: [WORDS] }).slice(0, 250), 'file-broken'],
    ['not a PDF', () => 'not a pdf at all', 'file-broken'],
    ['empty', () => '', 'file-empty'],
    [
      'with a page tree that contains itself',
      () => makePdf({ pages: [WORDS], circular: true }),
      'file-broken',
    ],
    [
      'of more than 20,000 pages',
      () => makePdf({ pages: Array.from({ length: 20_001 }, () => '') }),
      'file-too-many-pages',
    ],
  ])('that is %s is refused', async (_name, content, code) => {
    await expect(extract(content())).rejects.toMatchObject({ code });
  });
});

describe('page images', () => {
  test('are WebP of the width asked for', async () => {
    const path = folder.put('b.pdf', makePdf({ pages: [WORDS] }));
    const { format, width, height } = await sharp(
      await pool.pageImage({ path, page: 1, width: 320 }),
    ).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 320, height: 453 });
    await expect(pool.pageImage({ path, page: 2, width: 320 })).rejects.toMatchObject({
      code: 'page-not-found',
    });
  });

  test('of a picture come the same way', async () => {
    const path = folder.put(
      'p.png',
      await sharp({ create: { width: 90, height: 60, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    );
    expect((await sharp(await pool.image({ path, width: 30 })).metadata()).height).toBe(20);
  });
});

/** Asks a pool for one thing and ends, with a child at rest that would stay for ten minutes. */
const ASKS_AND_ENDS = `
import { openExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
const [workRoot, path] = process.argv.slice(1);
const pool = openExtractionPool({ workRoot, idle: 600_000 });
console.log((await pool.sniff({ path, name: 'a.txt' })).mediaType);
`;

describe('the pool', () => {
  test('keeps no process alive by a child at rest', () => {
    const path = folder.put('a.txt', 'Điều 1. Phạm vi điều chỉnh');
    const { status, signal, stdout } = spawnSync(
      process.execPath,
      ['-C', 'source', '--input-type=module', '-e', ASKS_AND_ENDS, folder.path, path],
      { cwd: fileURLToPath(new URL('../..', import.meta.url)), timeout: 120_000, encoding: 'utf8' },
    );
    expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: 'text/plain\n' });
  });

  test('hands over pictures in a folder of their own and leaves none otherwise', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const path = folder.put(
      'b.epub',
      makeEpub({
        chapters: [{ name: 'a.xhtml', body: '<p>a <img src="a.png" alt=""/></p>' }],
        files: { 'OEBPS/a.png': { content: png, mediaType: 'image/png' } },
      }),
    );
    const book = await pool.extract({ path, name: 'b.epub', mediaType: 'application/epub+zip' });
    expect(readdirSync(workRoot)).toHaveLength(1);
    await discardResources(book);
    expect(readdirSync(workRoot)).toEqual([]);
  });

  test('stops a file that takes too long and goes on with the others in a fresh child', async () => {
    const slow = openExtractionPool({ workRoot, timeouts: { read: 1 } });
    const path = folder.put('c.pdf', makePdf({ pages: [WORDS] }));
    const stopped = slow.extract({ path, name: 'c.pdf', mediaType: 'application/pdf' });
    const next = slow.sniff({ path, name: 'c.pdf' });
    await expect(stopped).rejects.toMatchObject({ code: 'file-too-slow' });
    expect(await next).toEqual({ mediaType: 'application/pdf', role: 'original' });
    await slow.close();
  });

  test('hostile files hold up others of their lane only until their limit, other lanes never', async () => {
    const own = openExtractionPool({ workRoot, timeouts: { read: 20_000 } });
    const order: string[] = [];
    const ends = (name: string) => () => order.push(name);
    const heavy = makePdf({ pages: Array.from({ length: 400 }, () => WORDS) });
    const path = folder.put('e.pdf', heavy);
    const reading = own
      .extract({ path, name: 'e.pdf', mediaType: 'application/pdf' })
      .then(ends('reading'));
    const pictures = [1, 2, 3, 4].map((page) => own.pageImage({ path, page, width: 640 }));
    const drawn = Promise.all(pictures).then(ends('pictures'));
    const looked = own.sniff({ path, name: 'e.pdf' }).then(ends('sniffed'));
    await Promise.all([reading, drawn, looked]);
    expect(order[0]).toBe('sniffed');
    await own.close();
  });

  test('draws what belongs together in one turn, without waiting for another', async () => {
    const own = openExtractionPool({ workRoot });
    const path = folder.put('f.pdf', makePdf({ pages: [WORDS] }));
    const inside = await Promise.all(
      [1, 2, 3].map((n) =>
        own.drawInTurn(
          async () => {
            const page = await own.pageImage({ path, page: 1, width: 320 });
            return own.jpegPicture({ bytes: page, width: 100, height: 140 });
          },
          { name: `reader ${n}`, signal: new AbortController().signal },
        ),
      ),
    );
    expect(inside.map((jpeg) => jpeg[0])).toEqual([0xff, 0xff, 0xff]);
    await own.close();
  });

  test('refuses work once closed, and what still waits', async () => {
    const closing = openExtractionPool({ workRoot });
    const path = folder.put('d.pdf', makePdf({ pages: [WORDS] }));
    const jobs = [1, 2].map(() => closing.sniff({ path, name: 'd.pdf' }));
    const settled = Promise.allSettled(jobs);
    await closing.close();
    expect(
      (await settled).map((s) => s.status === 'rejected' && (s.reason as { code: string }).code),
    ).toEqual(['storage-busy', 'storage-busy']);
    await expect(closing.sniff({ path, name: 'd.pdf' })).rejects.toMatchObject({
      code: 'storage-busy',
    });
    await closing.close();
  });

  test('an unknown type is refused by code across the process', async () => {
    await expect(
      pool.extract({ path: folder.put('x', 'x'), name: 'x', mediaType: 'application/x-y' }),
    ).rejects.toMatchObject({
      code: 'unsupported-type',
      details: { mediaType: 'application/x-y' },
    });
  });
});
