import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Notice } from '#server/items/notice.ts';
import type { Actor } from '#server/people/account.ts';
import { messages } from '../messages.ts';
import { changedFields, readOwn, type OwnField, type OwnFigures } from '../own-figures.ts';
import type { ReportItem } from '../report-figures.ts';
import { ROUND_KIND_LABELS } from '../report-labels.ts';
import type { ReportState, UnitReport } from '../report.ts';
import { periodOf, type ReportRound } from '../round.ts';
import { getReport, type AskedReport } from './get-report.ts';
import { begunReport, withAct } from './save-report.ts';
import { takeFigures } from './take-figures.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now' | 'newId'>;

const LONGEST_REASON = 1_000;
const reasonErrors = (reason: string) =>
  reason === ''
    ? { reason: messages.writeReason }
    : tooLongErrors({ reason: [messages.reason, reason, LONGEST_REASON] });

interface Decided {
  readonly round: ReportRound;
  readonly report: UnitReport;
}

/** The report in one of these states, at this version. */
async function decidable(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, states }: { readonly version: number; readonly states: readonly ReportState[] },
): Promise<Decided> {
  const { round, report } = await getReport(deps, actor, 'manage-reports', id);
  if (report === null || round.state !== 'open' || !states.includes(report.state))
    throw new AppError('wrong-state', { id });
  if (report.version !== version) throw new AppError('stale-version', { id });
  return { round, report };
}

/**
 * Takes a report that was sent. Throws `report-not-found`, `not-allowed`, `wrong-state` and
 * `stale-version`.
 */
export async function acceptReport(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<UnitReport> {
  const { report } = await decidable(deps, actor, id, { version, states: ['sent'] });
  const told = { at: deps.now(), act: 'accepted' as const };
  return deps.catalog.saveReport({ ...withAct(report, actor, told), state: 'accepted' });
}

/** Whoever filled a report in is told that it came back. */
function returnNotices(
  deps: Deps,
  actor: Actor,
  { round, report }: Decided,
  reason: string,
): Notice[] {
  const by = new Set(
    report.events.filter(({ act }) => act === 'saved' || act === 'sent').map(({ byId }) => byId),
  );
  by.delete(actor.accountId);
  const [id, at] = [deps.newId(), deps.now()];
  return [...by].map((accountId) => ({
    id: `${id}.${accountId}`,
    accountId,
    kind: 'report',
    itemId: '',
    title: messages.returned(ROUND_KIND_LABELS[round.kind], report.unitName),
    by: actor.displayName,
    note: reason,
    at,
    readAt: null,
  }));
}

/**
 * Gives a report that was sent, or taken already, back with a reason while its round is open. Throws as
 * {@link acceptReport}, and `invalid-input`.
 */
export async function returnReport(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<UnitReport> {
  const decided = await decidable(deps, actor, id, { version, states: ['sent', 'accepted'] });
  refuseErrors(reasonErrors(reason));
  const told = { at: deps.now(), act: 'returned' as const, reason };
  return deps.catalog.saveReport(
    { ...withAct(decided.report, actor, told), state: 'returned' },
    { notices: returnNotices(deps, actor, decided, reason) },
  );
}

export interface Correction {
  readonly version: number;
  readonly typed: Readonly<Record<OwnField, string>>;
  readonly reason: string;
}

/** The report of a unit as a new edition: of one that was taken, or of one that came after the freeze. */
async function newEdition(
  deps: Deps,
  asked: AskedReport,
  own: OwnFigures,
): Promise<{ readonly report: UnitReport; readonly items: readonly ReportItem[] }> {
  const { report } = asked;
  if (report?.state === 'accepted') {
    const { shelf, groups, takenAt, edition } = report;
    const before = { edition, shelf, groups, takenAt, own: report.own };
    const items = (await deps.catalog.findReportItems(report.id, edition))?.items ?? [];
    return {
      report: { ...report, own, edition: edition + 1, earlier: [...report.earlier, before] },
      items,
    };
  }
  const taken = await takeFigures(deps, asked.units, asked.unitId, periodOf(asked.round));
  return {
    report: { ...begunReport(asked, own, taken), state: 'accepted', edition: 2 },
    items: taken.items,
  };
}

/**
 * Makes a new edition of a report whose round is frozen, with what the commune says now: the figures of
 * the shelf and the edition before stay as they were. A report that was not taken before the freeze is
 * taken so, with the shelf's figures of the round's days as of now; what was frozen stays without it.
 * Throws `report-not-found`, `not-allowed`, `wrong-state`, `stale-version` and `invalid-input`.
 */
export async function correctReport(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, typed, reason }: Correction,
): Promise<UnitReport> {
  const { catalog, now } = deps;
  const asked = await getReport(deps, actor, 'manage-reports', id);
  const { round, report } = asked;
  const taken = report?.state === 'accepted';
  if (round.state !== 'frozen' || !(taken || asked.owes)) throw new AppError('wrong-state', { id });
  if ((report?.version ?? 0) !== version) throw new AppError('stale-version', { id });
  const { own, errors } = readOwn(typed, true);
  const same = taken && changedFields(own, report.own).length === 0;
  refuseErrors({
    ...(same && Object.keys(errors).length === 0 ? { events: messages.nothingChanged } : {}),
    ...errors,
    ...reasonErrors(reason),
  });
  const { report: next, items } = await newEdition(deps, asked, own);
  const told = { at: now(), act: taken ? ('corrected' as const) : ('taken-late' as const), reason };
  return catalog.saveReport(withAct(next, actor, told), { items });
}
