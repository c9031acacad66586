import type { Box } from '#server/items/recognised-page.ts';
import type { ReadLine, ReadWord } from './engine.ts';
import { beginsParagraph, boundsOf } from './paragraph-begins.ts';
import { ruledTables, type Rule } from './ruled-lines.ts';
import { runsByTables } from './table-rows.ts';

/** A line and whether a paragraph begins with it. */
export interface OrderedLine extends ReadLine {
  readonly begins: boolean;
}

/** A wider gap between words, in line heights, parts columns. */
const COLUMN_GAP = 1.1;
/** Lines whose heights overlap by half stand beside each other. */
const BESIDE = 0.5;
/** Columns end before a gap this high, in line heights. */
const ZONE_GAP = 4;

/** The box around boxes. */
export function boxAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((b) => b[0]));
  const top = Math.min(...boxes.map((b) => b[1]));
  const right = Math.max(...boxes.map((b) => b[0] + b[2]));
  const bottom = Math.max(...boxes.map((b) => b[1] + b[3]));
  return [left, top, right - left, bottom - top];
}

/** A line as the pieces that wide gaps part it into. */
function piecesOf(line: ReadLine): ReadLine[] {
  const pieces: ReadWord[][] = [];
  let right = -Infinity;
  for (const word of line.words) {
    if (word.box[0] - right > COLUMN_GAP * line.box[3]) pieces.push([]);
    pieces.at(-1)!.push(word);
    right = word.box[0] + word.box[2];
  }
  if (pieces.length === 1) return [line];
  return pieces.map((words) => ({ box: boxAround(words.map((word) => word.box)), words }));
}

const overlap = (a: Box, b: Box): number =>
  Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);

/** Pieces that stand beside each other, from left to right, from top to bottom. */
function rowsOf(pieces: readonly ReadLine[]): ReadLine[][] {
  const rows: ReadLine[][] = [];
  for (const piece of pieces.toSorted(
    (a, b) => a.box[1] + a.box[3] / 2 - (b.box[1] + b.box[3] / 2),
  )) {
    const row = rows.at(-1);
    const beside = row?.every(
      (other) =>
        overlap(piece.box, other.box) > BESIDE * Math.min(piece.box[3], other.box[3]) &&
        (piece.box[0] >= other.box[0] + other.box[2] ||
          other.box[0] >= piece.box[0] + piece.box[2]),
    );
    if (beside === true) row!.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.box[0] - b.box[0]));
}

interface Gutter {
  readonly from: number;
  readonly to: number;
}

/** The widest white between pieces of a row; null for a single piece. */
function gutterOf(row: readonly ReadLine[]): Gutter | null {
  let widest: Gutter | null = null;
  for (const [at, piece] of row.slice(1).entries()) {
    const before = row[at]!.box;
    const gap = { from: before[0] + before[2], to: piece.box[0] };
    if (widest === null || gap.to - gap.from > widest.to - widest.from) widest = gap;
  }
  return widest;
}

/** The wider white that a row leaves of a gutter; null where it covers it all. */
function narrowed(gutter: Gutter, row: readonly ReadLine[]): Gutter | null {
  let { from, to } = gutter;
  for (const { box } of row) {
    const [left, right] = [box[0], box[0] + box[2]];
    if (right <= from || left >= to) continue;
    if (left - from >= to - right) to = left;
    else from = right;
    if (to <= from) return null;
  }
  return { from, to };
}

/** Rows of two columns from the first on: how many, and where their gutter is. */
interface Columns {
  readonly rows: number;
  readonly gutter: Gutter;
}

/** Null where no two columns begin, or a table of three and more does. */
function columnsFrom(rows: readonly ReadLine[][], first: number): Columns | null {
  const begin = gutterOf(rows[first]!);
  if (begin === null) return null;
  let gutter: Gutter = begin;
  let count = 0;
  let ofTables = 0;
  let bottom = -Infinity;
  for (const row of rows.slice(first)) {
    const around = boxAround(row.map((piece) => piece.box));
    const narrow = narrowed(gutter, row);
    const far = count > 0 && around[1] - bottom > ZONE_GAP * around[3];
    if (narrow === null || far) break;
    gutter = narrow;
    bottom = around[1] + around[3];
    count++;
    if (row.length > 2) ofTables++;
  }
  return ofTables * 2 > count ? null : { rows: count, gutter };
}

/** Runs of lines that are read one after the other: columns, or rows over the whole page. */
function runsOf(rows: readonly ReadLine[][]): ReadLine[][] {
  const runs: ReadLine[][] = [];
  let across: ReadLine[] = [];
  const close = (): void => {
    if (across.length > 0) runs.push(across);
    across = [];
  };
  for (let at = 0; at < rows.length;) {
    const columns = columnsFrom(rows, at);
    if (columns === null) {
      across.push(...rows[at++]!);
      continue;
    }
    close();
    const pieces = rows.slice(at, at + columns.rows).flat();
    const isLeft = ({ box }: ReadLine) =>
      box[0] + box[2] / 2 < (columns.gutter.from + columns.gutter.to) / 2;
    runs.push(
      pieces.filter(isLeft),
      pieces.filter((piece) => !isLeft(piece)),
    );
    at += columns.rows;
  }
  close();
  return runs.filter((run) => run.length > 0);
}

/**
 * Lines in the order of reading, and where paragraphs begin. What wide gaps part stands in columns,
 * as the heads and ends of Vietnamese papers do: the left one is read first, then the right one,
 * as far as no line crosses the gutter. Ruled tables are read cell by cell. Where most rows have three and more they are read across, as
 * tables are.
 * @param rules of the picture, from top to bottom
 */
export function orderLines(lines: readonly ReadLine[], rules: readonly Rule[] = []): OrderedLine[] {
  const runs = runsByTables(lines.flatMap(piecesOf), ruledTables(rules), (pieces) =>
    runsOf(rowsOf(pieces)),
  );
  return runs.flatMap((run) => {
    const bounds = boundsOf(run);
    return run.map((line, at) => ({
      ...line,
      begins: at === 0 || beginsParagraph(run[at - 1]!, line, bounds),
    }));
  });
}
