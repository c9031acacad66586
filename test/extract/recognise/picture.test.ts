import { afterAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { greyOfColours } from '#server/ingest/extract/recognise/coloured-ink.ts';
import { evenLight } from '#server/ingest/extract/recognise/even-light.ts';
import {
  scalePicture,
  scaleRegion,
  type GreyPicture,
} from '#server/ingest/extract/recognise/grey-picture.ts';
import { loadPicture } from '#server/ingest/extract/recognise/load-picture.ts';
import { findSkew } from '#server/ingest/extract/recognise/skew.ts';
import {
  boxAsShown,
  mirrorPicture,
  straightenPicture,
  turnPicture,
} from '#server/ingest/extract/recognise/turning.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

const pictureOf = (
  width: number,
  height: number,
  greyOf: (x: number, y: number) => number,
): GreyPicture => ({
  width,
  height,
  pixels: Uint8Array.from({ length: width * height }, (_, i) =>
    greyOf(i % width, Math.floor(i / width)),
  ),
});

/** Lines of short strokes, as letters are. */
const LINED = pictureOf(600, 800, (x, y) =>
  y % 40 < 12 && x % 12 < 6 && x > 60 && x < 540 ? 0 : 255,
);

describe('a picture in another size', () => {
  test('shrinks by averages', () => {
    const small = scalePicture(
      pictureOf(4, 2, (x) => (x < 2 ? 0 : 200)),
      2,
      1,
    );
    expect([...small.pixels]).toEqual([0, 200]);
    expect([
      ...scalePicture(
        pictureOf(3, 1, (x) => x * 100),
        2,
        1,
      ).pixels,
    ]).toEqual([33, 167]);
  });

  test('grows evenly', () => {
    const large = scalePicture(
      pictureOf(2, 1, (x) => x * 100),
      4,
      1,
    );
    expect([...large.pixels.subarray(1, 3)]).toEqual([25, 75]);
  });

  test('is white beyond its edges', () => {
    const black = pictureOf(2, 2, () => 0);
    const region = { left: -2, top: 0, right: 2, bottom: 2 };
    expect([...scaleRegion(black, region, 2, 1)]).toEqual([255, 0]);
  });
});

describe('a tilt', () => {
  test.each([-5.5, -1.2, 0.7, 3])('of %f degrees is found and undone', (degrees) => {
    const found = findSkew(straightenPicture(LINED, -degrees));
    expect(Math.abs(found - degrees)).toBeLessThanOrEqual(0.15);
  });

  test('of nothing is none', () => {
    expect(findSkew(LINED)).toBe(0);
    expect(findSkew(pictureOf(300, 300, () => 255))).toBe(0);
    expect(findSkew(pictureOf(300, 300, () => 0))).toBe(0);
    expect(findSkew(pictureOf(1, 1, () => 0))).toBe(0);
  });

  test('is not hidden by a black edge of the scan', () => {
    const tilted = straightenPicture(LINED, -2);
    const edged = {
      ...tilted,
      pixels: Uint8Array.from(tilted.pixels, (grey, i) => (i < 600 * 30 ? 0 : grey)),
    };
    expect(Math.abs(findSkew(edged) - 2)).toBeLessThanOrEqual(0.15);
  });
});

describe('a turn', () => {
  const marked = pictureOf(30, 20, (x, y) => (x === 4 && y === 3 ? 0 : 255));
  const markOf = ({ width, pixels }: GreyPicture) => {
    const at = pixels.indexOf(0);
    return { x: at % width, y: Math.floor(at / width) };
  };

  test.each([0, 90, 180, 270] as const)('by %d degrees keeps where things are shown', (turn) => {
    for (const mirrored of [false, true]) {
      const turned = turnPicture(marked, turn);
      const { x, y } = markOf(mirrored ? mirrorPicture(turned) : turned);
      const turning = { width: 30, height: 20, turn, mirrored, skew: 0 };
      expect(boxAsShown(turning, [x, y, 1, 1])).toEqual([4, 3, 1, 1]);
    }
  });

  test('by a few degrees too', () => {
    const spot = pictureOf(400, 300, (x, y) => (x > 300 && x < 310 && y > 40 && y < 50 ? 0 : 255));
    const level = straightenPicture(spot, 4);
    const dark = level.pixels.findIndex((grey) => grey < 60);
    const turning = { width: 400, height: 300, turn: 0, mirrored: false, skew: 4 } as const;
    const [left, top] = boxAsShown(turning, [dark % 400, Math.floor(dark / 400), 1, 1]);
    expect(left).toBeGreaterThanOrEqual(300);
    expect(left).toBeLessThan(311);
    expect(top).toBeGreaterThanOrEqual(40);
    expect(top).toBeLessThan(51);
  });

  test('never gives a box outside the picture', () => {
    const turning = { width: 30, height: 20, turn: 0, mirrored: false, skew: 5 } as const;
    const [left, top, width, height] = boxAsShown(turning, [-5, -5, 50, 50]);
    expect([left, top, left + width, top + height]).toEqual([0, 0, 30, 20]);
  });
});

describe('light', () => {
  test('of a scan stays as it is', () => {
    expect(evenLight(LINED)).toBe(LINED);
  });

  test('of a photograph becomes even: paper white, ink black', () => {
    const dim = pictureOf(600, 800, (x, y) => {
      const light = 0.4 + (0.5 * x) / 600;
      return (LINED.pixels[y * 600 + x] === 0 ? 70 : 240) * light;
    });
    const even = evenLight(dim);
    expect(even.pixels[20 * 600 + 10]).toBeGreaterThan(225);
    expect(even.pixels[20 * 600 + 590]).toBeGreaterThan(225);
    expect(even.pixels[5 * 600 + 74]).toBeLessThan(70);
    expect(even.pixels[5 * 600 + 530]).toBeLessThan(70);
  });

  test('of a black picture makes no letters of it', () => {
    expect(evenLight(pictureOf(50, 50, () => 0)).pixels.every((grey) => grey < 128)).toBe(true);
  });
});

describe('coloured ink', () => {
  const coloured = (pixels: readonly (readonly [number, number, number])[]) =>
    greyOfColours({
      width: pixels.length,
      height: 1,
      pixels: Uint8Array.from(pixels.flat()),
      channels: 3,
    });
  const BLACK = [20, 20, 20] as const;

  test('of seals and signatures is left out, black stays', () => {
    const page = [BLACK, BLACK, BLACK, BLACK, [210, 40, 50], [60, 70, 200]] as const;
    const { pixels } = coloured(page);
    expect([...pixels]).toEqual([20, 20, 20, 20, 255, 255]);
  });

  test('stays where the page is printed in colour', () => {
    const { pixels } = coloured([BLACK, [210, 40, 50], [210, 40, 50]]);
    expect(pixels[1]).toBeLessThan(110);
  });
});

describe('a picture that is loaded', () => {
  const folder = makeFolder();
  afterAll(() => folder.remove());
  /** 40 × 20 pixels, black at the left. */
  const stored = () =>
    sharp(Buffer.from(Array.from({ length: 800 }, (_, i) => (i % 40 < 10 ? 0 : 255))), {
      raw: { width: 40, height: 20, channels: 1 },
    });

  test.each([
    [1, 40, 20, 0],
    [2, 40, 20, 39],
    [6, 20, 40, 0],
    [8, 20, 40, 20 * 39],
  ])(
    'with EXIF orientation %d stands as it is shown',
    async (orientation, width, height, black) => {
      const bytes = await stored().withMetadata({ orientation }).png().toBuffer();
      const picture = await loadPicture({ path: folder.put('a.png', bytes) });
      expect(picture).toMatchObject({ width, height });
      expect(picture.pixels[black]).toBeLessThan(20);
    },
  );
});
