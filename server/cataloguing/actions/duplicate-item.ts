import { messages } from '#server/cataloguing/messages.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { newItem } from '#server/items/new-item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

/** The record alone, without the item it belongs to. */
export const recordOfItem = (item: Item): ItemRecord =>
  Object.fromEntries(
    (Object.keys(EMPTY_RECORD) as (keyof ItemRecord)[]).map((field) => [field, item[field]]),
  ) as unknown as ItemRecord;

/**
 * A new draft of the actor's unit with the metadata of another item, without its files. Numbers
 * that belong to one thing only (identifier, ISBN) and what somebody looked at (validity reviewed,
 * approval, printed copies) stay behind. Throws `item-not-found` and `not-allowed`.
 */
export async function duplicateItem(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  { actor, itemId }: { readonly actor: Actor; readonly itemId: string },
): Promise<Item> {
  const source = await getItem(deps, itemId);
  authorise(actor, 'view', source);
  authorise(actor, 'create', 'shelf');
  const record = {
    ...recordOfItem(source),
    identifier: null,
    isbn: '',
    validity: { ...source.validity, reviewedAt: null },
  };
  return rewriteItem(deps, {
    actor,
    before: null,
    item: newItem(deps, actor, record, actor.unitId),
    action: 'create',
    reason: messages.copiedFrom(source.title, source.id),
  });
}
