import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';

/** Text files above this are refused: they are parsed whole, and no booklet comes near it. */
export const MAX_TEXT_FILE = 32 * 2 ** 20;

/** @throws AppError file-empty | file-too-slow (larger than a text may be) */
export async function readWholeText(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size === 0) throw new AppError('file-empty');
  if (size > MAX_TEXT_FILE)
    throw new AppError('file-too-slow', { bytes: size, limit: MAX_TEXT_FILE });
  return readFile(path);
}
