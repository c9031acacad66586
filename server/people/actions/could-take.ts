import type { Item } from '#server/items/item.ts';
import { can } from '#server/workflow/access.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Account } from '../account.ts';
import { actorOf } from './who-is.ts';

/** Whether this account could go on with the item: whom it may be handed to. */
export const couldTake = async (
  { catalog }: Pick<ActionDeps, 'catalog'>,
  accounts: readonly Account[],
  item: Item,
): Promise<Account[]> => {
  const units = await catalog.listUnits();
  return accounts.filter(
    (account) => !account.disabled && can(actorOf(account, units, false), 'take', item),
  );
};
