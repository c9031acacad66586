import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { packPage, unpackPage } from '#server/ingest/packed-page.ts';

/** What was found on a page as both storages keep it: its short text, deflated. */
export const packFound = (found: RecognisedPage | null): Buffer | null =>
  found === null ? null : deflateRawSync(packPage(found), { level: 9 });

/** The short text of what was found. */
export const packedText = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : inflateRawSync(bytes).toString('utf8');

/** The inverse of {@link packFound}. */
export function unpackFound(bytes: Uint8Array | null): RecognisedPage | null {
  const packed = packedText(bytes);
  return packed === null ? null : unpackPage(packed);
}
