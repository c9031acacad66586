import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '../access.ts';
import { messages } from '../messages.ts';
import { workAfterMove } from '../workflow.ts';

const ATTEMPTS_AT_A_BUSY_ITEM = 5;

/** Tells a sender who came too late why. Throws `wrong-state`. */
function refuseLate({ state, work }: Item, actor: Actor): void {
  if (work.sentBy !== actor.accountId) return;
  if (state === 'submitted' && work.holder !== null)
    throw new AppError('wrong-state', { sentence: messages.takenOver(work.holder.name) });
  if (state === 'verified')
    throw new AppError('wrong-state', { sentence: messages.comparedAlready });
}

/**
 * Whoever sent an item takes it back as a draft, while nobody has taken it over: of a sender and an
 * official who press at the same moment the one saved first wins, the other is told. Throws
 * `item-not-found`, `not-allowed`, `wrong-state` (with who has it), `stale-version` when it is saved
 * by others all the time.
 */
export async function recallItem(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  actor: Actor,
  itemId: string,
): Promise<Item> {
  for (let attempt = 1; ; attempt++) {
    const before = await getItem(deps, itemId);
    refuseLate(before, actor);
    authorise(actor, 'recall', before);
    const work = workAfterMove(before.work, 'recall', actor, deps.now(), '');
    try {
      return await rewriteItem(deps, {
        actor,
        before,
        item: { ...before, state: 'draft', work },
        action: 'recall',
      });
    } catch (error) {
      const again = error instanceof AppError && error.code === 'stale-version';
      if (!again || attempt === ATTEMPTS_AT_A_BUSY_ITEM) throw error;
    }
  }
}
