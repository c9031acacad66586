import { edgeTable, type EdgeCell, type EdgeRow } from '../office/edge-table.ts';
import type { Sprm } from './sprms.ts';

const [DEFINITION, HEADER_ROW, BORDERS, BORDERS_97] = [0xd608, 0x3404, 0xd613, 0xd605];
/** Bytes that describe a cell: flags, width and four borders. */
const CELL = 20;
const [JOINED_FIRST, JOINED, DOWN, DOWN_FIRST] = [0x01, 0x02, 0x20, 0x40];
const MOST_CELLS = 63;

interface Definition {
  /** One more than cells. */
  readonly edges: readonly number[];
  readonly flags: readonly number[];
  readonly ruled: boolean;
}

/** What the end of a row says of its cells ([MS-DOC] 2.9.323). */
function definitionOf(changes: readonly Sprm[]): Definition {
  const operand = changes.findLast(({ code }) => code === DEFINITION)?.operand;
  const count = Math.min(MOST_CELLS, operand?.[0] ?? 0);
  if (operand === undefined || operand.length < 1 + (count + 1) * 2)
    return { edges: [], flags: [], ruled: true };
  const edges = Array.from({ length: count + 1 }, (_, i) => operand.readInt16LE(1 + i * 2));
  const from = 1 + (count + 1) * 2;
  const cells = Array.from({ length: count }, (_, i) =>
    operand.subarray(from + i * CELL, from + (i + 1) * CELL),
  );
  const lined = changes
    .filter(({ code }) => code === BORDERS || code === BORDERS_97)
    .some(({ operand: borders }) => borders.some((byte) => byte !== 0));
  return {
    edges,
    flags: cells.map((cell) => (cell.length >= 2 ? cell.readUInt16LE(0) : 0)),
    // The second byte of a border is its kind; all ones are none.
    ruled: lined || cells.some((cell) => hasBorder(cell)),
  };
}

const hasBorder = (cell: Buffer): boolean =>
  [4, 8, 12, 16].some((at) => cell.length >= at + 4 && ![0, 0xff].includes(cell[at + 1]!));

function cellsOf(contents: readonly string[], { edges, flags }: Definition): EdgeCell[] {
  const cells: EdgeCell[] = [];
  contents.forEach((html, i) => {
    const [left, right] = [edges[i] ?? i * 1_000, edges[i + 1] ?? (i + 1) * 1_000];
    const flag = flags[i] ?? 0;
    const before = cells.at(-1);
    if ((flag & JOINED) !== 0 && (flag & JOINED_FIRST) === 0 && before !== undefined) {
      cells[cells.length - 1] = { ...before, html: before.html + html, right };
      return;
    }
    const downwards = (flag & DOWN_FIRST) !== 0 ? 'first' : (flag & DOWN) !== 0 ? 'further' : null;
    cells.push({ html, left, right, downwards });
  });
  return cells;
}

/** The table that is read: cells are ended one by one, then their row. */
export class WordTable {
  #cells: string[] = [];
  readonly #rows: EdgeRow[] = [];
  #ruled = false;

  endCell(html: string): void {
    this.#cells.push(html);
  }

  endRow(changes: readonly Sprm[]): void {
    const definition = definitionOf(changes);
    this.#ruled ||= definition.ruled;
    const isHeader = changes.some(({ code, operand }) => code === HEADER_ROW && operand[0] === 1);
    this.#rows.push({ cells: cellsOf(this.#cells, definition), isHeader });
    this.#cells = [];
  }

  /** Cells whose row never ended stand in a last one. */
  html(): string {
    if (this.#cells.length > 0) this.endRow([]);
    return edgeTable(this.#rows, this.#ruled);
  }
}
