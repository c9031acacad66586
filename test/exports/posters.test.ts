import { afterAll, describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { renderPdfPage } from '#server/ingest/extract/pdf/page-image.ts';
import { withPdf } from '#server/ingest/extract/pdf/pdf-document.ts';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';
import type { Poster } from '#server/papers/poster.ts';
import { makePoster } from '#server/papers/routes/make-poster.ts';
import { qrCode, qrCodeSvg } from '#server/reading/routes/qr-code.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const ADDRESS = 'https://tusach.example/q/dang-ky-khai-sinh/xa-muong-khe';
const card: Poster = {
  size: 'a5',
  above: 'Ủy ban nhân dân xã Mường Khe',
  heading: 'Đăng ký khai sinh',
  lead: '',
  text: ['Ghi việc sinh vào sổ hộ tịch. Làm trong 60 ngày từ ngày sinh; muộn hơn vẫn được.'],
  source: 'Văn bản: 60/2014/QH13',
  call: 'Quét mã để đọc tài liệu, hỏi đáp',
  code: qrCode(ADDRESS),
  address: ADDRESS,
  foot: 'Tủ sách pháp luật điện tử',
};
const put = async (name: string, poster: Poster): Promise<string> =>
  folder.put(name, await makePoster(poster, '2026-01-05T02:00:00.000Z'));

const bare = (text: string): string => text.replaceAll(/\s+/gu, '').toLocaleLowerCase('vi');
const wordsOf = async (path: string): Promise<string> =>
  bare((await extractPdf(path)).passages.map(({ heading, text }) => `${heading}${text}`).join(''));
const pagesOf = (path: string): Promise<number> => withPdf(path, async (doc) => doc.numPages);

/** Each module of a code in a picture whose edges are those of the code: 1 for dark. */
async function modulesIn(picture: Sharp, size: number): Promise<string> {
  const { data, info } = await picture
    .greyscale()
    .resize(size * 8, size * 8, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (module: number): number => module * 8 + 4;
  return Array.from({ length: size * size }, (_, i) =>
    data[at(Math.floor(i / size)) * info.width + at(i % size)]! < 128 ? '1' : '0',
  ).join('');
}

describe('a card', () => {
  test('has every word, the size of its paper and one page', async () => {
    const path = await put('a5.pdf', card);
    const words = await wordsOf(path);
    for (const one of [card.above, card.heading, ...card.text, card.source, card.call, card.foot])
      expect(words).toContain(bare(one));
    expect(await pagesOf(path)).toBe(1);
    const { width, height } = await sharp(
      await renderPdfPage({ path, page: 1, width: 1_480 }),
    ).metadata();
    expect(height! / width!).toBeCloseTo(210 / 148, 2);
  });

  test('has the code of its address, every square in its place', async () => {
    const path = await put('ma.pdf', card);
    const picture = sharp(await renderPdfPage({ path, page: 1, width: 1_480 }));
    const { size } = card.code;
    // 12 mm from the left and from the foot, 48 mm wide; ten pixels a millimetre.
    const drawn = picture.extract({ left: 120, top: 2_100 - 120 - 480, width: 480, height: 480 });
    const wanted = sharp(Buffer.from(qrCodeSvg(card.code)));
    expect(await modulesIn(sharp(await drawn.png().toBuffer()), size)).toBe(
      await modulesIn(wanted, size),
    );
  });
});

describe('a poster', () => {
  test('of a long text has smaller letters, and still one page with its code', async () => {
    const text = Array.from({ length: 14 }, (_, i) => `Đoạn ${i}. ${card.text[0]!.repeat(3)}`);
    const path = await put('a3.pdf', { ...card, size: 'a3', text });
    expect(await pagesOf(path)).toBe(1);
    const words = await wordsOf(path);
    for (const one of [...text, card.call]) expect(words).toContain(bare(one));
  });

  test('that no letters are small enough for loses no word', async () => {
    const words20 = (i: number): string =>
      Array.from({ length: 20 }, (_, j) => `chữ${i * 20 + j}`).join(' ');
    const text = Array.from({ length: 90 }, (_, i) => words20(i));
    const path = await put('dai.pdf', { ...card, text });
    expect(await pagesOf(path)).toBeGreaterThan(1);
    const words = await wordsOf(path);
    expect(
      Array.from({ length: 1_800 }, (_, n) => `chữ${n}`).filter((one) => !words.includes(one)),
    ).toEqual([]);
  });
});
