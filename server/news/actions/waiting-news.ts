import type { Actor } from '#server/people/account.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import { MOST_WAITING, type OtherWork } from '#server/workflow/notice.ts';
import type { NewsEntry } from '../news.ts';
import { newsObject, type NewsCatalog } from './get-news.ts';

/** News that this person may approve; what they wrote waits for somebody else. */
async function waitingFor(catalog: NewsCatalog, actor: Actor): Promise<readonly NewsEntry[]> {
  const { rows } = await catalog.listUnitEntries('news', {
    unitIds: unitsSeen(actor),
    states: ['submitted'],
    topics: null,
    day: null,
    limit: MOST_WAITING,
    after: null,
  });
  return rows.filter((entry) => can(actor, 'approve-unit-entry', newsObject(entry)));
}

/** News that waits for approval, as a person's notices and daily e-mail tell it. */
export function waitingNewsWork(catalog: NewsCatalog): OtherWork {
  const approves = (actor: Actor): boolean =>
    can(actor, 'approve-unit-entry', { entryOf: actor.unitId, writtenBy: [] });
  const fresh = (entries: readonly NewsEntry[], seenAt: string): number =>
    entries.filter(({ changedAt }) => changedAt > seenAt).length;
  return {
    async steps(actor, seenAt) {
      if (!approves(actor)) return [];
      const entries = await waitingFor(catalog, actor);
      return [{ step: 'news', waiting: entries.length, fresh: fresh(entries, seenAt), overdue: 0 }];
    },
    news: async (actor, seenAt) =>
      approves(actor) ? fresh(await waitingFor(catalog, actor), seenAt) : 0,
  };
}
