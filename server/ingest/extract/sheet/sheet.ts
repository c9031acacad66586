import { open, readFile, stat } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import type { SheetContent, SheetToRead } from '#server/tables/sheet.ts';
import { readBagFile } from '../foreign/read-bag.ts';
import { fitForeignTable, readForeignFile } from '../foreign/read-foreign.ts';
import { readCsvSheet } from './sheet-csv.ts';
import { readXlsxSheet } from './sheet-xlsx.ts';

const MOST_CSV_BYTES = 32 * 2 ** 20;
/** Compound files: .xls of Excel 97 and everything Office encrypts with a password. */
const COMPOUND = 'd0cf11e0';
const ZIP = '504b0304';

async function firstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await file.close();
  }
}

/**
 * Reads a table that somebody sent, whatever its name says. Macros are never looked at, formulas
 * never computed.
 * @throws AppError file-empty, sheet-old, sheet-too-large, invalid-sheet, file-broken, file-bomb,
 * file-encrypted
 */
export async function readSheetFile(request: SheetToRead): Promise<SheetContent> {
  const { size } = await stat(request.path);
  if (size === 0) throw new AppError('file-empty');
  const start = await firstBytes(request.path);
  if (start === COMPOUND) throw new AppError('sheet-old');
  if (start === ZIP) {
    const bag = request.foreign ? await readBagFile(request.path, request.foreign) : null;
    return bag ?? readXlsxSheet(request);
  }
  if (request.foreign) {
    const foreign = await readForeignFile(request.path, request.foreign);
    if (foreign !== null) return foreign;
  }
  if (size > MOST_CSV_BYTES) throw new AppError('sheet-too-large', { bytes: size });
  const table = readCsvSheet(await readFile(request.path));
  return request.foreign ? fitForeignTable(table, request.foreign) : table;
}
