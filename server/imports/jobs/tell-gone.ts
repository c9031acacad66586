import type { ActionDeps } from '#server/action-deps.ts';
import type { Item } from '#server/items/item.ts';
import { eventOf } from '#server/items/history/event-of.ts';
import type { Notice } from '#server/items/notice.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Actor } from '#server/people/account.ts';
import type { ImportSourceEntry } from '../import-source.ts';
import { messages } from '../messages.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

const AT_ONCE = 200;

/** Whom it concerns: who wrote it, who holds it, who keeps the source. */
const concerned = ({ createdBy, work }: Item, source: ImportSourceEntry): string[] => [
  ...new Set([
    source.value.accountId,
    createdBy,
    ...(work.holder === null ? [] : [work.holder.id]),
  ]),
];

async function tell(deps: Deps, source: ImportSourceEntry, actor: Actor, item: Item) {
  const note = messages.goneAtSource(source.value.name);
  const events = await deps.catalog.events(item.id);
  if (events.some((event) => event.action === 'comment' && event.reason === note)) return;
  const event = eventOf(deps, actor, item, item, 'comment', note);
  const notices = concerned(item, source).map((accountId): Notice => ({
    id: `${event.id}.${accountId}`,
    accountId,
    kind: 'comment',
    itemId: item.id,
    title: item.title,
    by: source.value.name,
    note,
    at: event.at,
    readAt: null,
  }));
  await deps.catalog.addEvent(event, notices);
}

/**
 * What the source has no more: a draft is marked, and staff are told once of every item. No machine
 * takes anything away.
 */
export async function tellGone(
  deps: Deps,
  source: ImportSourceEntry,
  actor: Actor,
  runId: string,
): Promise<void> {
  for (let after = 0; ;) {
    const rows = await deps.catalog.listImportRows(runId, ['gone'], after, AT_ONCE);
    for (const { itemId } of rows) {
      const item = itemId === null ? null : await deps.catalog.findItem(itemId);
      if (!item?.origin) continue;
      await tell(deps, source, actor, item);
      if (item.state === 'draft' && item.origin.goneAt === undefined)
        await saveFinding(deps, {
          before: item,
          item: { ...item, origin: { ...item.origin, goneAt: deps.now() } },
        });
    }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.line;
  }
}
