import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { IdMaker } from '#server/base/ids.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam, hourInVietnam } from '#server/base/vietnam-time.ts';
import type { Notice } from '#server/items/notice.ts';
import { everyAccount } from '#server/people/actions/every-account.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { can } from '#server/workflow/access.ts';
import type { WorkflowCatalog } from '#server/workflow/workflow-catalog.ts';
import { messages } from '../messages.ts';
import { standingOf, stillOwed } from '../missing-reports.ts';
import type { ReportCatalog } from '../report-catalog.ts';
import { ROUND_KIND_LABELS } from '../report-labels.ts';
import { milestoneOn, type ReportRound } from '../round.ts';

interface RemindDeps {
  readonly catalog: FactCatalog & PeopleCatalog & WorkflowCatalog & ReportCatalog;
  readonly newId: IdMaker;
  readonly now: () => string;
}

/** Before the day's work, in Vietnam: the e-mail of the morning tells of it. */
const FROM_HOUR = 6;
const factOf = (round: ReportRound): string => `reports-reminded:${round.id}`;

/** Notices for those who fill in what is still owed. */
async function remindersOf(
  { catalog, now }: RemindDeps,
  round: ReportRound,
  id: string,
): Promise<Notice[]> {
  const [units, today] = [await catalog.listUnits(), dayInVietnam(now())];
  const { rows } = standingOf(round, await catalog.listReports(round.id), units, today);
  const owing = new Map(
    rows.filter(({ state }) => stillOwed(state)).map((row) => [row.unitId, row]),
  );
  const name = ROUND_KIND_LABELS[round.kind];
  const say = today > round.due ? messages.late : messages.due;
  const notices: Notice[] = [];
  if (owing.size === 0) return notices;
  for await (const account of everyAccount(catalog)) {
    const actor = actorOf(account, units, false);
    const row = owing.get(actor.unitId);
    if (account.disabled || row === undefined) continue;
    if (!can(actor, 'fill-report', { reportOf: row.unitId })) continue;
    notices.push({
      id: `${id}.${account.id}`,
      accountId: account.id,
      kind: 'report',
      itemId: '',
      title: say(name, showPartialDate(round.due)),
      by: '',
      note: row.name,
      at: now(),
      readAt: null,
    });
  }
  return notices;
}

/**
 * Tells the people of communes that have not sent a report: a week before the day it is due, a day
 * before, and once when it is late. The fact is `milestone id told`: whoever is killed between goes on
 * with the same id, which replaces what was told.
 */
export async function remindReports(deps: RemindDeps): Promise<void> {
  const { catalog, now, newId } = deps;
  if (hourInVietnam(now()) < FROM_HOUR) return;
  for (const round of await catalog.listRounds()) {
    if (round.state === 'frozen') continue;
    const milestone = milestoneOn(round, dayInVietnam(now()));
    if (milestone === null) continue;
    const [before, begunId, told] = ((await catalog.findFact(factOf(round))) ?? '').split(' ');
    if (before === milestone && told === 'told') continue;
    const id = before === milestone && begunId !== undefined ? begunId : newId();
    await catalog.saveFact(factOf(round), `${milestone} ${id} begun`);
    await catalog.addNotices(await remindersOf(deps, round, id));
    await catalog.saveFact(factOf(round), `${milestone} ${id} told`);
  }
}
