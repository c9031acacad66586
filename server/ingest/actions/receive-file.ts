import { basename } from 'node:path';
import type { Attachment } from '#server/items/item.ts';
import type { ActionDeps } from '#server/action-deps.ts';

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

/**
 * The first steps of the pipeline: receive, limits, hash, store, sniff. The bytes are safely stored
 * when the promise is kept. Throws `too-large`, `file-empty`, `storage-full`, `unsupported-type`,
 * `wrong-extension`.
 */
export async function receiveFile(
  deps: Pick<ActionDeps, 'files' | 'newId' | 'sniff' | 'maxFileBytes'>,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Attachment> {
  const shown = cleanFileName(name);
  const stored = await deps.files.put(bytes, deps.maxFileBytes);
  const { mediaType, role } = await deps.files.withLocalPath(stored.sha256, (path) =>
    deps.sniff(path, shown),
  );
  return {
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
}
