import { AppError } from '#server/base/errors.ts';
import { CATALOG_COLUMNS, type CatalogColumn } from '#server/imports/catalog-row.ts';
import { MOST_SHEET_ROWS, type ForeignForm, type SheetContent } from '#server/tables/sheet.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';

/** Every column that a record of elsewhere may fill: the item's own code is none of them. */
export const FOREIGN_COLUMNS: readonly CatalogColumn[] = CATALOG_COLUMNS.keys.filter(
  (column) => column !== 'id' && column !== 'unit',
);
/** Signs of all cells together: what is handed on stays small enough for memory. */
const MOST_SIGNS = 64 * 2 ** 20;

/** Collects records as rows of a sheet, at their lines. */
export class ForeignRows {
  readonly #rows: string[][] = [];
  readonly #notes: { line: number; text: string }[] = [];
  readonly #faults: { line: number; text: string }[] = [];
  readonly #whole: Record<number, string> = {};
  readonly #gone: number[] = [];
  #signs = 0;

  /** How many lines there are. */
  get lines(): number {
    return this.#rows.length;
  }

  /** The next line, or the one given. Throws `sheet-too-large`. */
  add(record: ForeignRecord, line = this.lines + 1): void {
    if (line > MOST_SHEET_ROWS + 1)
      throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
    while (this.#rows.length < line - 1) this.#rows.push([]);
    const row = FOREIGN_COLUMNS.map((column) => record.cells[column] ?? '');
    for (const cell of row) this.#signs += cell.length;
    this.#signs += record.whole?.length ?? 0;
    if (this.#signs > MOST_SIGNS) throw new AppError('sheet-too-large', { limit: MOST_SIGNS });
    this.#rows.push(row);
    this.#notes.push(...record.notes.map((text) => ({ line, text })));
    this.#faults.push(...record.faults.map((text) => ({ line, text })));
    if (record.whole !== undefined) this.#whole[line] = record.whole;
  }

  /** The next line says that the source has this record no more. */
  addGone(record: ForeignRecord): void {
    this.add(record);
    this.#gone.push(this.lines);
  }

  content(kind: ForeignForm, more: Partial<SheetContent> = {}): SheetContent {
    return {
      kind,
      rows: this.#rows,
      sheet: '',
      sheets: [],
      encoding: 'utf-8',
      delimiter: '',
      merged: [],
      columns: FOREIGN_COLUMNS,
      faults: this.#faults,
      notes: this.#notes,
      whole: this.#whole,
      gone: this.#gone,
      ...more,
    };
  }
}
