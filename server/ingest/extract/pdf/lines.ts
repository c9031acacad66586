import type { Glyph } from './glyph-reader.ts';

/** Where something stands in the direction of its text: u along the line, v from line to line. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Signs without a blank between them. */
export interface Word extends Box {
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
  readonly font: string;
  readonly mark: number;
  readonly artifact: boolean;
}

/** Words on one baseline, from left to right, whatever stands between them. */
export interface Row extends Box {
  readonly words: readonly Word[];
  readonly baseline: number;
  readonly size: number;
}

/** Words on one baseline within one column. */
export interface Line extends Row {
  readonly text: string;
  /** What the tags of the file say of it, where they are followed. */
  readonly tag?: 'begins' | 'goes-on';
}

/** Lines below each other in one column, or one row of a table with the lines of its cells. */
export type Block<L = Line> =
  | { readonly kind: 'lines'; readonly lines: readonly L[] }
  | { readonly kind: 'row'; readonly cells: readonly (readonly L[])[] };

interface Placed {
  readonly glyph: Glyph;
  /** Place in the order of drawing. */
  readonly index: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

/** A few signs drawn one after the other without a blank or a jump. */
interface Piece {
  /** In the order of drawing; all the piece's own. */
  readonly signs: Placed[];
  readonly left: number;
  right: number;
  readonly baseline: number;
  readonly size: number;
}

interface OpenRow {
  readonly pieces: Piece[];
  readonly baseline: number;
  readonly size: number;
}

/** Of the size: a wider gap parts words. */
const WORD_GAP = 0.11;
/** Degrees. */
const ASKEW = 3;
/** Of the size: how far baselines of one row lie apart. */
const SAME_ROW = 0.2;
/** Signs that fill the place of a word: what is typed or stamped over them stands in their stead. */
const FILLER = /^[.…_·‥]+$/u;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** The page turned so that text of one direction runs from left to right and down. */
const turned = (glyph: Glyph, index: number, [cos, sin]: readonly [number, number]): Placed => ({
  glyph,
  index,
  left: glyph.x * cos + glyph.y * sin,
  right: glyph.endX * cos + glyph.endY * sin,
  baseline: glyph.y * cos - glyph.x * sin,
});

const follows = (before: Placed, { glyph, index, left, baseline }: Placed): boolean =>
  !glyph.spaced &&
  index === before.index + 1 &&
  Math.abs(baseline - before.baseline) < 0.02 * glyph.size &&
  Math.abs(glyph.size - before.glyph.size) < 0.1 * glyph.size &&
  Math.abs(left - before.right) < WORD_GAP * glyph.size &&
  // A twin of a narrow sign begins nearly where the first one ends.
  !(glyph.text === before.glyph.text && left - before.left < 0.5 * (before.right - before.left));

function piecesOf(signs: readonly Placed[]): Piece[] {
  const pieces: Piece[] = [];
  for (const sign of signs) {
    const piece = pieces.at(-1);
    const before = piece?.signs.at(-1);
    if (piece !== undefined && before !== undefined && follows(before, sign)) {
      piece.signs.push(sign);
      piece.right = Math.max(piece.right, sign.right);
    } else
      pieces.push({
        signs: [sign],
        left: Math.min(sign.left, sign.right),
        right: Math.max(sign.left, sign.right),
        baseline: sign.baseline,
        size: sign.glyph.size,
      });
  }
  return pieces;
}

/** Pieces by baseline; small raised or lowered ones (m², notes) go to the row that they touch. */
function rowsOf(pieces: readonly Piece[]): OpenRow[] {
  const rows: OpenRow[] = [];
  for (const piece of pieces.toSorted((a, b) => a.baseline - b.baseline)) {
    const row = rows
      .slice(-6)
      .findLast(
        (r) =>
          Math.abs(r.baseline - piece.baseline) <= SAME_ROW * Math.min(r.size, piece.size) &&
          Math.max(r.size, piece.size) < 3 * Math.min(r.size, piece.size),
      );
    if (row === undefined)
      rows.push({ pieces: [piece], baseline: piece.baseline, size: piece.size });
    else row.pieces.push(piece);
  }
  const near = (piece: Piece, i: number): OpenRow | undefined =>
    [i - 2, i - 1, i + 1, i + 2]
      .map((n) => rows[n])
      .find(
        (r) =>
          r !== undefined &&
          piece.size < 0.8 * r.size &&
          Math.abs(r.baseline - piece.baseline) < 0.55 * r.size &&
          r.pieces.length < 2_000 &&
          r.pieces.some(
            (p) =>
              Math.abs(piece.left - p.right) < 0.3 * r.size ||
              Math.abs(p.left - piece.right) < 0.3 * r.size,
          ),
      );
  const moved = rows.map((row, i) => row.pieces.map((piece) => near(piece, i) ?? row));
  const result = rows.map((row): OpenRow => ({ ...row, pieces: [] }));
  const place = new Map(rows.map((row, i) => [row, result[i]!]));
  rows.forEach((row, i) =>
    row.pieces.forEach((piece, k) => place.get(moved[i]![k]!)!.pieces.push(piece)),
  );
  return result.filter((row) => row.pieces.length > 0);
}

/**
 * The same sign drawn again a hair's breadth beside the first to make it look bold. The second l of
 * “ll” stands a whole sign further on.
 */
const isTwin = (a: Placed, b: Placed): boolean =>
  a.glyph.text === b.glyph.text &&
  Math.abs(a.left - b.left) <
    Math.max(0.06 * a.glyph.size, Math.min(0.2 * a.glyph.size, 0.5 * (a.right - a.left))) &&
  Math.abs(a.baseline - b.baseline) < 0.2 * a.glyph.size &&
  Math.abs(a.glyph.size - b.glyph.size) < 0.2 * a.glyph.size;

/** From left to right; of twins the one drawn first. */
function orderSigns(row: OpenRow): readonly Placed[] {
  const pieces = row.pieces.toSorted(
    (a, b) => a.left - b.left || a.signs[0]!.index - b.signs[0]!.index,
  );
  const overlap = pieces.some(
    (piece, i) => i > 0 && piece.left < pieces[i - 1]!.right - 0.1 * row.size,
  );
  const signs = pieces.flatMap((p) => p.signs);
  if (!overlap) return signs;
  const sorted = signs.toSorted((a, b) => a.left - b.left || a.index - b.index);
  const kept: Placed[] = [];
  for (const sign of sorted) {
    let twin = -1;
    for (let k = kept.length - 1; k >= Math.max(0, kept.length - 8) && twin < 0; k--)
      if (isTwin(kept[k]!, sign)) twin = k;
    if (twin < 0) kept.push(sign);
    else if (sign.index < kept[twin]!.index) kept[twin] = sign;
  }
  const clear = withoutCovered(kept);
  if (!areMixed(clear)) return clear;
  // One text printed over another: each stays whole.
  const left = new Set(clear);
  return signs.filter((sign) => left.has(sign));
}

/** Signs of different strings lie on each other, again and again. */
const areMixed = (signs: readonly Placed[]): boolean =>
  signs.filter(
    (sign, i) =>
      i > 0 &&
      Math.abs(sign.index - signs[i - 1]!.index) > 1 &&
      signs[i - 1]!.right - sign.left > 0.4 * Math.min(sign.right - sign.left, sign.glyph.size),
  ).length > 2;

/** Dots and strokes of a blank to fill in, where something stands over them. */
function withoutCovered(signs: readonly Placed[]): readonly Placed[] {
  const covered = signs.map((sign, i) => {
    if (!FILLER.test(sign.glyph.text)) return false;
    for (let k = Math.max(0, i - 4); k <= Math.min(signs.length - 1, i + 4); k++) {
      const other = signs[k]!;
      if (FILLER.test(other.glyph.text)) continue;
      const shared = Math.min(sign.right, other.right) - Math.max(sign.left, other.left);
      if (shared > 0.4 * (sign.right - sign.left)) return true;
    }
    return false;
  });
  if (!covered.includes(true)) return signs;
  // The whole blank is filled: its dots before and behind what stands in it go, too.
  const filled = new Set<number>();
  const texts = new Map(signs.map(({ index, glyph }) => [index, glyph.text]));
  const spread = (from: number, step: 1 | -1): void => {
    for (let k = from; !filled.has(k) && FILLER.test(texts.get(k) ?? ''); k += step) filled.add(k);
  };
  signs.forEach((sign, i) => {
    if (covered[i] !== true || filled.has(sign.index)) return;
    spread(sign.index, 1);
    spread(sign.index - 1, -1);
  });
  return signs.filter((sign) => !filled.has(sign.index));
}

/** Letters set apart for looks (`Đ I Ề U`) are one word: what counts is the gap beyond the usual. */
function usualGap(signs: readonly Placed[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < signs.length; i++)
    if (!signs[i]!.glyph.spaced)
      gaps.push((signs[i]!.left - signs[i - 1]!.right) / signs[i]!.glyph.size);
  if (gaps.length < 4) return 0;
  const median = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
  return median > 0.08 && median < 0.6 ? median : 0;
}

function wordOf(signs: readonly Placed[]): Word {
  const first = signs[0]!;
  const largest = signs.reduce((most, s) => (s.glyph.size > most.glyph.size ? s : most), first);
  const size = largest.glyph.size;
  return {
    text: inReadingOrder(signs.map((s) => s.glyph.text)),
    left: signs.reduce((least, s) => Math.min(least, s.left, s.right), Infinity),
    right: signs.reduce((most, s) => Math.max(most, s.left, s.right), -Infinity),
    top: largest.baseline - 0.8 * size,
    bottom: largest.baseline + 0.2 * size,
    baseline: largest.baseline,
    size,
    font: largest.glyph.font,
    mark: first.glyph.mark,
    artifact: signs.every((s) => s.glyph.artifact),
  };
}

/** Hebrew and Arabic stand on the page from right to left; numbers among them do not. */
function inReadingOrder(texts: readonly string[]): string {
  const whole = texts.join('');
  if (!RIGHT_TO_LEFT.test(whole)) return whole;
  return texts
    .toReversed()
    .join('')
    .replace(/[\p{Nd}A-Za-z][\p{Nd}A-Za-z.,:/-]*/gu, (run) => [...run].toReversed().join(''));
}

function rowOf(open: OpenRow): Row {
  const signs = orderSigns(open);
  const usual = usualGap(signs);
  const words: Word[] = [];
  let current: Placed[] = [];
  const end = (): void => {
    if (current.length > 0) words.push(wordOf(current));
    current = [];
  };
  for (const sign of signs) {
    const before = current.at(-1);
    if (before !== undefined) {
      const gap = (sign.left - before.right) / Math.min(sign.glyph.size, before.glyph.size);
      const blank = sign.glyph.spaced && sign.index === before.index + 1;
      // Another string printed over the first begins a word of its own.
      const jumps = gap < -0.5 && Math.abs(sign.index - before.index) > 1;
      if (jumps || (blank && (usual === 0 || gap > usual + 0.05)) || gap > usual + WORD_GAP) end();
    }
    current.push(sign);
  }
  end();
  return { ...around(words), words, baseline: open.baseline, size: open.size };
}

/** Words of one line as they are read: those of a line in Arabic or Hebrew from the right. */
export const textOfWords = (words: readonly Word[]): string =>
  (words.filter((w) => RIGHT_TO_LEFT.test(w.text)).length * 2 > words.length
    ? words.toReversed()
    : words
  )
    .map((w) => w.text)
    .join(' ');

export function lineOf(words: readonly Word[]): Line {
  const sizes = new Map<number, number>();
  for (const { size, text } of words) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  const [size] = [...sizes].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  const baseline = words.find((w) => w.size === size)!.baseline;
  return { ...around(words), words, text: textOfWords(words), baseline, size };
}

/** The smallest box around boxes; of none an empty one. */
export function around(boxes: readonly Box[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.left);
    right = Math.max(right, box.right);
    top = Math.min(top, box.top);
    bottom = Math.max(bottom, box.bottom);
  }
  return { left, right, top, bottom };
}

