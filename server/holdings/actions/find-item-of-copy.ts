import { messages } from '#server/holdings/messages.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Item } from '#server/items/item.ts';
import { nameKey } from '#server/cataloguing/name-list.ts';

/**
 * How a line of a register names its item: the id wins over the catalogue's number, that over the
 * title.
 */
export interface NamedItem {
  readonly itemId: string;
  readonly identifier: string;
  readonly title: string;
}

/** More of one title than anybody would look through. */
const MOST_OF_A_TITLE = 50;
const tidy = (title: string): string =>
  title.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();

async function byTitle(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  title: string,
): Promise<Item | string> {
  const key = nameKey(title);
  const named =
    key === ''
      ? []
      : (
          await catalog.itemsNamed({
            kind: 'title',
            key,
            values: null,
            units: unitsSeen(actor),
            limit: MOST_OF_A_TITLE,
            after: null,
          })
        ).rows;
  const exact = named.filter(
    (item) => tidy(item.title) === tidy(title) && can(actor, 'view', item),
  );
  if (exact.length === 1) return exact[0]!;
  return exact.length === 0
    ? messages.noItemOfTitle(title)
    : messages.severalItemsOfTitle(exact.length, title);
}

/**
 * The item that a line means and this person may see, or a Vietnamese sentence why there is none.
 */
export async function findCopiedItem(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  { itemId, identifier, title }: NamedItem,
): Promise<Item | string> {
  if (itemId === '' && identifier === '')
    return title === '' ? messages.writeItem : byTitle(deps, actor, title);
  const item =
    itemId === ''
      ? await deps.catalog.findItemByIdentifier(identifier)
      : await deps.catalog.findItem(itemId);
  if (item !== null && can(actor, 'view', item)) return item;
  return itemId === '' ? messages.noItemOfIdentifier(identifier) : messages.noItemOfCode(itemId);
}
