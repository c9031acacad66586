import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { IdMaker } from '#server/base/ids.ts';
import { dayInVietnam, daysAfter, hourInVietnam, mondayOfWeek } from '#server/base/vietnam-time.ts';
import { everyAccount } from '#server/people/actions/every-account.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { can } from '#server/workflow/access.ts';
import type { WorkflowCatalog } from '#server/workflow/workflow-catalog.ts';
import { messages } from '../messages.ts';
import type { QueryCatalog } from '../query-catalog.ts';

const TOLD_OF = 'weak-queries-told-of';
/** Before the week's work, in Vietnam. */
const FROM_HOUR = 7;
const DAYS = 7;
const COUNTED = 100;
const NAMED = 3;

/**
 * Once a week, from Monday morning: tells those who keep the lists what readers looked for in vain in
 * the seven days before. The fact outlives restarts; a week without any is told to nobody.
 */
export async function tellWeakQueries({
  catalog,
  newId,
  now,
}: {
  readonly catalog: FactCatalog & PeopleCatalog & WorkflowCatalog & QueryCatalog;
  readonly newId: IdMaker;
  readonly now: () => string;
}): Promise<void> {
  const at = now();
  const today = dayInVietnam(at);
  const monday = mondayOfWeek(today);
  if (today === monday && hourInVietnam(at) < FROM_HOUR) return;
  if ((await catalog.findFact(TOLD_OF)) === monday) return;
  const weak = await catalog.weakQueries(daysAfter(today, -DAYS), COUNTED);
  if (weak.length > 0) {
    const units = await catalog.listUnits();
    const id = newId();
    const notices = [];
    for await (const account of everyAccount(catalog))
      if (!account.disabled && can(actorOf(account, units, false), 'edit-lists', 'shelf'))
        notices.push({
          id: `${id}.${account.id}`,
          accountId: account.id,
          kind: 'weak-queries' as const,
          itemId: '',
          title: messages.weakWeek(weak.length, weak.length === COUNTED),
          by: '',
          note: messages.weakMost(weak.slice(0, NAMED).map(({ folded }) => folded)),
          at,
          readAt: null,
        });
    await catalog.addNotices(notices);
  }
  await catalog.saveFact(TOLD_OF, monday);
}
