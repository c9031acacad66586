import { basename } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Attachment } from '#server/items/item.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { StoredFile } from '#server/ports.ts';
import type { ArrivingFile } from '../arriving-catalog.ts';
import { discardOf, type Discard } from './discard-file.ts';

const LONGEST_NAME = 200;

/** The name as shown: no folders, no control characters, NFC (macOS and iOS send NFD). */
export function cleanFileName(name: string): string {
  const flat = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  if (flat.length <= LONGEST_NAME) return flat === '' ? 'tep' : flat;
  const dot = flat.lastIndexOf('.');
  const ending = dot > 0 && flat.length - dot <= 12 ? flat.slice(dot) : '';
  return flat.slice(0, LONGEST_NAME - ending.length) + ending;
}

type ReceiveDeps = Pick<
  ActionDeps,
  'catalog' | 'files' | 'newId' | 'sniff' | 'scan' | 'maxFileBytes'
>;

/** A file that was taken, and how it is given up again should nobody use it. */
export interface TakenFile {
  readonly attachment: Attachment;
  readonly discard: Discard;
}

/** Looks at stored bytes; what is refused is gone at once, what only has to wait stays. */
async function lookAt(
  deps: ReceiveDeps,
  name: string,
  stored: StoredFile,
  mayWait: boolean,
): Promise<TakenFile> {
  const discard = discardOf(deps, stored);
  const shown = cleanFileName(name);
  try {
    const { mediaType, role } = await deps.files.withLocalPath(stored.sha256, (path) =>
      deps.sniff(path, shown),
    );
    await deps.scan(deps.files.read(stored.sha256, null), shown);
    const attachment: Attachment = {
      id: deps.newId(),
      role,
      name: shown,
      mediaType,
      bytes: stored.bytes,
      sha256: stored.sha256,
      pages: null,
      ratio: null,
      seconds: null,
      text: { layer: 'none', encoding: 'unknown' },
      status: { state: 'waiting' },
    };
    return { attachment, discard };
  } catch (error) {
    const passes = error instanceof AppError && ['busy', 'unavailable'].includes(error.kind);
    if (!(mayWait && passes)) await discard();
    throw error;
  }
}

/**
 * The first steps of the pipeline: receive, limits, hash, store, sniff, scan. The bytes are safely stored
 * when the promise is kept. Throws `too-large`, `file-empty`, `storage-full`, `unsupported-type`,
 * `wrong-extension`, `file-infected`, `scan-too-large`, `scan-unavailable`; of what is refused nothing is left.
 */
export async function takeFile(
  deps: ReceiveDeps,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<TakenFile> {
  return lookAt(deps, name, await deps.files.put(bytes, deps.maxFileBytes), false);
}

/** {@link takeFile} for whoever uses the file in any case. */
export const receiveFile = async (...wanted: Parameters<typeof takeFile>): Promise<Attachment> =>
  (await takeFile(...wanted)).attachment;

/** The same steps for a file that came in pieces. Throws `file-missing` besides. */
export async function receiveArrived(
  deps: ReceiveDeps,
  { id, name, bytes, sha256 }: ArrivingFile,
): Promise<TakenFile> {
  // It may have been stored by a process that was killed before it could go on.
  const known = sha256 === null ? null : await deps.files.stat(sha256);
  const stored = known
    ? { sha256: sha256!, bytes, existed: false }
    : await deps.files.arriving.store(id, bytes, (hash) => deps.catalog.noteArrived(id, hash));
  return lookAt(deps, name, stored, true);
}
