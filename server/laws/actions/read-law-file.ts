import { open, readFile } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import type { SheetContent, SheetToRead } from '#server/tables/sheet.ts';
import { beginsAsJson, lawTableOfJson } from '../law-json.ts';
import { LAW_COLUMNS } from '../law-sheet.ts';
import { messages } from '../messages.ts';

/** Twenty thousand documents with all that the national database says of each. */
const MOST_JSON_BYTES = 32 * 1024 ** 2;
const GLANCE_BYTES = 64;

/** Whether the file is JSON, and its size. Throws `invalid-sheet` for JSON that is too large. */
async function isJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GLANCE_BYTES), 0, GLANCE_BYTES, 0);
    if (!beginsAsJson(buffer.toString('utf8', 0, bytesRead))) return false;
    if ((await file.stat()).size > MOST_JSON_BYTES)
      throw new AppError('invalid-sheet', { fields: { sheet: messages.largeJson } });
    return true;
  } finally {
    await file.close();
  }
}

/**
 * A list of laws from a file on this machine: a sheet (CSV, XLSX), or the JSON of the national
 * database of legal documents. Throws `invalid-sheet`, and what reading a sheet throws.
 */
export async function readLawFile(
  { readSheet }: { readonly readSheet: (file: SheetToRead) => Promise<SheetContent> },
  path: string,
): Promise<SheetContent> {
  return (await isJson(path))
    ? lawTableOfJson(await readFile(path, 'utf8'))
    : readSheet({ path, sheet: '', headers: LAW_COLUMNS.headers });
}
