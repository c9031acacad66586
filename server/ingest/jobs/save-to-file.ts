import type { NewJob } from '#server/base/job.ts';
import { AppError } from '#server/base/errors.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';

/** What a machine found out about one file of an item. */
export interface FileFinding {
  readonly attachment: Attachment;
  /** Null leaves the text as it is. */
  readonly text: AttachmentText | null;
  /** What it says of the item itself; absent for nothing. */
  readonly title?: string;
  readonly jobs?: readonly NewJob[];
}

interface Deps {
  readonly catalog: ItemCatalog;
  readonly now: () => string;
}

const ATTEMPTS_AT_A_BUSY_ITEM = 5;

/**
 * Saves what was found with the newest version of the item: somebody may have edited the record
 * meanwhile. `find` is asked again then; null, or a file that is gone, changes nothing. Throws
 * `stale-version` when the item is saved by others all the time.
 */
export async function saveToFile(
  deps: Deps,
  [itemId, attachmentId]: readonly [string, string],
  find: (item: Item, attachment: Attachment) => Promise<FileFinding | null>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const item = await deps.catalog.findItem(itemId);
    const attachment = item?.attachments.find((a) => a.id === attachmentId);
    const found = item && attachment ? await find(item, attachment) : null;
    if (!item || found === null) return;
    try {
      await saveFinding(deps, {
        before: item,
        item: {
          ...item,
          title: found.title ?? item.title,
          attachments: item.attachments.map((a) => (a.id === attachmentId ? found.attachment : a)),
        },
        texts: found.text === null ? [] : [found.text],
        jobs: found.jobs ?? [],
      });
      return;
    } catch (error) {
      if (
        !(error instanceof AppError) ||
        error.code !== 'stale-version' ||
        attempt === ATTEMPTS_AT_A_BUSY_ITEM
      )
        throw error;
    }
  }
}
