import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { openExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { HEAD, linesOf, readingPool } from '../../support/recognise/reading-pool.ts';

const { folder, pool } = readingPool();
const textOf = (page: RecognisedPage): string => linesOf(page).join('\n');

describe('a scanned page', () => {
  let page: RecognisedPage;
  beforeAll(async () => {
    page = await pool().recognise({ path: HEAD });
  });

  test('is read', () => {
    expect(textOf(page)).toContain('ngày 19 tháng 02 năm 2025;');
    expect(textOf(page)).toContain('300/2025/NĐ-CP ngày 17 tháng 11 năm 2025 của');
  });

  test('says in which size its boxes count', () => {
    expect(page).toMatchObject({ width: 1_400, height: 900, turn: 0 });
  });

  test('has its left head before its right one, and no stamp or handwriting in it', () => {
    const text = textOf(page);
    expect(text.indexOf('THỦ TƯỚNG CHÍNH PHỦ')).toBeLessThan(text.indexOf('Số:'));
    expect(text.indexOf('Số:')).toBeLessThan(text.indexOf('CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
    expect(page.notes).toEqual(['handwriting']);
  });

  test('was read twice: tones are mended, and doubts are told', () => {
    const words = page.lines.flatMap((line) => line.words);
    expect(page.engines).toEqual(['trueocr 0.1.1', 'tesseract.js 7.0.0']);
    expect(textOf(page)).toContain('Căn cứ Luật Tổ chức chính quyền địa phương');
    expect(words.some((word) => word.read !== undefined)).toBe(true);
    const doubted = words.filter((word) => word.other !== undefined).length;
    expect(doubted).toBeGreaterThan(0);
    expect(doubted).toBeLessThan(words.length / 4);
  });

  test('has its words where they are printed', () => {
    const [left, top, width, height] = page.lines
      .flatMap((line) => line.words)
      .find((word) => word.text === 'NĐ-CP' || word.text.endsWith('/NĐ-CP'))!.box;
    expect(left).toBeGreaterThan(480);
    expect(left + width).toBeLessThan(810);
    expect(top).toBeGreaterThan(670);
    expect(top + height).toBeLessThan(740);
  });
});

describe('a page that lies on its side', () => {
  test('is read as it stands, its boxes as it lies', async () => {
    const path = join(folder.path, 'side.png');
    await sharp(HEAD).rotate(90).toFile(path);
    const page = await pool().recognise({ path, secondReader: false });
    expect(page).toMatchObject({ width: 900, height: 1_400, turn: 270 });
    expect(textOf(page)).toContain('Căn cứ Luật');
    const sentence = page.lines.find(({ words }) => words.length > 8)!.box;
    expect(sentence[3]).toBeGreaterThan(5 * sentence[2]);
  });
});

test('the mirror image of a page is read as it was printed, and told', async () => {
  const path = join(folder.path, 'mirror.png');
  await sharp(HEAD).flop().toFile(path);
  const page = await pool().recognise({ path, secondReader: false });
  expect(page.notes).toContain('mirrored');
  expect(textOf(page)).toContain('Căn cứ Luật');
  const begin = page.lines.find(({ words }) => words[0]!.text === 'Căn')!.words[0]!;
  expect(begin.box[0]).toBeGreaterThan(1_100);
});

describe('a page of a PDF', () => {
  test('is drawn and read', async () => {
    const path = folder.put('a.pdf', makePdf({ pages: ['', 'Nghi dinh nay quy dinh chi tiet'] }));
    const page = await pool().recognise({ path, page: 2, secondReader: false });
    expect(textOf(page)).toMatch(/^Ngh[iị] [dđ][iị]nh/u);
    await expect(pool().recognise({ path, page: 3 })).rejects.toMatchObject({
      code: 'page-not-found',
    });
    expect(await pool().recognise({ path, page: 1 })).toMatchObject({
      lines: [],
      notes: ['no-text'],
    });
  });
});

describe('hostile pictures', () => {
  const painted = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 3, background } });

  test.each([
    ['one pixel', 1, 1, 'white'],
    ['a black page', 1_200, 1_700, 'black'],
    ['a strip', 30_000, 3, 'white'],
    ['36 megapixels', 6_000, 6_000, 'white'],
  ])('%s gives no text', async (_, width, height, background) => {
    const path = join(folder.path, 'hostile.jpg');
    await painted(width, height, background).jpeg({ quality: 40 }).toFile(path);
    const page = await pool().recognise({ path });
    expect(page).toMatchObject({ lines: [], notes: ['no-text'] });
    expect(page.width * page.height).toBeLessThanOrEqual(8_100_000);
  });

  test('more than 268 megapixels are refused', async () => {
    // The head of a PNG that says 20,000 × 20,000 pixels.
    const png = Buffer.from(await painted(1, 1, 'white').png().toBuffer());
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(20_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(pool().recognise({ path: folder.put('huge.png', png) })).rejects.toMatchObject({
      code: 'file-bomb',
    });
  });
});

describe('what cannot be read', () => {
  test('is told by the kind of its fault, and the next page is read', async () => {
    const broken = folder.put('a.png', 'not a picture');
    await expect(pool().recognise({ path: broken })).rejects.toMatchObject({ code: 'file-broken' });
    const cut = folder.put('b.png', readFileSync(HEAD).subarray(0, 9_000));
    await expect(pool().recognise({ path: cut })).rejects.toMatchObject({ code: 'file-broken' });
    const empty = folder.put('c.png', '');
    await expect(pool().recognise({ path: empty })).rejects.toMatchObject({ code: 'file-empty' });
    const drawn = folder.put(
      'd.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    await expect(pool().recognise({ path: drawn })).rejects.toMatchObject({
      code: 'unsupported-type',
    });
    await expect(pool().recognise({ path: HEAD, page: 2 })).rejects.toMatchObject({
      code: 'page-not-found',
    });
  });
});

test('a page that takes too long costs its child, and the next page is read', async () => {
  const slow = openExtractionPool({ workRoot: folder.path, timeouts: { recognise: 1 } });
  await expect(slow.recognise({ path: HEAD })).rejects.toMatchObject({ code: 'file-too-slow' });
  await slow.close();
  expect(
    (await pool().recognise({ path: HEAD, secondReader: false })).lines.length,
  ).toBeGreaterThan(9);
});
