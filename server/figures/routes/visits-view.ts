import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import { can } from '#server/workflow/access.ts';
import { dayBefore } from '../visit.ts';
import type { VisitsView } from '#web/figures/reader-visits.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { DAYS_OF_MONTH } from '../actions/visit-counter.ts';

const MOST = 10;

/**
 * Whole days up to yesterday, of one item or of the whole shelf with what is read most of what the
 * person may see: some of it may have been withdrawn since.
 */
export async function visitsOf(
  { storage: { catalog }, now }: AppDeps,
  actor: Actor,
  itemId: string | null,
): Promise<VisitsView> {
  const day = dayBefore(dayInVietnam(now()), 1);
  const month = { from: dayBefore(day, DAYS_OF_MONTH - 1), to: day };
  const most = itemId === null ? await catalog.mostVisited(month, MOST) : [];
  const titles = new Map(
    (await catalog.findItems(most.map((v) => v.itemId)))
      .filter((item) => can(actor, 'view', item))
      .map((item) => [item.id, item.title]),
  );
  return {
    day,
    month: await catalog.sumVisits(itemId, month),
    all: await catalog.sumVisits(itemId, { from: null, to: day }),
    most: most.flatMap((sums) =>
      titles.has(sums.itemId) ? [{ ...sums, title: titles.get(sums.itemId)! }] : [],
    ),
  };
}
