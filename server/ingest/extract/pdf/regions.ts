import {
  around,
  lineOf,
  textOfWords,
  type Block,
  type Box,
  type Line,
  type Row,
  type Word,
} from './lines.ts';
import { rowsOfTable, type CellGrid } from './tables.ts';

/** Rows that lie side by side, at the same height or nearly so. */
interface Strip extends Box {
  readonly rows: readonly Row[];
  readonly words: readonly Word[];
  readonly size: number;
}

/** Empty from top to bottom of several rows. */
interface Corridor {
  readonly from: number;
  readonly to: number;
}

const MAX_DEPTH = 6;
/** No page that somebody reads has more rows in one band, nor more columns. */
const MOST_STRIPS = 2_000;
const MOST_CORRIDORS = 60;
/** Of the size: the least width of a corridor through three rows or more, through two, through one. */
const CORRIDOR = [2.5, 1.6, 1] as const;
/** Of the size: a band of columns does not reach over a wider gap. */
const WIDEST_BREAK = 3.2;

/** Beside the state's name stands the issuer; beside the signature, who gets the document. */
const FRONT = /^\s*(?:CỘNG\s+H(?:OÀ|ÒA)\s+XÃ\s+HỘI|Độc\s+[lL]ập\s*[-–]\s*Tự\s+[dD]o)/u;
const RECIPIENTS = /^\s*Nơi\s+(?:nhận|gửi)/iu;
const SIGNATURE = /^\s*(?:TM|KT|TL|TUQ|Q)\s?\.\s*\p{Lu}/u;
/** A label of a list stands before its text, in no column of its own. */
const LABEL =
  /^(?:\(?(?:\d{1,3}|\p{L}|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){1,3}\.?|[-–—•+*○●▪►✓o])$/u;

/** Clear of all of the rows to the left or right. */
const isBesideAll = (row: Row, rows: readonly Row[]): boolean =>
  rows.every((r) => row.left - r.right > row.size || r.left - row.right > row.size);

function stripsOf(rows: readonly Row[]): Strip[] {
  const strips: Row[][] = [];
  for (const row of rows) {
    const strip = strips.at(-1);
    const drop = strip === undefined ? Infinity : row.baseline - strip[0]!.baseline;
    const size = strip === undefined ? 0 : Math.min(strip[0]!.size, row.size);
    // Less than half a line below the first, or less than one and beside it: not under it.
    if (drop < 0.5 * size || (drop < 0.9 * size && isBesideAll(row, strip!))) strip!.push(row);
    else strips.push([row]);
  }
  return strips.map((group) => {
    const words =
      group.length === 1
        ? group[0]!.words
        : group.flatMap((r) => r.words).toSorted((a, b) => a.left - b.left);
    return { ...around(group), rows: group, words, size: Math.max(...group.map((r) => r.size)) };
  });
}

/** What a strip leaves free, the open sides included. */
function freeOf({ words }: Strip): Corridor[] {
  const free: Corridor[] = [];
  let from = -Infinity;
  for (const word of words) {
    if (word.left > from) free.push({ from, to: word.left });
    from = Math.max(from, word.right);
  }
  free.push({ from, to: Infinity });
  return free;
}

function intersect(a: readonly Corridor[], b: readonly Corridor[], least: number): Corridor[] {
  const both: Corridor[] = [];
  let [i, k] = [0, 0];
  while (i < a.length && k < b.length) {
    const from = Math.max(a[i]!.from, b[k]!.from);
    const to = Math.min(a[i]!.to, b[k]!.to);
    if (to - from >= least) both.push({ from, to });
    if (a[i]!.to < b[k]!.to) i++;
    else k++;
  }
  return both;
}

interface Band {
  readonly strips: readonly Strip[];
  readonly corridors: readonly Corridor[];
}

const isInside = ({ from, to }: Corridor): boolean => from !== -Infinity && to !== Infinity;

const hasBothSides = (strip: Strip, { from, to }: Corridor): boolean =>
  strip.words.some((w) => w.right <= from + 0.1) && strip.words.some((w) => w.left >= to - 0.1);

/** The strips from `start` on that share corridors; null when there are none. */
function bandFrom(strips: readonly Strip[], start: number): Band | null {
  const first = strips[start]!;
  let corridors = freeOf(first).filter(
    (c) => isInside(c) && c.to - c.from >= CORRIDOR[2] * first.size,
  );
  if (corridors.length > MOST_CORRIDORS) return null;
  const official = blocksCorridor({ strips: [first], corridors }) !== null;
  let end = start + 1;
  const most = Math.min(strips.length, start + MOST_STRIPS);
  for (; end < most && corridors.length > 0; end++) {
    const strip = strips[end]!;
    const before = strips[end - 1]!;
    if (strip.top - before.bottom > WIDEST_BREAK * Math.max(strip.size, before.size)) break;
    const left = intersect(
      corridors,
      freeOf(strip),
      CORRIDOR[2] * Math.min(first.size, strip.size),
    );
    if (left.length === 0) break;
    // A table does not go over into the columns below it.
    if (left.length < corridors.length && end - start >= 3 && !official) break;
    corridors = left;
  }
  end = lastOfBand(strips, start, end, corridors);
  const two = strips.slice(start, end).filter((s) => corridors.some((c) => hasBothSides(s, c)));
  const least = (CORRIDOR[Math.min(two.length, 3) - 1] ?? Infinity) * first.size;
  corridors = corridors.filter((c) => c.to - c.from >= least);
  return corridors.length === 0 ? null : { strips: strips.slice(start, end), corridors };
}

/** Rows at the end that have only one side belong to it while they follow at its usual distance. */
function lastOfBand(
  strips: readonly Strip[],
  start: number,
  end: number,
  corridors: readonly Corridor[],
): number {
  let last = start;
  for (let i = start; i < end; i++)
    if (corridors.some((c) => hasBothSides(strips[i]!, c))) last = i;
  const usual = last > start ? (strips[last]!.bottom - strips[start]!.bottom) / (last - start) : 0;
  if (usual === 0) return last + 1;
  while (last + 1 < end && strips[last + 1]!.bottom - strips[last]!.bottom <= 1.25 * usual) last++;
  return last + 1;
}

/** Words of a strip by column. */
function cellsOf(strip: Strip, corridors: readonly Corridor[]): Word[][] {
  const cells: Word[][] = Array.from({ length: corridors.length + 1 }, () => []);
  let column = 0;
  for (const word of strip.words) {
    while (column < corridors.length && word.left >= corridors[column]!.to - 0.1) column++;
    cells[column]!.push(word);
  }
  return cells;
}

/** Lines that go on in small letters where the one before ended. */
function goesOn(lines: readonly Line[]): boolean {
  const words = lines.reduce((n, l) => n + l.words.length, 0) / lines.length;
  const small = lines.filter((l, i) => i > 0 && /^[\p{Ll}(]/u.test(l.text)).length;
  return lines.length >= 3 && words >= 2.5 && small >= 0.35 * (lines.length - 1);
}

const widthOf = (lines: readonly Line[]): number => {
  const { left, right } = around(lines);
  return right - left;
};

const isFull = (lines: readonly Line[]): boolean =>
  lines.filter((l) => l.right - l.left > 0.72 * widthOf(lines)).length >= 0.5 * lines.length;

/** Running text in full lines, or in columns of one width (an index). */
function areRunningText(columns: readonly (readonly Line[])[]): boolean {
  if (!columns.every(goesOn)) return false;
  const widths = columns.map(widthOf);
  return (
    columns.every(isFull) ||
    (Math.min(...widths) > 0.75 * Math.max(...widths) && columns.every((c) => c.length >= 6))
  );
}

/** Text set in columns keeps its own baselines in each. */
function isAskew(rows: readonly (readonly Line[])[]): boolean {
  const both = rows.filter((cells) => cells.length > 1);
  const askew = both.filter((cells) =>
    cells.some((c) => Math.abs(c.baseline - cells[0]!.baseline) > 0.1 * c.size),
  );
  return both.length >= 3 && askew.length > 0.4 * both.length;
}

/** A long list set in columns as close as text: an index, names. Rows of a table stand further apart. */
function areLists(columns: readonly (readonly Line[])[]): boolean {
  const widths = columns.map(widthOf);
  return (
    Math.min(...widths) > 0.75 * Math.max(...widths) &&
    columns.every((lines) => {
      const words = lines.reduce((n, l) => n + l.words.length, 0);
      const height = lines.at(-1)!.baseline - lines[0]!.baseline;
      const size = lines.reduce((sum, l) => sum + l.size, 0) / lines.length;
      return (
        lines.length >= 12 &&
        words >= 2.5 * lines.length &&
        height <= 1.4 * size * (lines.length - 1)
      );
    })
  );
}

const areColumns = (columns: readonly (readonly Line[])[], rows: readonly Line[][]): boolean =>
  areRunningText(columns) ||
  areLists(columns) ||
  (columns.every((lines) => lines.length >= 3) && isAskew(rows));

/** Whether the cells of a table are the blocks that open or close an official document. */
export const isLaidOutInBoxes = (rows: readonly (readonly (readonly string[])[])[]): boolean =>
  rows.some(
    (cells) =>
      cells.length === 2 &&
      (cells[0]!.some((line) => RECIPIENTS.test(line)) ||
        cells[1]!.some((line) => FRONT.test(line) || SIGNATURE.test(line))),
  );

/** The corridor between the two blocks that open or close an official document; null elsewhere. */
function blocksCorridor({ strips, corridors }: Band): Corridor | null {
  for (const strip of strips) {
    const cells = cellsOf(strip, corridors).map((c) =>
      c.length === 0 ? '' : textOfWords(c).normalize('NFC'),
    );
    const right = RECIPIENTS.test(cells[0]!)
      ? cells.findIndex((text, i) => i > 0 && text !== '')
      : cells.findIndex((text) => FRONT.test(text) || SIGNATURE.test(text));
    if (right > 0) return corridors[right - 1]!;
  }
  return null;
}

/** Corridors between the labels of a list and its text are none. */
function withoutLabels({ strips, corridors }: Band): Corridor[] {
  return corridors.filter((corridor, i) => {
    const before = i === 0 ? -Infinity : corridors[i - 1]!.to;
    const labels = strips
      .map((s) => s.words.filter((w) => w.left >= before - 0.1 && w.right <= corridor.from + 0.1))
      .filter((words) => words.length > 0);
    return !labels.every((words) => words.length === 1 && LABEL.test(words[0]!.text));
  });
}

const byBaseline = (lines: readonly Line[]): Line[] =>
  lines.toSorted((a, b) => a.baseline - b.baseline);

function blocksOfBand(band: Band, depth: number): Block[] {
  const { strips } = band;
  const between = blocksCorridor(band);
  const corridors = between === null ? band.corridors : [between];
  const rows = strips.map((strip) => cellsOf(strip, corridors));
  const lines = rows.map((cells) => cells.filter((c) => c.length > 0).map(lineOf));
  const columns = Array.from({ length: corridors.length + 1 }, (_, c) =>
    strips.flatMap((strip) =>
      strip.rows
        .map((row) => cellsOf({ ...strip, words: row.words }, corridors)[c]!)
        .filter((cell) => cell.length > 0)
        .map(lineOf),
    ),
  );
  if (between !== null || areColumns(columns, lines))
    return columns.flatMap((column) => layOut(byBaseline(column), depth + 1));
  return rowsOfTable(rows.map((cells) => cells.map((c) => (c.length === 0 ? null : lineOf(c)))));
}

/** Blocks in the order of reading: columns one after the other, tables row by row. */
export function layOut(rows: readonly Row[], depth = 0): Block[] {
  const strips = stripsOf(rows);
  const blocks: Block[] = [];
  let plain: Line[] = [];
  const flush = (): void => {
    if (plain.length > 0) blocks.push({ kind: 'lines', lines: plain });
    plain = [];
  };
  for (let i = 0; i < strips.length;) {
    const found = depth < MAX_DEPTH ? bandFrom(strips, i) : null;
    const corridors = found === null ? [] : withoutLabels(found);
    if (found === null || corridors.length === 0) {
      for (const row of strips[i]!.rows) plain.push(lineOf(row.words));
      i++;
      continue;
    }
    flush();
    blocks.push(...blocksOfBand({ ...found, corridors }, depth));
    i += found.strips.length;
  }
  flush();
  return blocks;
}

/** A cell with more lines holds text laid out in boxes. */
const LONG_CELL = 14;

/** Words as lines again. */
export function linesOfWords(words: readonly Word[]): Line[] {
  const rows: Word[][] = [];
  for (const word of words.toSorted((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1);
    if (row !== undefined && word.baseline - row[0]!.baseline < 0.4 * row[0]!.size) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => lineOf(row.toSorted((a, b) => a.left - b.left)));
}

/** A ruled table row by row; text that is only laid out in boxes, box by box. */
function blocksOfGrid(grid: CellGrid, words: readonly Word[]): Block[] {
  const cells = Map.groupBy(words, (word) => grid.cellOf(word)!);
  const rows = Map.groupBy(
    [...cells].toSorted(([a], [b]) => a - b),
    ([cell]) => grid.rowOf(cell),
  );
  return [...rows.values()].flatMap((row): Block[] => {
    const lines = row.map(([, inside]) => linesOfWords(inside));
    if (lines.length === 1 || lines.some((cell) => cell.length > LONG_CELL))
      return lines.flatMap((cell) => layOut(cell, 1));
    return [{ kind: 'row', cells: lines }];
  });
}

const isBeside = (word: Word, { box }: CellGrid): boolean =>
  word.baseline > box.top &&
  word.baseline < box.bottom &&
  (word.right < box.left || word.left > box.right);

/** The blocks of a page with its ruled tables, which stand where they begin. */
export function layOutAround(rows: readonly Row[], grids: readonly CellGrid[]): Block[] {
  const blocks: Block[] = [];
  let rest = [...rows];
  for (const grid of grids.toSorted((a, b) => a.box.top - b.box.top)) {
    // A box among columns: what stands beside it tells how it is read.
    if (rest.some((row) => row.words.some((word) => isBeside(word, grid)))) continue;
    const above: Row[] = [];
    const inside: Word[] = [];
    const below: Row[] = [];
    for (const row of rest) {
      const outer = row.words.filter((w) => grid.cellOf(w) === null);
      inside.push(...row.words.filter((w) => grid.cellOf(w) !== null));
      if (outer.length === 0) continue;
      const left = outer.length === row.words.length ? row : lineOf(outer);
      (left.baseline < grid.box.top + 0.5 * left.size ? above : below).push(left);
    }
    blocks.push(...layOut(above), ...blocksOfGrid(grid, inside));
    rest = below;
  }
  return [...blocks, ...layOut(rest)];
}
