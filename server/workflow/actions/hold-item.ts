import { messages } from '#server/workflow/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { eventOf } from '#server/items/history/event-of.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Item, ItemState } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { couldTake } from '#server/people/actions/could-take.ts';
import { authorise } from '../access.ts';
import { noticesOf } from '#server/items/notice.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

const ATTEMPTS_AT_A_BUSY_ITEM = 5;

/**
 * Takes an item over (`to` is oneself), hands it to somebody, or gives it back to the queue (`to`
 * is empty); others still may take it. Throws `item-not-found`, `not-allowed`, `invalid-input`
 * (nobody such, or who may not do it), `wrong-state` where its sender took it back since it was `seen`,
 * `stale-version`.
 */
export async function holdItem(
  deps: Deps,
  actor: Actor,
  itemId: string,
  to: string,
  note: string,
  seen: ItemState | null = null,
): Promise<Item> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await holdOnce(deps, actor, itemId, to, note, seen);
    } catch (error) {
      // Its sender took it back at the same moment, or somebody sent it on: looked at once more.
      const again = error instanceof AppError && error.code === 'stale-version';
      if (!again || attempt === ATTEMPTS_AT_A_BUSY_ITEM) throw error;
    }
  }
}

async function holdOnce(
  deps: Deps,
  actor: Actor,
  itemId: string,
  to: string,
  note: string,
  seen: ItemState | null,
): Promise<Item> {
  const before = await getItem(deps, itemId);
  authorise(actor, 'take', before);
  if (seen === 'submitted' && before.state === 'draft' && before.work.returned === '')
    throw new AppError('wrong-state', { sentence: messages.recalledMeanwhile });
  refuseErrors(tooLongErrors({ note: [FIELD_LABELS.note, note] }));
  const account = to === '' ? null : await deps.catalog.findAccountById(to);
  if (to !== '' && (account === null || (await couldTake(deps, [account], before)).length === 0))
    refuseErrors({ to: messages.chooseOther });
  const holder = account === null ? null : { id: account.id, name: account.displayName };
  if (holder?.id === before.work.holder?.id) return before;
  const action = holder?.id === actor.accountId ? 'take' : 'hand-over';
  return rewriteItem(deps, {
    actor,
    before,
    item: { ...before, work: { ...before.work, holder } },
    action,
    reason: [action === 'hand-over' ? (holder?.name ?? messages.backToQueue) : '', note]
      .filter((s) => s !== '')
      .join(': '),
    // Whoever gets the work knows their own name.
    note,
  });
}

/**
 * A remark that stays in the history; the record is not touched. Throws `item-not-found`,
 * `not-allowed`, `invalid-input`.
 */
export async function commentItem(
  deps: Deps,
  actor: Actor,
  itemId: string,
  comment: string,
): Promise<void> {
  const item = await getItem(deps, itemId);
  authorise(actor, 'comment', item);
  if (comment === '')
    throw new AppError('invalid-input', { fields: { comment: messages.writeComment } });
  refuseErrors(tooLongErrors({ comment: [FIELD_LABELS.comment, comment] }));
  const event = { ...eventOf(deps, actor, item, item, 'comment', comment), version: null };
  await deps.catalog.addEvent(event, noticesOf(event, item, item));
}
