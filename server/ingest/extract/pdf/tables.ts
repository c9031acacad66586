import { around, type Block, type Box, type Line, type Word } from './lines.ts';
import type { Rule } from './rules.ts';

/** A table drawn with rules: its cells, some of them over several rows or columns. */
export interface CellGrid {
  readonly box: Box;
  /** The cell in which a word stands, numbered along the rows; null outside. */
  cellOf(word: Word): number | null;
  /** Row in which a cell begins. */
  rowOf(cell: number): number;
}

/** Points: rules drawn for one line end as near to each other as this. */
const NEAR = 2;
const MOST_RULES = 600;
const MOST_ROWS = 300;
const MOST_COLUMNS = 60;

/** The rules as they lie on the page once it is turned to its text. */
export function turnRules(rules: readonly Rule[], direction: number): Rule[] {
  const quarter = ((direction % 360) + 360) % 360;
  if (quarter % 90 !== 0) return [];
  const [cos, sin] = [
    Math.round(Math.cos((quarter * Math.PI) / 180)),
    Math.round(Math.sin((quarter * Math.PI) / 180)),
  ];
  return rules.map((rule) => {
    const ends = rule.across
      ? [
          [rule.from, rule.at],
          [rule.to, rule.at],
        ]
      : [
          [rule.at, rule.from],
          [rule.at, rule.to],
        ];
    const [[u1, v1], [u2, v2]] = ends.map(([x, y]) => [
      x! * cos + y! * sin,
      y! * cos - x! * sin,
    ]) as [[number, number], [number, number]];
    const across = Math.abs(v1 - v2) < Math.abs(u1 - u2);
    const [a, b] = across ? [u1, u2] : [v1, v2];
    return { across, at: across ? v1 : u1, from: Math.min(a, b), to: Math.max(a, b) };
  });
}

/** Pieces of one line as one, those that lie on it twice too. */
function mergeRules(rules: readonly Rule[]): Rule[] {
  const merged: Rule[] = [];
  let at = -Infinity;
  const lines = rules
    .toSorted((a, b) => a.at - b.at)
    .map((rule) => {
      if (rule.at - at > NEAR) at = rule.at;
      return { ...rule, at };
    })
    .toSorted((a, b) => a.at - b.at || a.from - b.from);
  for (const rule of lines) {
    const last = merged.at(-1);
    if (last !== undefined && last.at === rule.at && rule.from <= last.to + NEAR)
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
    else merged.push(rule);
  }
  return merged;
}

const crosses = (across: Rule, down: Rule): boolean =>
  down.at >= across.from - NEAR &&
  down.at <= across.to + NEAR &&
  across.at >= down.from - NEAR &&
  across.at <= down.to + NEAR;

/** Finds the representative of a set and shortens the way to it. */
function rootOf(parents: number[], i: number): number {
  let root = i;
  while (parents[root] !== root) root = parents[root]!;
  for (let k = i; parents[k] !== root;) {
    const next = parents[k]!;
    parents[k] = root;
    k = next;
  }
  return root;
}

/** Rules that cross each other, directly or by others. */
function connected(across: readonly Rule[], down: readonly Rule[]): Rule[][] {
  const all = [...across, ...down];
  const parents = all.map((_, i) => i);
  across.forEach((a, i) =>
    down.forEach((d, k) => {
      if (crosses(a, d)) parents[rootOf(parents, i)] = rootOf(parents, across.length + k);
    }),
  );
  const groups = new Map<number, Rule[]>();
  all.forEach((rule, i) => {
    const root = rootOf(parents, i);
    groups.set(root, [...(groups.get(root) ?? []), rule]);
  });
  return [...groups.values()];
}

const distinct = (numbers: readonly number[]): number[] =>
  numbers.toSorted((a, b) => a - b).filter((n, i, sorted) => i === 0 || n - sorted[i - 1]! > NEAR);

/** Index of the interval between two neighbours in which `n` lies; -1 outside. */
const between = (sorted: readonly number[], n: number): number =>
  n < sorted[0]! || n > sorted.at(-1)! ? -1 : sorted.findIndex((_, i) => n <= (sorted[i + 1] ?? n));

function gridOf(rules: readonly Rule[]): CellGrid | null {
  const across = rules.filter((r) => r.across);
  const down = rules.filter((r) => !r.across);
  if (across.length < 2 || down.length === 0) return null;
  const ys = distinct(across.map((r) => r.at));
  const xs = distinct([
    ...down.map((r) => r.at),
    Math.min(...across.map((r) => r.from)),
    Math.max(...across.map((r) => r.to)),
  ]);
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows > MOST_ROWS || columns > MOST_COLUMNS)
    return null;
  const parents = Array.from({ length: rows * columns }, (_, i) => i);
  const join = (a: number, b: number): void => {
    const [ra, rb] = [rootOf(parents, a), rootOf(parents, b)];
    parents[Math.max(ra, rb)] = Math.min(ra, rb);
  };
  const covered = (list: readonly Rule[], at: number, middle: number): boolean =>
    list.some((r) => Math.abs(r.at - at) <= NEAR && r.from <= middle && middle <= r.to);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const cell = r * columns + c;
      if (c + 1 < columns && !covered(down, xs[c + 1]!, (ys[r]! + ys[r + 1]!) / 2))
        join(cell, cell + 1);
      if (r + 1 < rows && !covered(across, ys[r + 1]!, (xs[c]! + xs[c + 1]!) / 2))
        join(cell, cell + columns);
    }
  return {
    box: { left: xs[0]!, right: xs.at(-1)!, top: ys[0]!, bottom: ys.at(-1)! },
    cellOf: (word) => {
      const c = between(xs, (word.left + word.right) / 2);
      const r = between(ys, word.baseline - 0.3 * word.size);
      return c < 0 || r < 0 ? null : rootOf(parents, r * columns + c);
    },
    rowOf: (cell) => Math.floor(cell / columns),
  };
}

/** The tables that rules draw; a frame around the text is none. */
export function findGrids(rules: readonly Rule[]): CellGrid[] {
  const across = mergeRules(rules.filter((r) => r.across));
  const down = mergeRules(rules.filter((r) => !r.across));
  if (across.length + down.length > MOST_RULES) return [];
  return connected(across, down)
    .map(gridOf)
    .filter((grid) => grid !== null);
}

type Cells = readonly (Line | null)[];

/** A line that goes on with cells of the row above instead of beginning a row. */
function goesOn(cells: Cells, gap: number, gaps: { least: number; most: number }): boolean {
  if (gaps.most > 1.3 * gaps.least) return gap <= 1.15 * gaps.least;
  const texts = cells.filter((c) => c !== null).map((c) => c.text);
  return cells[0] === null || texts.every((text) => /^\p{Ll}/u.test(text));
}

/** Rows of a table without rules: lines that only go on with a row are joined to it. */
export function rowsOfTable(lines: readonly Cells[]): Block[] {
  const boxes = lines.map((cells) => around(cells.filter((c) => c !== null)));
  const gaps = boxes.slice(1).map((box, i) => box.bottom - boxes[i]!.bottom);
  const range = { least: Math.min(...gaps), most: Math.max(...gaps) };
  const rows: Line[][][] = [];
  lines.forEach((cells, i) => {
    const row = rows.at(-1);
    if (row !== undefined && goesOn(cells, gaps[i - 1]!, range))
      cells.forEach((cell, c) => {
        if (cell !== null) row[c]!.push(cell);
      });
    else rows.push(cells.map((cell) => (cell === null ? [] : [cell])));
  });
  return rows.map((cells) => ({ kind: 'row', cells: cells.filter((c) => c.length > 0) }));
}
