import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export const toMatrix = (numbers: ArrayLike<unknown>): Matrix => [
  Number(numbers[0]),
  Number(numbers[1]),
  Number(numbers[2]),
  Number(numbers[3]),
  Number(numbers[4]),
  Number(numbers[5]),
];

/** First `b`, then `a`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** A straight line drawn along or across the page, in points from its top left corner. */
export interface Rule {
  readonly across: boolean;
  /** Its y when it goes across, else its x. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A page with more is a drawing, no table. */
export const MAX_RULES = 5_000;
/** A thinner filled box is a line. */
const THIN = 3;
const SHORTEST = 4;

const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS = new Set<number>([OPS.fill, OPS.eoFill]);

type Point = readonly [number, number];

function addLine([x1, y1]: Point, [x2, y2]: Point, rules: Rule[]): void {
  const [dx, dy] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (dy < 1 && dx >= SHORTEST)
    rules.push({ across: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
  else if (dx < 1 && dy >= SHORTEST)
    rules.push({ across: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
}

/** The path's points, a new list at every move; curves are no rules and part it. */
function* subpaths(path: ArrayLike<number>): Iterable<Point[]> {
  let points: Point[] = [];
  for (let i = 0; i < path.length;) {
    // As pdf.js packs them: 0 move, 1 line, 2 curve, 3 quadratic curve, 4 close.
    const kind = path[i++];
    if (kind === 4) {
      if (points.length > 2) points.push(points[0]!);
      continue;
    }
    if (kind !== 1) {
      yield points;
      points = [];
    }
    i += kind === 2 ? 4 : kind === 3 ? 2 : 0;
    points.push([path[i]!, path[i + 1]!]);
    i += 2;
  }
  yield points;
}

/** Adds the rules of one `constructPath`: lines drawn, and thin boxes filled. */
export function readRules(args: readonly unknown[], ctm: Matrix, rules: Rule[]): void {
  const painted = args[0] as number;
  const path = (args[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0];
  if (!path || rules.length >= MAX_RULES || path.length > 50_000) return;
  const shown = ([x, y]: Point): Point => [
    ctm[0] * x + ctm[2] * y + ctm[4],
    ctm[1] * x + ctm[3] * y + ctm[5],
  ];
  for (const points of subpaths(path)) {
    const seen = points.map(shown);
    if (STROKES.has(painted))
      for (let i = 1; i < seen.length && rules.length < MAX_RULES; i++)
        addLine(seen[i - 1]!, seen[i]!, rules);
    else if (FILLS.has(painted) && seen.length >= 4 && seen.length <= 6) {
      const xs = seen.map(([x]) => x);
      const ys = seen.map(([, y]) => y);
      const [left, right] = [Math.min(...xs), Math.max(...xs)];
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      if (bottom - top <= THIN)
        addLine([left, (top + bottom) / 2], [right, (top + bottom) / 2], rules);
      else if (right - left <= THIN)
        addLine([(left + right) / 2, top], [(left + right) / 2, bottom], rules);
    }
  }
}
