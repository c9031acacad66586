/** Forms of other libraries and shelves that are read into rows of the catalogue's own columns. */
export const FOREIGN_FORMS = ['marc', 'marcxml', 'koha', 'dspace', 'bag', 'harvest'] as const;
export type ForeignForm = (typeof FOREIGN_FORMS)[number];

/** A Vietnamese sentence on a line. */
export interface LineNote {
  readonly line: number;
  readonly text: string;
}

/** A table of cells as text, read from a file that somebody sent. */
export interface SheetContent {
  readonly kind: 'xlsx' | 'csv' | ForeignForm;
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
  readonly faults: readonly LineNote[];
  /** What the cells are, where the form itself says it; absent where a header line does. */
  readonly columns?: readonly string[];
  /** What has to be known of lines that are taken all the same. */
  readonly notes?: readonly LineNote[];
  /** Checksums that the sender gives of files, `sha256:…` in hexadecimal, by path. */
  readonly digests?: Readonly<Record<string, string>>;
  /** What the cells of a line are too narrow for, as JSON, by line. */
  readonly whole?: Readonly<Record<number, string>>;
  /** Lines that say that the source has the record no more. */
  readonly gone?: readonly number[];
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
  /** With it, forms of other libraries are recognised too. */
  readonly foreign?: ForeignTerms;
}

/** What a record of another library is fitted to. */
export interface ForeignTerms {
  /** Who sent it, where the records themselves do not say; may be empty. */
  readonly sender: string;
  readonly genres: readonly NamedCode[];
  readonly audiences: readonly NamedCode[];
  /** Codes of the parts of subjects that this shelf has. */
  readonly parts: readonly string[];
  /** The files' checksums are to be computed: for the dry run. */
  readonly verify: boolean;
}

export interface NamedCode {
  readonly code: string;
  readonly label: string;
}

export const MOST_SHEET_ROWS = 20_000;
