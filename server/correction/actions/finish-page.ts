import { noticesOf } from '#server/items/notice.ts';
import { eventOf } from '#server/items/history/event-of.ts';
import type { Actor } from '#server/people/account.ts';
import { messages } from '../messages.ts';
import type { PageAddress, PageToCorrect } from './page-to-correct.ts';
import { eventOn, savePage, type Deps } from './save-page.ts';

/**
 * Says that a page was read against its picture, or that it has to be read again after all. The
 * history of the item has it, and those who compiled a published item are told; its state stays.
 * Throws as {@link savePage}.
 */
export async function finishPage(
  deps: Deps,
  actor: Actor,
  address: PageAddress,
  isDone: boolean,
): Promise<void> {
  const { accountId, displayName } = actor;
  const changed = await savePage<PageToCorrect | null>(deps, actor, address, (page) => {
    if ((page.correction.done !== null) === isDone) return [null, null];
    const event = {
      kind: isDone ? 'done' : 'reopen',
      line: '',
      before: null,
      after: null,
    } as const;
    const done = isDone ? { accountId, name: displayName, at: deps.now() } : null;
    return [{ done, events: [eventOn(deps, actor, page, event)] }, page];
  });
  if (!isDone || changed === null) return;
  await deps.catalog.releasePage(changed.key, accountId);
  const { item, attachment } = changed;
  const reason = messages.pageDone(attachment.name, address.page);
  const event = { ...eventOf(deps, actor, item, item, 'correct', reason), version: null };
  await deps.catalog.addEvent(event, noticesOf(event, item, item));
}
