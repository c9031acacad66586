/** A cell as old Word files describe it: by its edges, in twips from the margin. */
export interface EdgeCell {
  readonly html: string;
  readonly left: number;
  readonly right: number;
  /** `first` of cells that are one downwards, one of the `further`, or neither. */
  readonly downwards: 'first' | 'further' | null;
}

export interface EdgeRow {
  readonly cells: readonly EdgeCell[];
  readonly isHeader: boolean;
}

interface Written extends EdgeCell {
  html: string;
  readonly column: number;
  readonly span: number;
  rows: number;
}

/** Edges nearer than this (1.5 mm) are meant to be the same. */
const SAME_EDGE = 85;
const MOST_COLUMNS = 200;

function gridOf(rows: readonly EdgeRow[]): number[] {
  const edges = rows
    .flatMap(({ cells }) => cells.flatMap(({ left, right }) => [left, right]))
    .toSorted((x, y) => x - y);
  const grid: number[] = [];
  for (const edge of edges)
    if (grid.length === 0 || edge - grid.at(-1)! > SAME_EDGE) grid.push(edge);
  return grid.slice(0, MOST_COLUMNS + 1);
}

const columnAt = (grid: readonly number[], edge: number): number =>
  Math.max(
    0,
    grid.findLastIndex((at) => at <= edge),
  );

/** A cell of one paragraph is the text itself: the cells of a row are then read as one row. */
const loosened = (html: string): string => {
  const alone =
    html.startsWith('<p>') && html.endsWith('</p>') && html.indexOf('</p>') === html.length - 4;
  return alone ? html.slice(3, -4) : html;
};

function writtenRow(row: EdgeRow, grid: readonly number[], above: Map<number, Written>): Written[] {
  const written: Written[] = [];
  let column = 0;
  for (const cell of row.cells) {
    const from = Math.max(column, columnAt(grid, cell.left));
    const span = Math.max(1, columnAt(grid, cell.right) - from);
    if (from > column && written.length === 0)
      written.push({ html: '', left: 0, right: 0, downwards: null, column, span: from, rows: 1 });
    column = from + span;
    const first = above.get(from);
    if (cell.downwards === 'further' && first !== undefined && first.span === span) {
      first.rows++;
      first.html += cell.html;
      continue;
    }
    const own: Written = { ...cell, column: from, span, rows: 1 };
    written.push(own);
    if (cell.downwards === null) above.delete(from);
    else above.set(from, own);
  }
  return written;
}

function tag({ html, span, rows }: Written, isHeader: boolean): string {
  const name = isHeader ? 'th' : 'td';
  const spans = `${span > 1 ? ` colspan="${span}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
  return `<${name}${isHeader ? ' scope="col"' : ''}${spans}>${loosened(html)}</${name}>`;
}

/**
 * A table of rows whose cells need not stand below each other.
 * @param ruled whether lines are drawn: tables without only set text side by side
 * @returns empty when no cell holds anything
 */
export function edgeTable(rows: readonly EdgeRow[], ruled: boolean): string {
  if (rows.every(({ cells }) => cells.every(({ html }) => html === ''))) return '';
  const grid = gridOf(rows);
  const above = new Map<number, Written>();
  const written = rows.map((row) => ({ row, cells: writtenRow(row, grid, above) }));
  return `<table${ruled ? '' : ' class="unruled"'}>${written
    .map(({ row, cells }) => `<tr>${cells.map((cell) => tag(cell, row.isHeader)).join('')}</tr>`)
    .join('')}</table>`;
}
