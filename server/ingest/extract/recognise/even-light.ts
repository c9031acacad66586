import { scalePicture, type GreyPicture } from './grey-picture.ts';

/** Cells of a page's long side in which the paper's grey is looked for. */
const CELLS = 64;
/** So many of a cell's pixels are darker than its paper. */
const PAPER = 0.85;
/** A picture is left as it is where its paper is as light and as even as this. */
const LIGHT = 225;
const EVEN = 20;
/** Paper darker than this is a picture or the desk: it is not made white. */
const DARKEST_PAPER = 60;
const WHITE = 250;
/** The darkest hundredth of a page is its ink. */
const INK = 0.01;
const BLACK = 20;

/** The grey that this share of the counted pixels are darker than. */
function greyAt(counts: Uint32Array, share: number): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let grey = 0; grey < 256; grey++) {
    seen += counts[grey]!;
    if (seen >= all * share) return grey;
  }
  return 255;
}

/** The paper's grey, cell by cell. */
function paperOf({ width, height, pixels }: GreyPicture): GreyPicture {
  const side = Math.max(8, Math.ceil(Math.max(width, height) / CELLS));
  const across = Math.ceil(width / side);
  const down = Math.ceil(height / side);
  const paper = new Uint8Array(across * down);
  const counts = new Uint32Array(256);
  for (let cy = 0; cy < down; cy++)
    for (let cx = 0; cx < across; cx++) {
      counts.fill(0);
      for (let y = cy * side; y < Math.min(height, (cy + 1) * side); y++)
        for (let x = cx * side; x < Math.min(width, (cx + 1) * side); x++)
          counts[pixels[y * width + x]!]!++;
      paper[cy * across + cx] = Math.max(DARKEST_PAPER, greyAt(counts, PAPER));
    }
  return { width: across, height: down, pixels: paper };
}

/** The lightest of each cell and those around it: a cell of bold letters is paper all the same. */
function lightestAround({ width, height, pixels }: GreyPicture): GreyPicture {
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let lightest = 0;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
          lightest = Math.max(lightest, pixels[ny * width + nx]!);
      out[y * width + x] = lightest;
    }
  return { width, height, pixels: out };
}

function countsOf(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const grey of pixels) counts[grey]!++;
  return counts;
}

/**
 * The grey of the paper around each pixel; null where it is light and even already, as in a scan.
 */
export function lightAround(picture: GreyPicture): Uint8Array | null {
  const paper = lightestAround(paperOf(picture));
  const papers = countsOf(paper.pixels);
  const uneven = greyAt(papers, 0.9) - greyAt(papers, 0.1) > EVEN;
  if (!uneven && greyAt(papers, 0.5) >= LIGHT) return null;
  return scalePicture(paper, picture.width, picture.height).pixels;
}

/** A value of a pixel, as it would be on white paper. */
export const onWhite = (value: number, around: number): number =>
  Math.min(255, (value * WHITE) / Math.max(1, around));

/**
 * A photograph with its paper made white and its ink black, by dividing it by the grey of the paper
 * around each pixel; a scan, whose paper is white and even, as it is.
 */
export function evenLight(picture: GreyPicture): GreyPicture {
  const around = lightAround(picture);
  if (around === null) return picture;
  const { width, height, pixels } = picture;
  const out = new Uint8Array(pixels.length);
  for (let i = 0; i < out.length; i++) out[i] = onWhite(pixels[i]!, around[i]!);
  const ink = greyAt(countsOf(out), INK);
  const stretch = (WHITE - BLACK) / Math.max(1, WHITE - ink);
  if (ink <= BLACK) return { width, height, pixels: out };
  for (let i = 0; i < out.length; i++)
    out[i] = Math.min(255, Math.max(0, WHITE - (WHITE - out[i]!) * stretch));
  return { width, height, pixels: out };
}
