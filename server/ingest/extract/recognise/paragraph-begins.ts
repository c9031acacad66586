import type { ReadLine } from './engine.ts';

/** Where most lines of a run begin and end. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
}

/** In line heights: a gap above, what is missing at a line's end, what it is moved in. */
const GAP = 0.6;
const SHORT = 2.5;
const INDENT = 1;
/** Marks of points of a list, and heads of provisions. */
const MARKED = /^(?:[-–•+*]|\d{1,3}[.)]|[a-zđ][.)]|Điều|Chương|Mục|Phần)$/u;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/** Bounds of a run of lines: what a tenth of them reach beyond does not count. */
export const boundsOf = (lines: readonly ReadLine[]): Bounds => ({
  left: at(
    lines.map(({ box }) => box[0]).toSorted((a, b) => a - b),
    0.1,
  ),
  right: at(
    lines.map(({ box }) => box[0] + box[2]).toSorted((a, b) => a - b),
    0.9,
  ),
});

const isCapital = ({ words }: ReadLine): boolean =>
  words.every(({ text }) => text === text.toUpperCase());

/** How far the middle of a line is from that of the run. */
const offMiddle = ({ box }: ReadLine, { left, right }: Bounds): number =>
  Math.abs(box[0] + box[2] / 2 - (left + right) / 2);

/** Whether a paragraph begins with a line, by how it and the one before are set. */
export function beginsParagraph(before: ReadLine, line: ReadLine, bounds: Bounds): boolean {
  const [left, top, , high] = line.box;
  const beforeEnd = before.box[0] + before.box[2];
  const beforeIn = before.box[0] - bounds.left;
  if (top - (before.box[1] + before.box[3]) > GAP * high) return true;
  if (MARKED.test(line.words[0]!.text) || isCapital(before) !== isCapital(line)) return true;
  const centred = (one: ReadLine) =>
    offMiddle(one, bounds) < high && one.box[0] > bounds.left + high;
  if (centred(before) && centred(line)) return false;
  if (bounds.right - beforeEnd > SHORT * high) return true;
  const ended = /[.;:]$/u.test(before.words.at(-1)!.text);
  return left - bounds.left > INDENT * high && (ended || beforeIn < INDENT * high);
}
