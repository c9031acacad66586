import type { ColourPicture } from '../recognise/coloured-ink.ts';
import type { Quad } from './quad.ts';

/** Rows 1 and 2 and the first two of row 3 of a projective map; the ninth number is 1. */
export type Homography = readonly number[];

/** Solves 8 equations in place by Gauss with the largest pivot; null where they contradict. */
function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let r = column + 1; r < n; r++)
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r;
    if (Math.abs(rows[pivot]![column]!) < 1e-12) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (let r = 0; r < n; r++) {
      if (r === column) continue;
      const row = rows[r]!;
      const factor = row[column]! / top[column]!;
      if (factor === 0) continue;
      for (let c = column; c <= n; c++) row[c]! -= factor * top[c]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/**
 * The projective map that takes a rectangle of this size, from its top left corner clockwise, to
 * four corners (Hartley and Zisserman, Multiple View Geometry, 2.3). Null for corners on one line.
 */
export function homographyTo(quad: Quad, width: number, height: number): Homography | null {
  const from = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  return solve(
    from.flatMap(([u, v], i) => {
      const { x, y } = quad[i]!;
      return [
        [u, v, 1, 0, 0, 0, -u * x, -v * x, x],
        [0, 0, 0, u, v, 1, -u * y, -v * y, y],
      ];
    }),
  );
}

export const mapPoint = (h: Homography, u: number, v: number): { x: number; y: number } => {
  const w = h[6]! * u + h[7]! * v + 1;
  return { x: (h[0]! * u + h[1]! * v + h[2]!) / w, y: (h[3]! * u + h[4]! * v + h[5]!) / w };
};

/** The picture as seen through a map, each pixel of four around it; its edge goes on outside. */
export function warp(
  { width, height, pixels, channels }: ColourPicture,
  h: Homography,
  across: number,
  down: number,
): ColourPicture {
  const out = new Uint8Array(across * down * 3);
  for (let v = 0, o = 0; v < down; v++)
    for (let u = 0; u < across; u++, o += 3) {
      const w = h[6]! * (u + 0.5) + h[7]! * (v + 0.5) + 1;
      const x = (h[0]! * (u + 0.5) + h[1]! * (v + 0.5) + h[2]!) / w - 0.5;
      const y = (h[3]! * (u + 0.5) + h[4]! * (v + 0.5) + h[5]!) / w - 0.5;
      const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
      const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
      const right = Math.min(width - 1, left + 1);
      const below = Math.min(height - 1, top + 1);
      const fx = Math.min(1, Math.max(0, x - left));
      const fy = Math.min(1, Math.max(0, y - top));
      const a = (top * width + left) * channels;
      const b = (top * width + right) * channels;
      const c = (below * width + left) * channels;
      const d = (below * width + right) * channels;
      for (let k = 0; k < 3; k++) {
        const upper = pixels[a + k]! + (pixels[b + k]! - pixels[a + k]!) * fx;
        const lower = pixels[c + k]! + (pixels[d + k]! - pixels[c + k]!) * fx;
        out[o + k] = upper + (lower - upper) * fy + 0.5;
      }
    }
  return { width: across, height: down, pixels: out, channels: 3 };
}
