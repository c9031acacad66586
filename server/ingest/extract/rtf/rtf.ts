import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { MOST_COMPOUND_BYTES } from '../compound/compound-file.ts';
import { bookOf } from '../office/repaired-book.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { RtfReader } from './rtf-reader.ts';
import { RtfTokens } from './rtf-tokens.ts';

/**
 * A file in Rich Text Format as chapters. Pictures and embedded objects are left out.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-empty | file-too-slow (more than 50 MB)
 */
export async function extractRtf(path: string, asItIs: boolean): Promise<Extraction> {
  const { size } = await stat(path);
  if (size > MOST_COMPOUND_BYTES)
    throw new AppError('file-too-slow', { bytes: size, limit: MOST_COMPOUND_BYTES });
  const findings = new ReadingNotes();
  const reader = new RtfReader(findings);
  for (const token of new RtfTokens(await readFile(path))) reader.take(token);
  const html = reader.html();
  return bookOf({ html, metadata: reader.metadata, findings, store: null }, asItIs);
}
