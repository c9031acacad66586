import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import { plainContent, type SheetContent } from '#server/tables/sheet.ts';
import { decodeText, decodeXml } from '../decode-text.ts';
import { readSheetFile } from '../sheet/sheet.ts';
import { rowsOfJson, rowsOfXml } from './receipt-rows.ts';

const MOST_BYTES = 64 * 2 ** 20;

/**
 * A receipt as a table, whatever form it has: CSV and XLSX as any sheet, JSON and XML by their
 * records, each field a column.
 * @throws AppError file-empty, invalid-sheet, sheet-old, sheet-too-large, file-broken
 */
export async function readReceiptFile({ path }: { readonly path: string }): Promise<SheetContent> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new AppError('sheet-too-large', { bytes: size });
  const bytes = await readFile(path);
  const begins = decodeText(bytes.subarray(0, 4_096))
    .replace(/^\ufeff/u, '')
    .trimStart();
  if (begins.startsWith('{') || begins.startsWith('['))
    return plainContent(rowsOfJson(decodeText(bytes).replace(/^\ufeff/u, '')));
  if (begins.startsWith('<')) return plainContent(rowsOfXml(decodeXml(bytes)));
  return readSheetFile({ path, sheet: '', headers: [] });
}
