import type { Response } from 'express';
import { can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import type { Attachment, Item } from '../item.ts';
import type { ItemCatalog } from '../item-catalog.ts';
import { actorOf } from '#server/http/session.ts';

/**
 * The item when the asker may see it. Throws `item-not-found`, and `item-withdrawn` with title and
 * reason for what readers once saw.
 */
export async function visibleItem(catalog: ItemCatalog, res: Response, id: string): Promise<Item> {
  const item = await catalog.findItem(id);
  if (item === null) throw new AppError('item-not-found', { itemId: id });
  if (can(actorOf(res), 'view', item)) return item;
  if (item.state !== 'withdrawn') throw new AppError('item-not-found', { itemId: id });
  const events = await catalog.events(id);
  const successor = item.supersededBy === null ? null : await catalog.findItem(item.supersededBy);
  throw new AppError('item-withdrawn', {
    itemTitle: item.title,
    reason: events.findLast((e) => e.action === 'withdraw')?.reason ?? '',
    ...(successor?.state === 'published'
      ? { successorId: successor.id, successorTitle: successor.title }
      : {}),
  });
}

/**
 * An attachment together with its item, when the asker may see it. Throws `attachment-not-found`.
 */
export async function visibleAttachment(
  catalog: ItemCatalog,
  res: Response,
  attachmentId: string,
): Promise<{ item: Item; attachment: Attachment }> {
  const item = await catalog.findItemByAttachment(attachmentId);
  const attachment = item?.attachments.find((a) => a.id === attachmentId);
  if (!item || !attachment || !can(actorOf(res), 'view', item))
    throw new AppError('attachment-not-found', { attachmentId });
  return { item, attachment };
}
