import { AppError } from '#server/base/errors.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures } from '#server/http/derived-pictures.ts';
import { pagePictureKey } from '../page-picture-form.ts';

export type PagePicture = (
  attachment: Attachment,
  page: number,
  width: number,
) => Promise<Uint8Array>;

/** Pages of PDFs and pictures, so many pixels wide, as WebP. */
export function pagePictures(deps: AppDeps): PagePicture {
  const kept = derivedPictures(deps);
  return (attachment, page, width) =>
    kept(pagePictureKey(attachment.sha256, page, width), () =>
      deps.storage.files.withLocalPath(attachment.sha256, (path) =>
        attachment.mediaType.startsWith('image/')
          ? deps.image({ path, width })
          : deps.pageImage({ path, page, width }),
      ),
    );
}

/** Drafts and withdrawn items are for staff alone. */
export const confidential = (item: Item): boolean => item.state !== 'published';

/** What becomes of a picture whose file cannot be drawn; throws on what passes by itself. */
export function noPicture(error: unknown): null {
  if (error instanceof AppError && ['busy', 'unavailable'].includes(error.kind)) throw error;
  return null;
}
