import { join } from 'node:path';
import sharp from 'sharp';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { HEAD, laidOnWhite, linesOf, readingPool } from '../../support/recognise/reading-pool.ts';

const { folder, pool } = readingPool();
const readFirst = (path: string): Promise<RecognisedPage> =>
  pool().recognise({ path, secondReader: false });

/** Sentences of the whole width. */
const lowerPart = (): Promise<Buffer> =>
  sharp(HEAD).extract({ left: 0, top: 480, width: 1_400, height: 420 }).toBuffer();

/** Letters that no Vietnamese one looks like, of strokes, each 40 wide and 60 high. */
const SCRIPTS = {
  // 日 中 王 田 土
  Chinese: [
    'M4 4h32v52h-32zM4 30h32',
    'M4 16h32v24h-32zM20 4v54',
    'M4 6h32M6 30h28M2 54h36M20 6v48',
    'M4 6h32v48h-32zM4 30h32M20 6v48',
    'M8 22h24M2 54h36M20 4v50',
  ],
  // ក ខ គ ន ត, with the signs of vowels above and below that the script has
  Khmer: [
    'M6 50V24l-4-6 10-8 8 10v30M20 28l6-8 10 8v22M14 4q6-6 12 0',
    'M6 18q4-10 12-4v28q-2 10-10 8M18 42h10q8-2 8-12V16l-6-4-5 6M12 58h18',
    'M6 50V22l14-12 14 12v28M6 34h10M14 2l6 5 6-5',
    'M4 14q10 0 10 12v12q0 12 10 12t10-12V14l-8-2M20 50q-8 10-16 6',
    'M6 50V26q0-14 14-14t14 14v24M20 12v24q-6 8-10 0M28 58q6 2 8-4',
  ],
} as const;

const foreignLine = (width: number, letters: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="80"><rect width="100%" height="100%" fill="#fff"/>${Array.from(
    { length: 20 },
    (_, i) =>
      `<path transform="translate(${60 + i * 46} 12)" d="${letters[i % letters.length]!}" fill="none" stroke="#000" stroke-width="4"/>`,
  ).join('')}</svg>`;

test('a page upside down is read as it stands', async () => {
  const path = join(folder.path, 'down.png');
  await sharp(HEAD).rotate(180).toFile(path);
  const [page, upright] = [await readFirst(path), await readFirst(HEAD)];
  expect(page).toMatchObject({ width: 1_400, height: 900, turn: 180 });
  expect(linesOf(page)).toEqual(linesOf(upright));
});

test('of two pages in one picture the left one is read before the right one', async () => {
  const path = join(folder.path, 'two.png');
  const lower = await lowerPart();
  await laidOnWhite(
    path,
    [3_000, 600],
    [
      { input: lower, left: 40, top: 90 },
      { input: lower, left: 1_560, top: 90 },
    ],
  );
  const page = await readFirst(path);
  const sides = page.lines.map(({ box }) => (box[0] + box[2] / 2 < 1_500 ? 'left' : 'right'));
  expect(sides).toEqual(sides.toSorted());
  const lines = linesOf(page);
  expect(lines.filter((line) => line.startsWith('Căn cứ Luật'))).toHaveLength(4);
});

test.each(['Chinese', 'Khmer'] as const)(
  'a line of %s is left out and told, and costs no line around it',
  async (script) => {
    const path = join(folder.path, `${script}.png`);
    const lower = await lowerPart();
    await laidOnWhite(
      path,
      [1_400, 960],
      [
        { input: lower, left: 0, top: 0 },
        { input: Buffer.from(foreignLine(1_400, SCRIPTS[script])), left: 0, top: 440 },
        { input: lower, left: 0, top: 530 },
      ],
    );
    const page = await readFirst(path);
    expect(linesOf(page).filter((line) => line.startsWith('Căn cứ Luật'))).toHaveLength(4);
    expect(page.lines).toHaveLength(16);
    expect(page.notes).toEqual(['handwriting']);
  },
);

test('a picture of 200 megapixels is read, its words where they stand in it', async () => {
  const path = join(folder.path, 'large.jpg');
  const { width, height } = await sharp(HEAD).resize({ width: 17_640 }).jpeg().toFile(path);
  expect(width * height).toBeGreaterThan(200e6);
  const page = await readFirst(path);
  expect(linesOf(page).filter((line) => line.startsWith('Căn cứ Luật'))).toHaveLength(2);
  // Boxes are of the picture as it was read, which is smaller and of the same shape.
  expect(page.width / page.height).toBeCloseTo(width / height, 2);
  const small = await readFirst(HEAD);
  const far = (of: RecognisedPage): number =>
    Math.max(...of.lines.map(({ box }) => box[0] + box[2])) / of.width;
  expect(far(page)).toBeCloseTo(far(small), 1);
});

/** Two pages: a picture that is no picture in its filter's form, then a sentence. */
const brokenScan = (filter: string): string => {
  const words = 'BT /F1 24 Tf 72 700 Td (Nghi dinh nay quy dinh chi tiet) Tj ET';
  const stream = (facts: string, bytes: string): string =>
    `<<${facts}/Length ${bytes.length}>>stream\n${bytes}\nendstream`;
  const picture = `/Type/XObject/Subtype/Image/Width 1654/Height 2339/ColorSpace/DeviceGray/BitsPerComponent ${filter === 'JBIG2Decode' ? 1 : 8}/Filter/${filter}`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>',
    stream('', 'q 595 0 0 842 0 0 cm /I Do Q'),
    stream(picture, '\x00\x00\x00\x0cjP  \r\n\x87\nhỏng'.repeat(40)),
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 8 0 R>>>>>>',
    stream('', words),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  return `%PDF-1.7\n${objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer<</Root 1 0 R/Size 9>>\n%%EOF`;
};

test.each(['JPXDecode', 'JBIG2Decode', 'DCTDecode', 'CCITTFaxDecode'])(
  'a scan that is broken within its %s is told to have no text, and the next page is read',
  async (filter) => {
    const path = folder.put(`${filter}.pdf`, Buffer.from(brokenScan(filter), 'latin1'));
    const read = (page: number) => pool().recognise({ path, page, secondReader: false });
    expect(await read(1)).toMatchObject({ lines: [], notes: ['no-text'] });
    expect(linesOf(await read(2)).join()).toMatch(/^Ngh[iị] [dđ][iị]nh/u);
  },
);
