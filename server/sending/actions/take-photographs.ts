import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import {
  isPhotograph,
  MOST_PHOTOGRAPH_BYTES,
  MOST_PHOTOGRAPHS,
  type Photograph,
} from '#server/items/photograph.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { messages } from '../messages.ts';

/** A picture of a camera that was stored, as a page; other files become attachments. */
export const photographOf = ({ id, name, mediaType, bytes, sha256 }: Attachment): Photograph => ({
  id,
  name,
  mediaType,
  bytes,
  sha256,
  turn: 0,
  left: false,
  whole: false,
});

/**
 * Looks at a stored picture before it becomes a page. Throws `too-large` (50 MB),
 * `picture-too-large`, `picture-too-small`, `picture-dark`, `file-broken`.
 */
export async function refuseBadPhotograph(
  deps: Pick<ActionDeps, 'files'> & {
    readonly checkPhotograph: (request: { readonly path: string }) => Promise<void>;
  },
  { mediaType, bytes, sha256 }: Pick<Attachment, 'mediaType' | 'bytes' | 'sha256'>,
): Promise<void> {
  if (!isPhotograph(mediaType)) return;
  if (bytes > MOST_PHOTOGRAPH_BYTES)
    throw new AppError('too-large', {
      limit: MOST_PHOTOGRAPH_BYTES,
      sentence: messages.photographTooLarge,
    });
  await deps.files.withLocalPath(sha256, (path) => deps.checkPhotograph({ path }));
}

/** What was sent in one go, as pages and attachments, in order. */
export const sortedOut = (
  files: readonly Attachment[],
): { readonly pages: Photograph[]; readonly attachments: Attachment[] } => ({
  pages: files.filter(({ mediaType }) => isPhotograph(mediaType)).map(photographOf),
  attachments: files.filter(({ mediaType }) => !isPhotograph(mediaType)),
});

/**
 * The item with more pages after those it has; a picture that it has already is left out. Throws
 * `invalid-input` above 200.
 */
export function withPages(item: Item, pages: readonly Photograph[]): Item {
  const had = item.photographs?.pages ?? [];
  const known = new Set(had.map(({ sha256 }) => sha256));
  const added = pages.filter(({ sha256 }) => !known.has(sha256) && known.add(sha256));
  if (added.length === 0) return item;
  if (had.length + added.length > MOST_PHOTOGRAPHS)
    throw new AppError('invalid-input', { fields: { files: messages.tooMany(had.length) } });
  return {
    ...item,
    photographs: {
      pages: [...had, ...added],
      attachmentId: item.photographs?.attachmentId ?? null,
      state: 'open',
      fault: null,
    },
  };
}
