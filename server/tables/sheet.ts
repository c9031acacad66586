/** A table of cells as text, read from a file that somebody sent. */
export interface SheetContent {
  readonly kind: 'xlsx' | 'csv';
  /** Row n of the file stands at n - 1; empty rows at the end are left out. */
  readonly rows: readonly (readonly string[])[];
  /** Name of the sheet that was read, and of every visible one; none in CSV. */
  readonly sheet: string;
  readonly sheets: readonly string[];
  /** How the text was written; `utf-8` in XLSX. */
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1258' | 'tcvn3';
  readonly delimiter: string;
  /** Merged cells by the lines they cover, the first being 1. */
  readonly merged: readonly { readonly ref: string; readonly from: number; readonly to: number }[];
  /** Vietnamese sentences on cells whose value is not known: formulas never computed, errors. */
  readonly faults: readonly { readonly line: number; readonly text: string }[];
}

/** Rows that are known to be plain text, as the demo collection's own tables are. */
export const plainContent = (rows: readonly (readonly string[])[]): SheetContent => ({
  kind: 'csv',
  rows,
  sheet: '',
  sheets: [],
  encoding: 'utf-8',
  delimiter: ',',
  merged: [],
  faults: [],
});

export interface SheetToRead {
  readonly path: string;
  /** Sheet to read; empty: the one that has these headers, else the first. */
  readonly sheet: string;
  /** Folded headers that the wanted sheet is known by. */
  readonly headers: readonly string[];
}

export const MOST_SHEET_ROWS = 20_000;
