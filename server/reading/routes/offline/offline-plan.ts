import type { Attachment, Item } from '#server/items/item.ts';
import { mayDownload } from '#server/items/rights.ts';
import { chapterPath, itemPath, pagePath } from '#web/paths/reading.ts';
import { readable, paramFor } from '#server/items/routes/present-item.ts';

/** More than this is not kept on a reader's telephone. */
export const MOST_OFFLINE_BYTES = 40_000_000;
/** Pages of one address in the text form. */
const RUN = 5;
/** What a page weighs besides its words, not compressed. */
const PAGE_BYTES = 22_000;

interface Part {
  readonly addresses: readonly string[];
  readonly bytes: number;
}

const numbers = (count: number, step = 1): number[] =>
  Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step + 1);

/**
 * A file's pages as text, a book's chapters, a leaflet's pictures; recordings and pages without
 * text stay with the network.
 */
function partOf(item: Item, attachment: Attachment, textBytes: number): Part {
  const attached = paramFor(item, attachment.id);
  const pages = attachment.pages ?? 1;
  if (attachment.mediaType === 'application/pdf') {
    const runs =
      attachment.status.state === 'ready' && attachment.text.layer !== 'none'
        ? numbers(pages, RUN)
        : [];
    return {
      addresses: runs.map((n) => pagePath(item.id, n, { attachment: attached, mode: 'chu' })),
      bytes: runs.length === 0 ? 0 : textBytes,
    };
  }
  return {
    addresses: numbers(pages).map((n) => chapterPath(item.id, n, { attachment: attached })),
    bytes: attachment.bytes + textBytes,
  };
}

function leaflet(item: Item, pictures: readonly Attachment[]): Part {
  return {
    addresses: numbers(pictures.length).map((n) => pagePath(item.id, n)),
    bytes: pictures.reduce((sum, a) => sum + a.bytes, 0),
  };
}

/**
 * What is fetched when a reader keeps an item on a device, and about how much that is; null where
 * nothing can or may be kept.
 */
export function offlinePlan(
  item: Item,
  textBytes: number,
): { readonly addresses: readonly string[]; readonly bytes: number } | null {
  if (item.state !== 'published' || !mayDownload(item.rights.kind)) return null;
  const files = readable(item);
  const pictures = files.map((f) => f.attachment).filter((a) => a.mediaType.startsWith('image/'));
  // The words of a leaflet stand under its first picture: their file need not be kept besides.
  const parts =
    pictures.length > 0
      ? [leaflet(item, pictures)]
      : files
          .filter((f) => f.kind === 'pages' || f.kind === 'chapters')
          .map((f) => partOf(item, f.attachment, textBytes));
  const addresses = parts.flatMap((p) => p.addresses);
  const bytes = parts.reduce((sum, p) => sum + p.bytes, 0) + (addresses.length + 1) * PAGE_BYTES;
  return addresses.length === 0 || bytes > MOST_OFFLINE_BYTES
    ? null
    : { addresses: [itemPath(item.id), ...addresses], bytes };
}
