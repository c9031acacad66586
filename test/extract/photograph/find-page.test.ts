import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { findPage } from '#server/ingest/extract/photograph/find-page.ts';
import { homographyTo, mapPoint } from '#server/ingest/extract/photograph/homography.ts';
import { distance, type Quad } from '#server/ingest/extract/photograph/quad.ts';
import { pageOf } from '#server/ingest/extract/photograph/straighten-photograph.ts';
import { pageSvg, photographOf, SOME_LINES } from '../../support/make/make-photograph.ts';

/** In a photograph twice as large. */
const quad = (...xy: readonly number[]): Quad =>
  [0, 2, 4, 6].map((i) => ({ x: xy[i]! / 2, y: xy[i + 1]! / 2 })) as unknown as Quad;

const LEANING = quad(230, 180, 985, 250, 1_060, 1_420, 120, 1_330);
/** Pixels of a photograph of 600 by 800 that a corner may be beside the true one. */
const NEAR = 3;

const farthest = (found: Quad | null, wanted: Quad): number =>
  found === null ? Infinity : Math.max(...wanted.map((p, i) => distance(p, found[i]!)));

describe('a sheet in a photograph', () => {
  test.each([
    ['leaning, on wood', { corners: LEANING }],
    ['on a light table', { corners: LEANING, ground: [176, 178, 182] as const }],
    [
      'on red cloth, in half shadow',
      { corners: LEANING, ground: [150, 40, 40] as const, shadow: 0.45 },
    ],
    [
      'turned by a fifth of a right angle',
      { corners: quad(400, 150, 1_090, 390, 780, 1_420, 110, 1_130) },
    ],
    ['of yellow paper', { corners: LEANING, page: pageSvg(SOME_LINES, '#f3e6b8') }],
    ['far away', { corners: quad(330, 420, 830, 400, 870, 1_130, 300, 1_120) }],
  ])('%s: its corners', async (_, form) => {
    expect(farthest(findPage(await photographOf(form)), form.corners)).toBeLessThan(NEAR);
  });

  test.each([
    ['fills the picture', { corners: quad(-40, -60, 1_250, -30, 1_260, 1_660, -30, 1_640) }],
    ['goes on outside', { corners: quad(230, 180, 985, 250, 1_060, 1_720, 120, 1_700) }],
    ['lies on paper of the same kind', { corners: LEANING, ground: [222, 222, 222] as const }],
    ['is small', { corners: quad(500, 700, 700, 690, 710, 960, 490, 950) }],
  ])('that %s is left as it is', async (_, form) => {
    expect(findPage(await photographOf(form))).toBeNull();
  });

  test('whose lower half is dark, with words on it, is left whole', async () => {
    const page = Buffer.from(
      pageSvg(SOME_LINES)
        .toString()
        .replace(
          '</svg>',
          `<rect y="800" width="1000" height="614" fill="#604a30"/>${Array.from(
            { length: 8 },
            (_, i) =>
              `<text x="80" y="${880 + i * 62}" font-size="40" fill="#fff">Tổ hòa giải có từ ba người trở lên</text>`,
          ).join('')}</svg>`,
        ),
    );
    expect(findPage(await photographOf({ corners: LEANING, page }))).toBeNull();
  });

  test('beside another sheet is left as it is', async () => {
    const photograph = await photographOf({
      corners: quad(60, 180, 640, 200, 660, 1_020, 40, 1_000),
    });
    const other = await photographOf({ corners: quad(720, 250, 1_150, 250, 1_150, 860, 720, 860) });
    const both = photograph.pixels.map((value, i) =>
      (i / 3) % 600 < 345 ? value : other.pixels[i]!,
    );
    expect(findPage({ ...photograph, pixels: both })).toBeNull();
  });
});

describe('the page made of it', () => {
  test('shows the sheet from above, upright, its paper white and its words where they stood', async () => {
    const page = pageOf(await photographOf({ corners: LEANING, shadow: 0.4 }))!;
    expect(page.height / page.width).toBeGreaterThan(1.15);
    const { data, info } = await sharp(page.pixels, {
      raw: { width: page.width, height: page.height, channels: 3 },
    })
      .resize({ width: 1_000, height: 1_414, fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const drawn = await sharp(pageSvg(SOME_LINES)).removeAlpha().raw().toBuffer();
    const darkness = (pixels: Buffer, x: number, y: number): number => {
      let sum = 0;
      for (let dy = 0; dy < 14; dy++)
        for (let dx = 0; dx < 14; dx++)
          sum += 255 - pixels[((y + dy) * info.width + x + dx) * 3 + 1]!;
      return sum / 196;
    };
    const cells: [number, number][] = [];
    for (let y = 40; y < 1_380; y += 14) for (let x = 40; x < 940; x += 14) cells.push([x, y]);
    const inked = (pixels: Buffer) =>
      new Set(cells.filter(([x, y]) => darkness(pixels, x, y) > 30).map(String));
    const [wanted, found] = [inked(drawn), inked(data)];
    const both = [...wanted].filter((cell) => found.has(cell)).length;
    expect(both / wanted.size).toBeGreaterThan(0.85);
    expect(found.size / wanted.size).toBeLessThan(1.4);
    // The red mark stays red, at the top left.
    const at = (140 * info.width + 150) * 3;
    expect(data[at]! - data[at + 1]!).toBeGreaterThan(80);
  });

  test('is made by a map that takes corners to corners', () => {
    const map = homographyTo(LEANING, 700, 1_000)!;
    expect(mapPoint(map, 700, 1_000).x).toBeCloseTo(530, 6);
    expect(mapPoint(map, 0, 1_000).y).toBeCloseTo(665, 6);
    expect(homographyTo(quad(0, 0, 1, 1, 2, 2, 3, 3), 10, 10)).toBeNull();
  });
});
