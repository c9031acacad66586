import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { CSV_MARK, csvLine } from '../csv.ts';

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

/** Each table under the other, parted by an empty line; no cell is taken for a formula. */
export const tablesAsCsv = (tables: readonly FigureTable[]): string =>
  CSV_MARK +
  tables
    .map(({ heading, columns, rows }) =>
      [...heading.map((line) => [line]), columns, ...rows.map((row) => row.map(String))]
        .map((cells) => csvLine(cells))
        .join(''),
    )
    .join('\r\n');

const bold = (value: string) => ({ value, fontWeight: 'bold' as const, wrap: true });
const asText = (value: string) => ({ value, type: String, format: '@' });
const cell = (value: string | number) =>
  typeof value === 'number' ? { value, type: Number } : value === '' ? null : asText(value);

/** A sheet for each table; texts are texts, whatever they begin with. */
export const tablesAsXlsx = (tables: readonly FigureTable[]): Promise<Buffer> =>
  writeXlsxFile(
    tables.map(({ name, heading, columns, rows }) => ({
      sheet: name,
      columns: columns.map((_, i) => ({ width: i === 0 ? 44 : 20 })),
      data: [
        ...heading.map((line): Row => [bold(line)]),
        columns.map(bold),
        ...rows.map((row): Row => row.map(cell)),
      ],
    })),
  ).toBuffer();
