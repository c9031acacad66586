import type { ColourPicture } from '../recognise/coloured-ink.ts';
import type { GreyPicture } from '../recognise/grey-picture.ts';
import { closed, largestLightPart, opened, partingGrey, type LightPart } from './morphology.ts';
import {
  anglesOf,
  areaOf,
  clockwise,
  crossing,
  distance,
  fourAround,
  hullOf,
  type Point,
  type Quad,
} from './quad.ts';

/** Long side of the copy in which a page is looked for: an edge is found there to a thousandth. */
const SIDE = 640;
/** Letters are narrower than twice this there. */
const LETTER = 5;
/** Shares of the picture that a page may take. */
const LEAST_AREA = 0.18;
const MOST_AREA = 0.97;
/** Of the edge of the picture, that the page may touch: where more, it goes on outside. */
const MOST_AT_EDGE = 0.01;
/** A page of four sides is its own hull, and four corners around that add almost nothing. */
const MOST_ADDED = 1.035;
/** Dark pictures on a page, and shadows. */
const LEAST_FILLED = 0.55;
const [LEAST_ANGLE, MOST_ANGLE] = [50, 130];
/** A side is seen where paper and ground differ by so much, in so much of its length. */
const CONTRAST = 14;
const SEEN = 0.9;
/** Fine strokes outside are letters: then what was found is not the whole page. */
const STROKE = 40;
const MOST_STROKES = 0.02;
/** Grounds that differ more than this from one side to the picture's edge are no ground. */
const OTHER_GROUND = 60;
/** Thresholds that are tried, of the grey that parts best. */
const SHARES = [1, 0.88, 1.12];

type See = (r: number, g: number, b: number) => number;
/** In its weakest colour paper stands out from wood and cloth; luma (Rec. 601) for all else. */
const WAYS_OF_SEEING: readonly See[] = [
  (r, g, b) => Math.min(r, g, b),
  (r, g, b) => (299 * r + 587 * g + 114 * b + 500) / 1_000,
];

/** A small copy: each pixel the average of a block of the picture. */
function shrunk({ width, height, pixels, channels }: ColourPicture): ColourPicture {
  const block = Math.max(1, Math.max(width, height) / SIDE);
  const [across, down] = [
    Math.max(1, Math.floor(width / block)),
    Math.max(1, Math.floor(height / block)),
  ];
  const sums = new Uint32Array(across * down * 4);
  const column = Uint32Array.from({ length: width }, (_, x) => Math.floor(x / block));
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / block);
    for (let x = 0; x < width; x++, i += channels) {
      if (row >= down || column[x]! >= across) continue;
      const o = (row * across + column[x]!) * 4;
      sums[o]! += pixels[i]!;
      sums[o + 1]! += pixels[i + 1]!;
      sums[o + 2]! += pixels[i + 2]!;
      sums[o + 3]!++;
    }
  }
  const small = new Uint8Array(across * down * 3);
  for (let o = 0, i = 0; o < sums.length; o += 4, i += 3)
    for (let k = 0; k < 3; k++) small[i + k] = sums[o + k]! / sums[o + 3]!;
  return { width: across, height: down, pixels: small, channels: 3 };
}

