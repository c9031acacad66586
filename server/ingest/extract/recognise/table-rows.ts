import type { ReadLine } from './engine.ts';

const middle = ({ box }: ReadLine): number => box[1] + box[3] / 2;

/** Lines above each other, that is in one cell, from the left cell to the right one. */
function cellsOf(lines: readonly ReadLine[]): ReadLine[][] {
  const cells: { right: number; lines: ReadLine[] }[] = [];
  for (const line of lines.toSorted((a, b) => a.box[0] - b.box[0])) {
    const cell = cells.at(-1);
    const right = line.box[0] + line.box[2];
    if (cell === undefined || line.box[0] >= cell.right) cells.push({ right, lines: [line] });
    else {
      cell.lines.push(line);
      cell.right = Math.max(cell.right, right);
    }
  }
  return cells.map((cell) => cell.lines.toSorted((a, b) => middle(a) - middle(b)));
}

/**
 * Lines as runs that are read one after the other: before a table, each of its cells row by row,
 * after it.
 * @param tables tops of the rules of each ruled table
 * @param others how lines outside tables are read
 */
export function runsByTables(
  lines: readonly ReadLine[],
  tables: readonly (readonly number[])[],
  others: (lines: readonly ReadLine[]) => ReadLine[][],
): ReadLine[][] {
  const [table, ...more] = tables;
  if (table === undefined) return others(lines);
  const between = (from: number, to: number) =>
    lines.filter((line) => middle(line) >= from && middle(line) < to);
  const rows = table.slice(1).map((bottom, at) => between(table[at]!, bottom));
  const end = table.at(-1)!;
  return [
    ...others(between(-Infinity, table[0]!)),
    ...rows.flatMap(cellsOf),
    ...runsByTables(
      between(end, Infinity),
      more.filter(([top]) => top! >= end),
      others,
    ),
  ];
}
