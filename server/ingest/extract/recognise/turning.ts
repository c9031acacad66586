import type { Box, QuarterTurn } from '#server/items/recognised-page.ts';
import type { GreyPicture } from './grey-picture.ts';

/** How a picture as shown became the one that is read. */
export interface Turning {
  /** Size of the picture as shown. */
  readonly width: number;
  readonly height: number;
  /** Clockwise. */
  readonly turn: QuarterTurn;
  /** Left and right were exchanged after the turn. */
  readonly mirrored: boolean;
  /** Degrees, clockwise, by which it was straightened last, about its middle. */
  readonly skew: number;
}

/** The picture turned clockwise. */
export function turnPicture(picture: GreyPicture, turn: QuarterTurn): GreyPicture {
  if (turn === 0) return picture;
  const { width: w, height: h, pixels } = picture;
  const out = new Uint8Array(w * h);
  if (turn === 180) {
    for (let i = 0; i < out.length; i++) out[i] = pixels[out.length - 1 - i]!;
    return { width: w, height: h, pixels: out };
  }
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      out[turn === 90 ? x * h + (h - 1 - y) : (w - 1 - x) * h + y] = pixels[y * w + x]!;
  return { width: h, height: w, pixels: out };
}

/** Left and right exchanged. */
export function mirrorPicture({ width, height, pixels }: GreyPicture): GreyPicture {
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out[y * width + x] = pixels[y * width + (width - 1 - x)]!;
  return { width, height, pixels: out };
}

/** The grey between four pixels; white outside. `x` and `y` are pixel centres. */
function between({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) {
    const inside = x > -1 && y > -1 && x < width && y < height;
    return inside
      ? pixels[
          Math.min(Math.max(y0, 0), height - 1) * width + Math.min(Math.max(x0, 0), width - 1)
        ]!
      : 255;
  }
  const at = y0 * width + x0;
  const fx = x - x0;
  const top = pixels[at]! + fx * (pixels[at + 1]! - pixels[at]!);
  const below = pixels[at + width]! + fx * (pixels[at + width + 1]! - pixels[at + width]!);
  return top + (y - y0) * (below - top);
}

/** The picture turned by a few degrees, clockwise, about its middle, in the same size. */
export function straightenPicture(picture: GreyPicture, degrees: number): GreyPicture {
  if (degrees === 0) return picture;
  const { width, height } = picture;
  const out = new Uint8Array(width * height);
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const middle = { x: (width - 1) / 2, y: (height - 1) / 2 };
  for (let y = 0; y < height; y++) {
    const dy = y - middle.y;
    for (let x = 0; x < width; x++) {
      const dx = x - middle.x;
      out[y * width + x] =
        between(picture, middle.x + dx * cos + dy * sin, middle.y - dx * sin + dy * cos) + 0.5;
    }
  }
  return { width, height, pixels: out };
}

/** Where a point of the picture that is read lies on the picture as shown. */
function toShown({ width, height, turn, mirrored, skew }: Turning, x: number, y: number) {
  const quarter = turn === 90 || turn === 270;
  const [w, h] = quarter ? [height, width] : [width, height];
  const angle = (skew * Math.PI) / 180;
  const [dx, dy] = [x - w / 2, y - h / 2];
  const level = w / 2 + dx * Math.cos(angle) + dy * Math.sin(angle);
  const ty = h / 2 - dx * Math.sin(angle) + dy * Math.cos(angle);
  const tx = mirrored ? w - level : level;
  if (turn === 90) return { x: ty, y: height - tx };
  if (turn === 180) return { x: width - tx, y: height - ty };
  if (turn === 270) return { x: width - ty, y: tx };
  return { x: tx, y: ty };
}

/** The box of the picture as shown that holds a box of the picture that is read, within its edges. */
export function boxAsShown(turning: Turning, [left, top, width, height]: Box): Box {
  const corners = [
    toShown(turning, left, top),
    toShown(turning, left + width, top),
    toShown(turning, left, top + height),
    toShown(turning, left + width, top + height),
  ];
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most));
  const xs = corners.map((c) => within(c.x, turning.width));
  const ys = corners.map((c) => within(c.y, turning.height));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return [x, y, Math.max(...xs) - x, Math.max(...ys) - y];
}
