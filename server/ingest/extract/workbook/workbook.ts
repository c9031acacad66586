import { createRequire } from 'node:module';
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import { openArchive } from '../archive.ts';
import { CompoundFile } from '../compound/compound-file.ts';
import { readProperties } from '../compound/properties.ts';
import { escapeText } from '../html/chapter-blocks.ts';
import {
  gridTable,
  MOST_COLUMNS,
  MOST_ROWS,
  worksheetsMarkup,
  type GridCell,
} from '../office/grid-table.ts';
import { coreProperties } from '../office/core-properties.ts';
import { bookOf } from '../office/repaired-book.ts';
import { withRangedFile } from '../ranged-file.ts';
import { ReadingNotes } from '../reading-notes.ts';

/** Its CommonJS form: the other one leaves out code pages. Loaded with the first workbook. */
const library = (): typeof import('@e965/xlsx') => createRequire(import.meta.url)('@e965/xlsx');

/** Formulas are never computed, macros and embedded objects never looked at. */
const OPTIONS = {
  type: 'buffer',
  sheetRows: MOST_ROWS,
  cellFormula: false,
  cellHTML: false,
  bookVBA: false,
  bookFiles: false,
} as const;

function readWorkbook(bytes: Buffer): WorkBook {
  try {
    return library().read(bytes, OPTIONS);
  } catch (cause) {
    const locked = /password|encrypt/iu.test(String(cause));
    throw new AppError(locked ? 'file-encrypted' : 'file-broken', {}, { cause });
  }
}

const ADDRESS = /^([A-Z]{1,3})(\d{1,7})$/u;
const columnOf = (letters: string): number =>
  Array.from(letters).reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;

interface CellValue {
  readonly t: string;
  readonly v?: unknown;
  readonly w?: string;
}

/** Texts as they stand, since a number format may pad them; numbers and dates as shown. */
const shownValue = ({ t, v, w }: CellValue): string =>
  t === 'z' || t === 'e' ? '' : (t === 's' ? String(v ?? '') : (w ?? String(v ?? ''))).trim();

function cellsOf(worksheet: WorkSheet, notes: ReadingNotes): GridCell[] {
  const spans = new Map(
    (worksheet['!merges'] ?? []).map(({ s, e }) => [
      `${s.r} ${s.c}`,
      { columns: e.c - s.c + 1, rows: e.r - s.r + 1 },
    ]),
  );
  const cells: GridCell[] = [];
  for (const key in worksheet) {
    const [, letters, number] = ADDRESS.exec(key) ?? [];
    if (letters === undefined) continue;
    const html = escapeText(shownValue(worksheet[key] as CellValue)).replace(/\r?\n/gu, '<br>');
    if (html === '') continue;
    const [column, row] = [columnOf(letters), Number(number) - 1];
    if (column >= MOST_COLUMNS || row >= MOST_ROWS) notes.add('not-kept', 'ô ngoài bảng');
    const { columns = 1, rows = 1 } = spans.get(`${row} ${column}`) ?? {};
    cells.push({ column, row, html, columns, rows });
  }
  return cells;
}

function markupOf(workbook: WorkBook, notes: ReadingNotes): string {
  const hidden = workbook.Workbook?.Sheets ?? [];
  return worksheetsMarkup(
    workbook.SheetNames.flatMap((name, i) => {
      const worksheet = workbook.Sheets[name];
      if (worksheet === undefined) return [];
      const table = gridTable(cellsOf(worksheet, notes));
      if ((hidden[i]?.Hidden ?? 0) === 0) return [{ name: escapeText(name), table }];
      if (table !== '') notes.add('hidden-text', name);
      return [];
    }),
  );
}

async function oldProperties(path: string): Promise<FileMetadata> {
  return withRangedFile(path, async (file) => readProperties(await CompoundFile.open(file)));
}

async function workbookText(
  path: string,
  metadata: FileMetadata,
  asItIs: boolean,
): Promise<Extraction> {
  const bytes = await withRangedFile(path, (file) => file.bytes(0, file.size));
  const findings = new ReadingNotes();
  const html = markupOf(readWorkbook(bytes), findings);
  return bookOf({ html, metadata, findings, store: null }, asItIs);
}

/**
 * A workbook of Excel 97–2003 (and 5.0, 95) as tables. It names no font for its cells, so their
 * words alone tell their encoding.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-empty | file-encrypted | file-too-slow
 */
export async function extractXls(path: string, asItIs: boolean): Promise<Extraction> {
  const metadata = await oldProperties(path);
  return workbookText(path, metadata, asItIs);
}

/**
 * The same of a workbook of Excel 2007 and later (ECMA-376). Its directory is looked at first: what
 * would unpack to far more than it is never reaches the library.
 * @throws AppError file-broken | file-bomb | file-empty | file-encrypted | file-too-slow
 */
export async function extractXlsx(path: string, asItIs: boolean): Promise<Extraction> {
  const archive = await openArchive(path);
  let metadata: FileMetadata;
  try {
    metadata = await coreProperties(archive, 'docProps/core.xml', 'dcterms:created');
  } finally {
    archive.close();
  }
  return workbookText(path, metadata, asItIs);
}