function seen({ width, height, pixels, channels }: ColourPicture, see: See): GreyPicture {
  const grey = new Uint8Array(width * height);
  for (let at = 0, i = 0; at < grey.length; at++, i += channels)
    grey[at] = see(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
  return { width, height, pixels: grey };
}

/** The line that fits points best, moved outwards until hardly any lies beyond it. */
function fittedSide(points: readonly Point[], a: Point, b: Point): [Point, Point] {
  const n = points.length;
  if (n < 8) return [a, b];
  const mx = points.reduce((sum, p) => sum + p.x, 0) / n;
  const my = points.reduce((sum, p) => sum + p.y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const p of points) {
    xx += (p.x - mx) ** 2;
    xy += (p.x - mx) * (p.y - my);
    yy += (p.y - my) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  // Clockwise on a screen: outside is to the left of the way from a to b.
  const sign = dx * (b.x - a.x) + dy * (b.y - a.y) >= 0 ? 1 : -1;
  const [ox, oy] = [sign * dy, -sign * dx];
  const beyond = points.map((p) => (p.x - mx) * ox + (p.y - my) * oy).toSorted((p, q) => p - q);
  const out = beyond[Math.floor(n * 0.95)]!;
  const at = { x: mx + ox * out, y: my + oy * out };
  return [at, { x: at.x + dx * 100, y: at.y + dy * 100 }];
}

const offLine = (p: Point, a: Point, b: Point): { away: number; along: number } => {
  const length = distance(a, b);
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  return {
    away: Math.abs((p.x - a.x) * uy - (p.y - a.y) * ux),
    along: ((p.x - a.x) * ux + (p.y - a.y) * uy) / length,
  };
};

/** Each side laid anew through the rim of the paper beside it. */
function refined(quad: Quad, rim: readonly Point[]): Quad | null {
  const sides = quad.map((a, i) => {
    const b = quad[(i + 1) % 4]!;
    const beside = rim.filter((p) => {
      const { away, along } = offLine(p, a, b);
      return away < SIDE / 60 && along > 0.06 && along < 0.94;
    });
    return fittedSide(beside, a, b);
  });
  const corners = sides.map((side, i) => crossing(...sides[(i + 3) % 4]!, ...side));
  return corners.includes(null) ? null : (corners as unknown as Quad);
}

const SAMPLES = 60;
const at = ({ width, height, pixels }: GreyPicture, x: number, y: number): number | null =>
  x < 0 || y < 0 || x >= width || y >= height
    ? null
    : pixels[Math.floor(y) * width + Math.floor(x)]!;

/** Lightness on both sides of one side, so many pixels away from it. */
function besideOf(picture: GreyPicture, a: Point, b: Point, away: number): [number, number][] {
  const length = distance(a, b);
  const [ox, oy] = [((b.y - a.y) / length) * away, (-(b.x - a.x) / length) * away];
  return Array.from({ length: SAMPLES }, (_, i) => {
    const t = (i + 0.5) / SAMPLES;
    const [x, y] = [a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t];
    return [at(picture, x - ox, y - oy), at(picture, x + ox, y + oy)] as const;
  }).filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Every side parts light paper from a ground that is darker and goes on to the picture's edge. */
function sidesSeen(picture: GreyPicture, quad: Quad): boolean {
  return quad.every((a, i) => {
    const b = quad[(i + 1) % 4]!;
    const pairs = besideOf(picture, a, b, 4);
    const differing = pairs.filter(([inside, outside]) => inside - outside >= CONTRAST);
    if (pairs.length < SAMPLES * 0.8 || differing.length < pairs.length * SEEN) return false;
    const ground = median(pairs.map(([, outside]) => outside));
    const further = besideOf(picture, a, b, 12).map(([, outside]) => outside);
    return further.length < SAMPLES / 2 || Math.abs(median(further) - ground) <= OTHER_GROUND;
  });
}

/** Whether a point lies inside or so near to the sides. */
function isInside(quad: Quad, lengths: readonly number[], x: number, y: number, margin: number) {
  for (let i = 0; i < 4; i++) {
    const a = quad[i]!;
    const b = quad[(i + 1) % 4]!;
    if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) <= -margin * lengths[i]!) return false;
  }
  return true;
}

/** The share of what lies outside that looks like letters, dark on light or light on dark. */
function strokesOutside(picture: GreyPicture, quad: Quad): number {
  const without = [closed(picture, LETTER), opened(picture, LETTER)];
  const lengths = quad.map((a, i) => distance(a, quad[(i + 1) % 4]!));
  let [outside, strokes] = [0, 0];
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      if (isInside(quad, lengths, x + 0.5, y + 0.5, LETTER + 2)) continue;
      outside++;
      const i = y * picture.width + x;
      const own = picture.pixels[i]!;
      if (without[0]!.pixels[i]! - own > STROKE || own - without[1]!.pixels[i]! > STROKE) strokes++;
    }
  return outside === 0 ? 0 : strokes / outside;
}

/** Whether a light part may be a page: inside the picture, large enough, filled. */
const mayBePage = ({ pixels, atEdge }: LightPart, { width, height }: GreyPicture): boolean =>
  pixels >= width * height * LEAST_AREA &&
  pixels <= width * height * MOST_AREA &&
  atEdge <= (width + height) * 2 * MOST_AT_EDGE;

function quadOf(part: LightPart): Quad | null {
  const hull = hullOf(part.rim);
  const four = fourAround(hull);
  if (four === null) return null;
  const [area, hullArea] = [areaOf(four), areaOf(hull)];
  if (area > hullArea * MOST_ADDED || part.pixels < hullArea * LEAST_FILLED) return null;
  const quad = refined(clockwise(four), part.rim);
  if (quad === null || anglesOf(quad).some((angle) => angle < LEAST_ANGLE || angle > MOST_ANGLE))
    return null;
  return quad;
}

function pageIn(picture: GreyPicture): Quad | null {
  const plain = closed(picture, LETTER);
  const parting = partingGrey(plain);
  for (const share of SHARES) {
    const part = largestLightPart(plain, Math.min(254, parting * share));
    if (!mayBePage(part, picture)) continue;
    const quad = quadOf(part);
    if (quad !== null && sidesSeen(plain, quad)) return quad;
  }
  return null;
}

/**
 * The corners of the sheet of paper in a photograph, in its pixels, clockwise from the top left;
 * null where its four sides are not all surely seen, or something written lies outside them.
 */
export function findPage(picture: ColourPicture): Quad | null {
  const small = shrunk(picture);
  const scale = Math.max(1, Math.max(picture.width, picture.height) / SIDE);
  for (const see of WAYS_OF_SEEING) {
    const grey = seen(small, see);
    const quad = pageIn(grey);
    if (quad === null || strokesOutside(grey, quad) > MOST_STROKES) continue;
    return quad.map(({ x, y }) => ({ x: x * scale, y: y * scale })) as unknown as Quad;
  }
  return null;
}
