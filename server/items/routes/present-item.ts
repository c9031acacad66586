import type { ItemCard } from '#web/items/cover.tsx';
import type { ItemLink } from '#web/items/item-row.tsx';
import type { FileView, ReadingKind } from '#web/reading/file-view.ts';
import { isOldForm, wrappingOf } from '../file-note.ts';
import type { Attachment, Item, Passage } from '../item.ts';
import { pageLabel } from '../page-labels.ts';
import { countPages } from '../page-ranges.ts';
import {
  readStanding,
  readStandings,
  type StandingDeps,
} from '#server/laws/actions/read-standings.ts';
import type { Standing } from '#server/laws/standing.ts';
import { mayHaveRole, mayRead } from '../rights.ts';

/** How a file opens on this site; null when there is nothing to show. */
export function readingKind(attachment: Attachment): ReadingKind | null {
  const { mediaType, status } = attachment;
  if (mediaType.startsWith('video/')) return 'video';
  if (mediaType.startsWith('audio/')) return 'audio';
  if (mediaType.startsWith('image/')) return status.state === 'failed' ? null : 'pages';
  if (
    status.state !== 'ready' &&
    !(mediaType === 'application/pdf' && status.state === 'needs-ocr')
  )
    return null;
  if (isOldForm(attachment)) return null;
  if (mediaType === 'application/pdf') return 'pages';
  return attachment.role === 'captions' ? null : 'chapters';
}

/**
 * Files that open, in reading order: text before pictures of it, recordings last of all only when
 * there is something to read.
 */
export function readable(
  item: Item,
): readonly { readonly attachment: Attachment; readonly kind: ReadingKind }[] {
  if (!mayRead(item.rights.kind)) return [];
  return item.attachments.flatMap((attachment) => {
    const kind = readingKind(attachment);
    return kind === null ? [] : [{ attachment, kind }];
  });
}

const isMedia = (item: Item): boolean =>
  item.attachments[0]?.role === 'video' || item.attachments[0]?.role === 'audio';

export const itemCard = (item: Item, standing: Standing): ItemCard => ({
  id: item.id,
  slug: item.slug,
  title: item.title,
  language: item.language,
  genre: item.genre,
  compilers: item.compilers,
  issued: item.issued,
  standing,
  publishedAt: item.publishedAt,
  isMedia: isMedia(item),
  subject: item.subjects[0] ?? null,
  cover: null,
});

/** Items as cards, in their order, each with how it stands today. */
export async function itemCards(deps: StandingDeps, items: readonly Item[]): Promise<ItemCard[]> {
  const standings = await readStandings(deps, items);
  return items.map((item, i) => itemCard(item, standings[i]!));
}

export const itemLink = (item: Item, standing: Standing): ItemLink => ({
  id: item.id,
  slug: item.slug,
  title: item.title,
  standing,
});

/** The number printed on the page of a passage where that is another one than its place. */
export function printedPage(
  item: Item,
  { attachmentId, locator }: Pick<Passage, 'attachmentId' | 'locator'>,
): string | null {
  if (locator.kind !== 'page') return null;
  const attachment = item.attachments.find(({ id }) => id === attachmentId);
  return pageLabel(attachment?.labels, locator.page);
}

/** An item as a page that shows a part of it names it, with how it stands today. */
export const readItemLink = async (deps: StandingDeps, item: Item): Promise<ItemLink> =>
  itemLink(item, await readStanding(deps, item));

export const fileView =
  (item: Item) =>
  (a: Attachment): FileView => ({
    id: a.id,
    name: a.name,
    role: a.role,
    mediaType: a.mediaType,
    bytes: a.bytes,
    pages: a.pages,
    seconds: a.seconds,
    status: a.status,
    isWrapping: wrappingOf(a) !== null || isOldForm(a),
    textless: countPages(a.textless ?? []),
    beingRead: a.recognition?.state === 'waiting' && a.recognition.inText > 0,
    opens: mayRead(item.rights.kind) ? readingKind(a) : null,
    hasCopy: hasSearchableCopy(a),
  });

/** Whether words of the file were read from its pictures, so that a copy can have them. */
export const hasSearchableCopy = ({ recognition }: Attachment): boolean =>
  recognition !== undefined && recognition.inText > 0;

/** Whether a reader may have the bytes of this file. */
export const mayHaveBytes = (item: Item, attachment: Attachment): boolean =>
  mayHaveRole(item.rights.kind, attachment.role);

/** Files with pages whose pictures may go to other sites: those that may be taken away. */
export const pagesToGive = (item: Item): readonly Attachment[] =>
  readable(item)
    .filter(({ kind, attachment }) => kind === 'pages' && mayHaveBytes(item, attachment))
    .map(({ attachment }) => attachment);

/**
 * What a hit's address must name: nothing for the first file of its kind and for captions of the
 * first recording.
 */
export function paramFor(item: Item, attachmentId: string): string | null {
  const attachment = item.attachments.find((a) => a.id === attachmentId);
  if (!attachment || attachment.role === 'captions') return null;
  const all = readable(item);
  const own = all.find((r) => r.attachment.id === attachmentId);
  return own === undefined || all.find((r) => r.kind === own.kind) === own ? null : attachmentId;
}
