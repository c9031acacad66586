import { scaleToLongSide, type GreyPicture } from './grey-picture.ts';

/** Degrees to either side that are looked at; quarter turns are told otherwise. */
const MOST = 6;
const COARSE = 0.5;
const FINE = 0.1;
/** A smaller tilt is left alone: turning blurs. */
const LEAST = 0.2;
/** Long side of the copy that is looked at: a tenth of a degree is still two pixels there. */
const SIDE = 1_200;
/** Pixels darker than this are ink. */
const INK = 128;
/** Fewer dark pixels tell nothing. */
const LEAST_INK = 200;

/** Columns and rows of the dark pixels. */
function inkOf({ width, height, pixels }: GreyPicture): { xs: Int16Array; ys: Int16Array } {
  let count = 0;
  for (const value of pixels) if (value < INK) count++;
  const xs = new Int16Array(count);
  const ys = new Int16Array(count);
  let at = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (pixels[y * width + x]! < INK) {
        xs[at] = x;
        ys[at++] = y;
      }
  return { xs, ys };
}

/** How sharply the ink of one row differs from the next, the picture sheared by this angle. */
function sharpness(
  { xs, ys }: { xs: Int16Array; ys: Int16Array },
  degrees: number,
  rows: number,
): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const profile = new Int32Array(rows * 2);
  for (let i = 0; i < xs.length; i++) profile[Math.round(ys[i]! + xs[i]! * slope) + (rows >> 1)]!++;
  let sum = 0;
  for (let y = 1; y < profile.length; y++) sum += (profile[y]! - profile[y - 1]!) ** 2;
  return sum;
}

/**
 * Degrees, clockwise positive, by which the picture has to be turned so that its lines run level;
 * 0 for less than .2. By the projection profile that is sharpest (Postl, 1986), within ±6°.
 */
export function findSkew(picture: GreyPicture): number {
  const { picture: small } = scaleToLongSide(picture, SIDE);
  const ink = inkOf(small);
  if (ink.xs.length < LEAST_INK) return 0;
  // Room for what shearing moves up or down.
  const rows = (small.height + Math.ceil(small.width * 0.12)) * 2;
  const best = (from: number, to: number, step: number): number => {
    let found = { degrees: 0, sharp: -1 };
    for (let i = 0; i <= Math.round((to - from) / step); i++) {
      const degrees = from + i * step;
      const sharp = sharpness(ink, degrees, rows);
      if (sharp > found.sharp) found = { degrees, sharp };
    }
    return found.degrees;
  };
  const coarse = best(-MOST, MOST, COARSE);
  const fine = best(coarse - COARSE, coarse + COARSE, FINE);
  return Math.abs(fine) < LEAST ? 0 : Math.round(fine * 10) / 10;
}
