import type { Item } from '#server/items/item.ts';
import type { JobDeps } from '#server/jobs/room-jobs.ts';
import { COVER_WIDTH, pagePictureKey } from '#server/reading/page-picture-form.ts';

/** The first page of an item's first file that has pages, as WebP; null for none. */
export const coverOf =
  ({ storage, extraction }: Pick<JobDeps, 'storage' | 'extraction'>) =>
  async (item: Item): Promise<Uint8Array | null> => {
    const file = item.attachments.find(
      ({ mediaType }) => mediaType === 'application/pdf' || mediaType.startsWith('image/'),
    );
    if (file === undefined) return null;
    const kept = await storage.files.findDerived(pagePictureKey(file.sha256, 1, COVER_WIDTH));
    if (kept !== null) return kept;
    return storage.files
      .withLocalPath(file.sha256, (path) =>
        file.mediaType === 'application/pdf'
          ? extraction.pageImage({ path, page: 1, width: COVER_WIDTH })
          : extraction.image({ path, width: COVER_WIDTH }),
      )
      .catch(() => null);
  };
