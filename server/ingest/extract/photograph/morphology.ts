import type { GreyPicture } from '../recognise/grey-picture.ts';
import type { Point } from './quad.ts';

/** The most within `radius` along one direction of each line, by the block (van Herk, 1992). */
function mostAlong(
  from: Uint8Array,
  [lines, length]: readonly [number, number],
  [lineStep, step]: readonly [number, number],
  radius: number,
): Uint8Array {
  const block = 2 * radius + 1;
  const padded = Math.ceil((length + 2 * radius) / block) * block;
  const [line, forth, back] = [0, 1, 2].map(() => new Uint8Array(padded)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const out = new Uint8Array(from.length);
  for (let l = 0; l < lines; l++) {
    const begin = l * lineStep;
    for (let i = 0; i < length; i++) line[i + radius] = from[begin + i * step]!;
    for (let i = 0; i < padded; i++) {
      const before = i % block === 0 ? 0 : forth[i - 1]!;
      forth[i] = line[i]! > before ? line[i]! : before;
    }
    for (let i = padded - 1; i >= 0; i--) {
      const after = i % block === block - 1 ? 0 : back[i + 1]!;
      back[i] = line[i]! > after ? line[i]! : after;
    }
    for (let i = 0; i < length; i++) {
      const last = forth[i + 2 * radius]!;
      out[begin + i * step] = back[i]! > last ? back[i]! : last;
    }
  }
  return out;
}

function lightest({ width, height, pixels }: GreyPicture, radius: number): GreyPicture {
  const rows = mostAlong(pixels, [height, width], [width, 1], radius);
  return { width, height, pixels: mostAlong(rows, [width, height], [1, width], radius) };
}

const inverted = ({ width, height, pixels }: GreyPicture): GreyPicture => ({
  width,
  height,
  pixels: pixels.map((grey) => 255 - grey),
});

/** Without what is dark and narrower than twice the radius: letters on paper. */
export const closed = (picture: GreyPicture, radius: number): GreyPicture =>
  inverted(lightest(inverted(lightest(picture, radius)), radius));

/** Without what is light and narrower than twice the radius: letters on a dark ground. */
export const opened = (picture: GreyPicture, radius: number): GreyPicture =>
  inverted(closed(inverted(picture), radius));

/** The grey that parts light from dark best (Otsu, 1979). */
export function partingGrey({ pixels }: GreyPicture): number {
  const counts = new Float64Array(256);
  for (const grey of pixels) counts[grey]!++;
  const sum = counts.reduce((all, count, grey) => all + count * grey, 0);
  let [best, at, below, sumBelow] = [-1, 127, 0, 0];
  for (let grey = 0; grey < 256; grey++) {
    below += counts[grey]!;
    sumBelow += counts[grey]! * grey;
    const above = pixels.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, at] = [between, grey];
  }
  return at;
}

/** What hangs together and is lighter than a grey. */
export interface LightPart {
  readonly pixels: number;
  /** The first and the last pixel of it in each row and column. */
  readonly rim: readonly Point[];
  /** Pixels of it at the edge of the picture. */
  readonly atEdge: number;
}

/** The largest part lighter than `grey`, neighbours beside and above each other hanging together. */
export function largestLightPart({ width, height, pixels }: GreyPicture, grey: number): LightPart {
  const label = new Int32Array(pixels.length);
  const stack = new Int32Array(pixels.length);
  let [labels, largest, size, top] = [0, 0, 0, 0];
  const take = (at: number): void => {
    if (label[at] !== 0 || pixels[at]! <= grey) return;
    label[at] = labels;
    stack[top++] = at;
  };
  for (let seed = 0; seed < pixels.length; seed++) {
    if (label[seed] !== 0 || pixels[seed]! <= grey) continue;
    labels++;
    let count = 0;
    take(seed);
    while (top > 0) {
      const at = stack[--top]!;
      count++;
      const x = at % width;
      if (x > 0) take(at - 1);
      if (x < width - 1) take(at + 1);
      if (at >= width) take(at - width);
      if (at + width < pixels.length) take(at + width);
    }
    if (count > size) [largest, size] = [labels, count];
  }
  return { pixels: size, ...rimOf(label, largest, width, height) };
}

function rimOf(
  label: Int32Array,
  wanted: number,
  width: number,
  height: number,
): Pick<LightPart, 'rim' | 'atEdge'> {
  const rim: Point[] = [];
  let atEdge = 0;
  const isOf = (x: number, y: number): boolean => label[y * width + x] === wanted;
  for (let y = 0; y < height; y++) {
    let [first, last] = [0, width - 1];
    while (first < width && !isOf(first, y)) first++;
    while (last >= first && !isOf(last, y)) last--;
    // Edges of the paper lie between pixels.
    if (first <= last) rim.push({ x: first, y: y + 0.5 }, { x: last + 1, y: y + 0.5 });
    atEdge += (isOf(0, y) ? 1 : 0) + (isOf(width - 1, y) ? 1 : 0);
  }
  for (let x = 0; x < width; x++) {
    let [first, last] = [0, height - 1];
    while (first < height && !isOf(x, first)) first++;
    while (last >= first && !isOf(x, last)) last--;
    if (first <= last) rim.push({ x: x + 0.5, y: first }, { x: x + 0.5, y: last + 1 });
    atEdge += (isOf(x, 0) ? 1 : 0) + (isOf(x, height - 1) ? 1 : 0);
  }
  return { rim, atEdge };
}
