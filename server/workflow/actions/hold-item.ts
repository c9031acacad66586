import { authorise, can } from '../access.ts';
import type { Account, Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { noticesOf } from '../notice.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { eventOf, getItem, refuseErrors } from '#server/items/actions/item-record.ts';
import { actorOf } from '#server/people/actions/who-is.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** Whether this account could go on with the item: whom it may be handed to. */
export const couldTake = async (
  { catalog }: Pick<Deps, 'catalog'>,
  accounts: readonly Account[],
  item: Item,
): Promise<Account[]> => {
  const units = await catalog.listUnits();
  return accounts.filter(
    (account) => !account.disabled && can(actorOf(account, units), 'take', item),
  );
};

/**
 * Takes an item over (`to` is oneself), hands it to somebody, or gives it back to the queue (`to` is empty); others still may take it.
 * Throws `item-not-found`, `not-allowed`, `invalid-input` (nobody such, or who may not do it), `stale-version`.
 */
export async function holdItem(
  deps: Deps,
  actor: Actor,
  itemId: string,
  to: string,
  note: string,
): Promise<Item> {
  const before = await getItem(deps, itemId);
  authorise(actor, 'take', before);
  refuseErrors(tooLongErrors({ note: ['Ghi chú', note] }));
  const account = to === '' ? null : await deps.catalog.findAccountById(to);
  if (to !== '' && (account === null || (await couldTake(deps, [account], before)).length === 0))
    refuseErrors({ to: 'Người này không làm được bước này; hãy chọn người khác.' });
  const holder = account === null ? null : { id: account.id, name: account.displayName };
  if (holder?.id === before.work.holder?.id) return before;
  const item: Item = { ...before, work: { ...before.work, holder }, updatedAt: before.updatedAt };
  const action = holder?.id === actor.accountId ? 'take' : 'hand-over';
  const event = eventOf(
    deps,
    actor,
    before,
    item,
    action,
    [action === 'hand-over' ? (holder?.name ?? 'Trả về hàng chờ') : '', note]
      .filter((s) => s !== '')
      .join(': '),
  );
  // Whoever gets the work knows their own name.
  return deps.catalog.saveItem({
    item,
    event,
    texts: [],
    jobs: [],
    notices: noticesOf({ ...event, reason: note }, before, item),
  });
}

/** A remark that stays in the history; the record is not touched. Throws `item-not-found`, `not-allowed`, `invalid-input`. */
export async function commentItem(
  deps: Deps,
  actor: Actor,
  itemId: string,
  comment: string,
): Promise<void> {
  const item = await getItem(deps, itemId);
  authorise(actor, 'comment', item);
  if (comment === '')
    throw new AppError('invalid-input', { fields: { comment: 'Hãy viết ý kiến.' } });
  refuseErrors(tooLongErrors({ comment: ['Ý kiến', comment] }));
  const event = { ...eventOf(deps, actor, item, item, 'comment', comment), version: null };
  await deps.catalog.addEvent(event, noticesOf(event, item, item));
}