const directionOf = ({ x, y, endX, endY }: Glyph): number =>
  endX === x && endY === y ? 0 : Math.round(Math.atan2(endY - y, endX - x) / (Math.PI / 180));

export interface TurnedRows {
  /** Degrees clockwise that the text runs away from the page's own direction. */
  readonly direction: number;
  readonly signs: number;
  readonly rows: readonly Row[];
}

/** Recognised text that lies under letters which are drawn as well says the same again. */
function withoutShadows(glyphs: readonly Glyph[]): readonly Glyph[] {
  if (!glyphs.some((g) => g.invisible) || !glyphs.some((g) => !g.invisible)) return glyphs;
  const cell = (x: number, y: number): string => `${Math.round(x / 6)} ${Math.round(y / 6)}`;
  const inked = new Set<string>();
  for (const g of glyphs)
    if (!g.invisible)
      for (const dx of [-6, 0, 6])
        for (const dy of [-6, 0, 6])
          inked.add(cell((g.x + g.endX) / 2 + dx, (g.y + g.endY) / 2 + dy));
  return glyphs.filter(
    (g) => !g.invisible || !inked.has(cell((g.x + g.endX) / 2, (g.y + g.endY) / 2)),
  );
}

/** Lines of a scan lie a little askew: directions near a commoner one count as that one. */
function directionsOf(glyphs: readonly Glyph[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const glyph of glyphs) {
    const direction = directionOf(glyph);
    counts.set(direction, (counts.get(direction) ?? 0) + 1);
  }
  const common: number[] = [];
  const known = new Map<number, number>();
  for (const [direction] of [...counts].toSorted((a, b) => b[1] - a[1])) {
    const near = common.find((other) => Math.abs(other - direction) <= ASKEW);
    if (near === undefined) common.push(direction);
    known.set(direction, near ?? direction);
  }
  return known;
}

/** The rows of a page, apart for every direction of text; the commonest direction first. */
export function readRows(drawn: readonly Glyph[]): TurnedRows[] {
  const glyphs = withoutShadows(drawn);
  const directions = directionsOf(glyphs);
  const byDirection = new Map<number, Placed[]>();
  glyphs.forEach((glyph, index) => {
    const direction = directions.get(directionOf(glyph))!;
    const known = byDirection.get(direction);
    const radians = (direction * Math.PI) / 180;
    const placed = turned(glyph, index, [Math.cos(radians), Math.sin(radians)]);
    if (known === undefined) byDirection.set(direction, [placed]);
    else known.push(placed);
  });
  return [...byDirection]
    .map(([direction, signs]) => ({
      direction,
      signs: signs.length,
      rows: rowsOf(piecesOf(signs))
        .map(rowOf)
        .filter((row) => row.words.length > 0),
    }))
    .toSorted((a, b) => b.signs - a.signs);
}
