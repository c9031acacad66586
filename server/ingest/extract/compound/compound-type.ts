import { AppError } from '#server/base/errors.ts';
import type { RangedFile } from '../ranged-file.ts';
import { CompoundFile, MOST_COMPOUND_BYTES } from './compound-file.ts';

/** Office wraps what a password locks ([MS-OFFCRYPTO] §1.3.2). */
const LOCKED = 'EncryptedPackage';
/** The stream that each program keeps its document in. */
const TYPES: readonly (readonly [stream: string, mediaType: string])[] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
];
const OTHER = 'application/x-cfb';

/**
 * What a compound file is, by its streams.
 * @throws AppError file-encrypted | file-broken | file-too-slow (more than 50 MB)
 */
export async function compoundType(file: RangedFile): Promise<string> {
  if (file.size > MOST_COMPOUND_BYTES)
    throw new AppError('file-too-slow', { bytes: file.size, limit: MOST_COMPOUND_BYTES });
  const compound = await CompoundFile.open(file);
  if (compound.has(LOCKED)) throw new AppError('file-encrypted');
  return TYPES.find(([stream]) => compound.has(stream))?.[1] ?? OTHER;
}
