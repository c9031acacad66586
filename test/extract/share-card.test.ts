import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { ShareCard } from '#server/reading/share-card.ts';
import { openExtractionPool, type ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import { wrapLines } from '#server/ingest/extract/share/share-card.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
let pool: ExtractionPool;
beforeAll(() => {
  pool = openExtractionPool({ workRoot: folder.path });
});
afterAll(async () => {
  await pool.close();
  folder.remove();
});

const card = (more: Partial<ShareCard> = {}): ShareCard => ({
  title: 'Cẩm nang',
  over: 'Sổ tay',
  under: 'Sở Tư pháp · 2026',
  shelf: { name: 'Tủ sách', province: 'Tỉnh An Sơn' },
  cover: { kind: 'cloth', hue: 'son', media: false },
  ...more,
});
/** Grey pixels of a part of the drawn picture. */
const part = async (
  bytes: Buffer,
  left: number,
  top: number,
  width: number,
  height: number,
): Promise<Buffer> =>
  sharp(bytes).extract({ left, top, width, height }).greyscale().raw().toBuffer();
const title = async (text: string): Promise<Buffer> =>
  part(await pool.shareCard(card({ title: text })), 430, 120, 700, 380);

describe('the picture other sites show', () => {
  test('is a JPEG of 1200 × 630 with the cover on the left', async () => {
    const bytes = await pool.shareCard(card());
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1200,
      height: 630,
    });
    const { dominant } = await sharp(
      await sharp(bytes).extract({ left: 110, top: 400, width: 30, height: 100 }).toBuffer(),
    ).stats();
    expect(dominant.r).toBeGreaterThan(dominant.b + 60);
    const white = await sharp({
      create: { width: 300, height: 420, channels: 3, background: '#0000ff' },
    })
      .webp()
      .toBuffer();
    const pictured = await pool.shareCard(card({ cover: { kind: 'picture', bytes: white } }));
    expect(
      (
        await sharp(
          await sharp(pictured)
            .extract({ left: 110, top: 200, width: 200, height: 200 })
            .toBuffer(),
        ).stats()
      ).dominant.b,
    ).toBeGreaterThan(200);
  });

  // A missing letter is drawn as the same empty box, whichever it is.
  test('has every Vietnamese letter', async () => {
    const boxes = await title('\u{10fffd}');
    const seen = new Map<string, string>();
    for (const letter of 'ếữặỗợẵẫậềỡựỷỹỵđĐƠƯĂÂỀỘ') {
      const drawn = await title(letter);
      expect([letter, drawn.equals(boxes)]).toEqual([letter, false]);
      expect([letter, seen.get(drawn.toString('base64'))]).toEqual([letter, undefined]);
      seen.set(drawn.toString('base64'), letter);
    }
  });

  test('is drawn for a cover that cannot be read no more than a broken file', async () => {
    await expect(
      pool.shareCard(card({ cover: { kind: 'picture', bytes: Buffer.from('không phải ảnh') } })),
    ).rejects.toMatchObject({ code: 'file-broken' });
  });
});

describe('a line', () => {
  const wrap = (text: string, most: number, width: number): string[] =>
    wrapLines(text, most, (line) => line.length <= width);

  test.each([
    ['một hai ba bốn', 3, 7, ['một hai', 'ba bốn']],
    ['một', 1, 3, ['một']],
    ['một hai ba', 1, 8, ['một hai…']],
    ['một, hai ba', 1, 5, ['một…']],
    ['x'.repeat(10), 2, 4, ['xxxx', 'xxx…']],
    ['', 2, 4, ['']],
  ])('of %j in %d × %d', (text, most, width, lines) => {
    expect(wrap(text, most, width)).toEqual(lines);
  });
});
