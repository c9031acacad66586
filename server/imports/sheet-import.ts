import type { CatalogColumn } from './catalog-row.ts';
import type { MeantValue, UnknownValue } from './listed-values.ts';
import type { SheetContent } from '#server/tables/sheet.ts';

/**
 * Planned: `new`, `changed`, `same`, `exists`, `refused`, `gone` (the source has it no more);
 * carried out: `added`, `updated`; what stays as planned keeps its word.
 */
export const IMPORT_OUTCOMES = [
  'new',
  'changed',
  'same',
  'exists',
  'refused',
  'added',
  'updated',
  'gone',
] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** One line of an imported sheet. */
export interface ImportRow {
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly title: string;
  /**
   * The item it makes or changes. A new one has its id before it is written: carried out twice, it
   * is still one item.
   */
  readonly itemId: string | null;
  readonly files: readonly string[];
  readonly changes: readonly {
    readonly column: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Vietnamese sentences: why it is refused, what wants attention. */
  readonly notes: readonly string[];
}

/** A sheet somebody sent, with what came beside it and how far it has got. */
export interface ImportRun {
  readonly id: string;
  readonly createdAt: string;
  readonly accountId: string;
  readonly by: string;
  /** Whose drafts new items become: only its people see the import. */
  readonly unitId: string;
  readonly name: string;
  readonly sha256: string;
  readonly form: SheetContent['kind'];
  /** Who sent it, where the records do not say; may be empty. */
  readonly sender: string;
  /** The source it was harvested from; null for a file. */
  readonly sourceId: string | null;
  /** A ZIP of files, and files sent one by one; paths as they were sent. */
  readonly zip: { readonly name: string; readonly sha256: string } | null;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly encoding: SheetContent['encoding'];
  readonly delimiter: string;
  readonly headerLine: number;
  /** Headers as they stand in the sheet, and what each column is taken for. */
  readonly headers: readonly string[];
  readonly columns: readonly (CatalogColumn | null)[];
  /** Values of its lines that stand on no list. */
  readonly unknown: readonly UnknownValue[];
  /** What a person said that such values mean. */
  readonly meant: readonly MeantValue[];
  readonly publish: boolean;
  /** Only new items are taken; what changed waits for a person. */
  readonly newOnly: boolean;
  /**
   * `stopped`: its starter may no longer import, or its files cannot be read; may be started again.
   */
  readonly state: 'planned' | 'running' | 'stopped' | 'done';
  readonly endedAt: string | null;
}

/** An import as read from a store: those saved before it had a form are of sheets. */
export const storedImport = (raw: ImportRun): ImportRun => ({
  ...raw,
  unitId: (raw as Partial<ImportRun>).unitId ?? '',
  form: (raw as Partial<ImportRun>).form ?? (raw.sheet === '' ? 'csv' : 'xlsx'),
  sender: (raw as Partial<ImportRun>).sender ?? '',
  sourceId: (raw as Partial<ImportRun>).sourceId ?? null,
  newOnly: (raw as Partial<ImportRun>).newOnly ?? false,
  unknown: (raw as Partial<ImportRun>).unknown ?? [],
  meant: (raw as Partial<ImportRun>).meant ?? [],
});

export type ImportCounts = Readonly<Partial<Record<ImportOutcome, number>>>;
