export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Four corners, clockwise from the one nearest to the top left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Twice the signed area that three points span; above 0 where they turn clockwise on a screen. */
export const turnOf = (a: Point, b: Point, c: Point): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** By the shoelace formula; points in order, either way round. */
export const areaOf = (points: readonly Point[]): number =>
  Math.abs(
    points.reduce((sum, a, i) => {
      const b = points[(i + 1) % points.length]!;
      return sum + a.x * b.y - b.x * a.y;
    }, 0),
  ) / 2;

/** Where the lines through a, b and through c, d cross; null where they run alike. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const across = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (Math.abs(across) < 1e-9) return null;
  const t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / across;
  return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
}

/** The convex hull, clockwise (Andrew's monotone chain, 1979). */
export function hullOf(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      while (chain.length >= 2 && turnOf(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** What a side costs to be left out: the area that is added, and the corner its neighbours get. */
function withoutSide(
  hull: readonly Point[],
  i: number,
): { readonly cost: number; readonly at: Point } | null {
  const n = hull.length;
  const [before, a, b, after] = [-1, 0, 1, 2].map((step) => hull[(i + step + n) % n]!) as [
    Point,
    Point,
    Point,
    Point,
  ];
  const at = crossing(before, a, b, after);
  // Neighbours that open outwards never meet beyond this side.
  if (at === null || turnOf(a, b, at) >= 0) return null;
  return { cost: areaOf([a, at, b]), at };
}

/**
 * Four corners around a convex shape: the side whose leaving out adds least goes, one after the
 * other. Null where four do not come of it.
 */
export function fourAround(hull: readonly Point[]): Point[] | null {
  let left = [...hull];
  while (left.length > 4) {
    let best: { cost: number; at: Point; i: number } | null = null;
    for (let i = 0; i < left.length; i++) {
      const found = withoutSide(left, i);
      if (found !== null && (best === null || found.cost < best.cost)) best = { ...found, i };
    }
    if (best === null) return null;
    const { at, i } = best;
    const next = (i + 1) % left.length;
    left = left.map((p, k) => (k === i ? at : p)).filter((_, k) => k !== next);
  }
  return left.length === 4 ? left : null;
}

/** The corners clockwise, the one nearest to the top left first. */
export function clockwise(points: readonly Point[]): Quad {
  const centre = {
    x: points.reduce((sum, p) => sum + p.x, 0) / points.length,
    y: points.reduce((sum, p) => sum + p.y, 0) / points.length,
  };
  const around = points.toSorted(
    (a, b) =>
      Math.atan2(a.y - centre.y, a.x - centre.x) - Math.atan2(b.y - centre.y, b.x - centre.x),
  );
  const first = around.reduce(
    (best, p, i) => (p.x + p.y < around[best]!.x + around[best]!.y ? i : best),
    0,
  );
  return [0, 1, 2, 3].map((i) => around[(first + i) % 4]!) as unknown as Quad;
}

/** Degrees of the angle at each corner. */
export const anglesOf = (quad: Quad): number[] =>
  quad.map((p, i) => {
    const [before, after] = [quad[(i + 3) % 4]!, quad[(i + 1) % 4]!];
    const [a, b] = [
      Math.atan2(before.y - p.y, before.x - p.x),
      Math.atan2(after.y - p.y, after.x - p.x),
    ];
    const between = Math.abs(a - b) * (180 / Math.PI);
    return Math.min(between, 360 - between);
  });
