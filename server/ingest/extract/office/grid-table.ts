/** A cell of a worksheet at its column and row, both from 0. */
export interface GridCell {
  readonly column: number;
  readonly row: number;
  /** Markup of what it shows. */
  readonly html: string;
  readonly columns: number;
  readonly rows: number;
}

/** Wider and longer ones are data, not a table that somebody reads. */
export const MOST_COLUMNS = 256;
export const MOST_ROWS = 20_000;

/**
 * A worksheet as a table: rows and columns in which nothing stands are left out.
 * @param cells those that show something, in any order
 */
export function gridTable(cells: readonly GridCell[]): string {
  const filled = cells.filter(
    ({ column, row, html }) => html !== '' && column < MOST_COLUMNS && row < MOST_ROWS,
  );
  const rows = Map.groupBy(filled, ({ row }) => row);
  const columns = [...new Set(filled.map(({ column }) => column))].toSorted((x, y) => x - y);
  const shown = [...rows.keys()].toSorted((x, y) => x - y);
  /** How many of the rows or columns that are left a merged cell covers. */
  const covered = (all: readonly number[], from: number, count: number): number =>
    count === 1 ? 1 : all.filter((at) => at >= from && at < from + count).length;
  const html = shown.map((row) => {
    const at = new Map(rows.get(row)!.map((cell) => [cell.column, cell]));
    let next = 0;
    let tags = '';
    for (const column of columns) {
      if (column < next) continue;
      const cell = at.get(column);
      const span = cell === undefined ? 1 : covered(columns, column, cell.columns);
      const down = cell === undefined ? 1 : covered(shown, row, cell.rows);
      next = cell === undefined ? column : column + cell.columns;
      tags += `<td${span > 1 ? ` colspan="${span}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}>${cell?.html ?? ''}</td>`;
    }
    return `<tr>${tags}</tr>`;
  });
  return html.length === 0 ? '' : `<table>${html.join('')}</table>`;
}

/** Worksheets as one document: their names are headings where there are several. */
export function worksheetsMarkup(
  worksheets: readonly { readonly name: string; readonly table: string }[],
): string {
  const filled = worksheets.filter(({ table }) => table !== '');
  return filled
    .map(({ name, table }) => (filled.length > 1 ? `<h2>${name}</h2>${table}` : table))
    .join('');
}
