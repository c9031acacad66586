import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import { MOST_SHEET_ROWS, type LineNote, type SheetContent } from '#server/tables/sheet.ts';
import { FOREIGN_COLUMNS, ForeignRows } from './foreign-rows.ts';

const MOST_BYTES = 256 * 2 ** 20;

const isTable = (rows: unknown): rows is string[][] =>
  Array.isArray(rows) &&
  rows.length <= MOST_SHEET_ROWS + 1 &&
  rows.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'));
const isNotes = (notes: unknown): notes is LineNote[] =>
  Array.isArray(notes) &&
  notes.every(
    (note: Partial<LineNote>) => typeof note?.line === 'number' && typeof note?.text === 'string',
  );

/**
 * Reads lines that a harvest kept as a file. Anybody may send such a file: it is no more than a
 * sheet then, and its shape is looked at.
 * @throws AppError invalid-sheet, sheet-too-large
 */
export async function readHarvestedFile(path: string): Promise<SheetContent> {
  if ((await stat(path)).size > MOST_BYTES) throw new AppError('sheet-too-large');
  let told: Partial<SheetContent>;
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as { content?: Partial<SheetContent> };
    told = kept.content ?? {};
  } catch (cause) {
    throw new AppError('invalid-sheet', {}, { cause });
  }
  const { rows, columns, notes, faults, gone } = told;
  const same = Array.isArray(columns) && columns.join() === FOREIGN_COLUMNS.join();
  const whole = isTable(rows) && isNotes(notes) && isNotes(faults) && Array.isArray(gone);
  if (!same || !whole) throw new AppError('invalid-sheet');
  return new ForeignRows().content('harvest', {
    rows,
    notes,
    faults,
    gone: gone.filter((line) => typeof line === 'number'),
  });
}
