import { setImmediate } from 'node:timers/promises';
import { CSV_MARK, csvLine } from '../csv.ts';
import type { WorkbookSheet } from './workbook-sheet.ts';
import { writeWorkbook } from './write-workbook.ts';

/**
 * A table that officials take with them: heading lines, one row of column names, rows of text and
 * figures.
 */
export interface FigureTable {
  readonly name: string;
  readonly heading: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Lines written before others get their turn. */
const TOGETHER = 100;

/** Each table under the other, parted by an empty line; no cell is taken for a formula. */
export async function tablesAsCsv(tables: readonly FigureTable[]): Promise<string> {
  const parts: string[] = [];
  for (const { heading, columns, rows } of tables) {
    const lines = [...heading.map((line) => [line]), columns].map((cells) => csvLine(cells));
    for (const [i, row] of rows.entries()) {
      if (i % TOGETHER === TOGETHER - 1) await setImmediate();
      lines.push(csvLine(row.map(String)));
    }
    parts.push(lines.join(''));
  }
  return CSV_MARK + parts.join('\r\n');
}

const sheetOf = (
  { name, heading, columns }: FigureTable,
  rows: FigureTable['rows'],
): WorkbookSheet => ({
  name,
  widths: columns.map((_, i) => (i === 0 ? 44 : 20)),
  heading: [...heading.map((line) => [line]), columns],
  rows,
});

/** A sheet for each table; texts are texts, whatever they begin with. */
export const tablesAsXlsx = ([first, ...others]: readonly FigureTable[]): Promise<Buffer> =>
  writeWorkbook(
    [first!, ...others].map((table, i) => sheetOf(table, i === 0 ? [] : table.rows)),
    first!.rows,
  );
