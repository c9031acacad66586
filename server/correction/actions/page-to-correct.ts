import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { holdsPage } from '#server/items/page-ranges.ts';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { EMPTY_PAGE, pageNow, type PageNow } from '../corrected-page.ts';
import type { CorrectedPageKey, PageCorrection } from '../page-correction.ts';

/** A page as an address names it. */
export interface PageAddress {
  readonly itemId: string;
  readonly attachmentId: string;
  /** In the file, from 1. */
  readonly page: number;
}

export interface PageToCorrect {
  readonly item: Item;
  readonly attachment: Attachment;
  readonly key: CorrectedPageKey;
  /** What a machine read; null where it could not, or has not yet. */
  readonly found: RecognisedPage | null;
  /** At version 0 where nobody touched the page. */
  readonly correction: PageCorrection;
  readonly now: PageNow;
}

/** A page of which nobody corrected anything, or as it is kept. */
async function correctionOf(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  key: CorrectedPageKey,
  { width, height }: RecognisedPage,
): Promise<PageCorrection> {
  const kept = await catalog.findCorrection(key);
  return kept ?? { ...key, version: 0, width, height, lines: [], done: null };
}

/** The file and page of an address. Throws `page-not-found` for a page that no machine reads. */
export function addressedPage(item: Item, { attachmentId, page }: PageAddress): Attachment {
  const attachment = item.attachments.find((a) => a.id === attachmentId);
  if (attachment?.recognition === undefined || !holdsPage(attachment.recognition.pages, page))
    throw new AppError('page-not-found', { itemId: item.id, attachmentId, page });
  return attachment;
}

/**
 * A page as it stands, for whoever may edit the item. Throws `item-not-found`, `not-allowed`,
 * `page-not-found`.
 */
export async function pageToCorrect(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  address: PageAddress,
): Promise<PageToCorrect> {
  const item = await getItem(deps, address.itemId);
  authorise(actor, 'edit', item);
  const attachment = addressedPage(item, address);
  const key = { itemId: item.id, sha256: attachment.sha256, page: address.page };
  const found = (await deps.catalog.findReading(attachment.id, address.page))?.found ?? null;
  const correction = await correctionOf(deps, key, found ?? EMPTY_PAGE);
  return { item, attachment, key, found, correction, now: pageNow(found, correction) };
}
