/** A grey picture, row by row; 0 is black, 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A part of a picture in its pixels; may reach beyond its edges, where all is white. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Which source pixels make up each target pixel along one axis, and how much each counts. */
interface Taps {
  /** The first source pixel of each target pixel. */
  readonly first: Int32Array;
  /** Source pixels of each target pixel. */
  readonly count: number;
  /** `count` weights for each target pixel. */
  readonly weights: Float32Array;
}

/** Shrinking averages all that falls into a pixel; enlarging takes the two nearest. */
function tapsOf(from: number, to: number): Taps {
  const ratio = from / to;
  const count = ratio <= 1 ? 2 : Math.ceil(ratio) + 1;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let at = 0; at < to; at++) {
    const begin = ratio <= 1 ? (at + 0.5) * ratio - 0.5 : at * ratio;
    first[at] = Math.floor(begin);
    for (let i = 0; i < count; i++) {
      const pixel = first[at]! + i;
      weights[at * count + i] =
        ratio <= 1
          ? 1 - Math.abs(pixel - begin)
          : Math.max(0, Math.min(begin + ratio, pixel + 1) - Math.max(begin, pixel)) / ratio;
    }
  }
  return { first, count, weights };
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** One row of the picture from `left`, scaled, into `out`; white outside the picture. */
function scaleRow(
  { width, pixels }: GreyPicture,
  row: number,
  left: number,
  { first, count, weights }: Taps,
  out: Float32Array,
): void {
  const begin = row * width;
  for (let x = 0; x < out.length; x++) {
    const from = left + first[x]!;
    const tap = x * count;
    let sum = 0;
    if (from >= 0 && from + count <= width) {
      const at = begin + from;
      // There are two at least; so written, it takes three quarters of the time.
      sum = weights[tap]! * pixels[at]! + weights[tap + 1]! * pixels[at + 1]!;
      for (let i = 2; i < count; i++) sum += weights[tap + i]! * pixels[at + i]!;
    } else
      for (let i = 0; i < count; i++) {
        const at = from + i;
        const grey = at < 0 || at >= width ? 255 : pixels[begin + at]!;
        sum += weights[tap + i]! * grey;
      }
    out[x] = sum;
  }
}

/**
 * A region in another size, by area averaging where it shrinks and linear between pixels where it
 * grows, as values 0 (black) to 255.
 */
export function scaleRegion(
  picture: GreyPicture,
  { left, top, right, bottom }: Region,
  width: number,
  height: number,
): Float32Array {
  const across = tapsOf(right - left, width);
  const down = tapsOf(bottom - top, height);
  const out = new Float32Array(width * height);
  // The rows that one target row is made of, each scaled once.
  const ring = Array.from({ length: down.count }, () => new Float32Array(width));
  const inRing = new Int32Array(down.count).fill(-1_000_000);
  const rowAt = (y: number): Float32Array => {
    const slot = ((y % down.count) + down.count) % down.count;
    const row = ring[slot]!;
    if (inRing[slot] === y) return row;
    inRing[slot] = y;
    if (y < 0 || y >= picture.height) row.fill(255);
    else scaleRow(picture, y, left, across, row);
    return row;
  };
  for (let y = 0; y < height; y++)
    for (let i = 0; i < down.count; i++) {
      const weight = down.weights[y * down.count + i]!;
      if (weight === 0) continue;
      const row = rowAt(top + down.first[y]! + i);
      for (let x = 0, to = y * width; x < width; x++, to++) out[to]! += weight * row[x]!;
    }
  return out;
}

/** The whole picture in another size. */
export function scalePicture(picture: GreyPicture, width: number, height: number): GreyPicture {
  const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
  const scaled = scaleRegion(picture, whole, width, height);
  const pixels = new Uint8Array(scaled.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = clamp(scaled[i]! + 0.5, 255);
  return { width, height, pixels: pixels };
}

/** The picture with its long side at this many pixels, and by how much it was scaled. */
export function scaleToLongSide(
  picture: GreyPicture,
  side: number,
): { readonly picture: GreyPicture; readonly scale: number } {
  const scale = side / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { picture: scalePicture(picture, width, height), scale };
}
