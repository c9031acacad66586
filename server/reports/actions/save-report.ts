import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import type { Actor } from '#server/people/account.ts';
import { readOwn, type OwnField, type OwnFigures } from '../own-figures.ts';
import { isBeingFilled, isOutlived, reportId, type ReportAct, type UnitReport } from '../report.ts';
import { periodOf } from '../round.ts';
import { getReport, type AskedReport } from './get-report.ts';
import { takeFigures, type TakenFigures } from './take-figures.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

export interface ReportInput {
  /** Of the report the form was made of; 0 where nobody had begun it. */
  readonly version: number;
  readonly typed: Readonly<Record<OwnField, string>>;
  /** Sends it to the managing unit; else it is only kept. */
  readonly send: boolean;
}

/** A report as a draft, begun now or before. */
export function begunReport(
  { round, unitId, unitName, report }: AskedReport,
  own: OwnFigures,
  { shelf, groups, takenAt }: TakenFigures,
): UnitReport {
  return {
    id: reportId(round.id, unitId),
    roundId: round.id,
    unitId,
    state: 'draft',
    version: 0,
    edition: 1,
    earlier: [],
    events: [],
    ...report,
    unitName,
    shelf,
    groups,
    takenAt,
    own,
  };
}

/** The report with what was done to it, told by whom. */
export const withAct = (
  report: UnitReport,
  actor: Actor,
  {
    at,
    act,
    reason = '',
  }: { readonly at: string; readonly act: ReportAct; readonly reason?: string },
): UnitReport => ({
  ...report,
  events: [...report.events, { at, act, byId: actor.accountId, byName: actor.displayName, reason }],
});

/**
 * Keeps what a commune fills in, with the shelf's figures as of now, or sends it on. Throws
 * `report-not-found`, `not-allowed`, `stale-version`, `wrong-state` (it is with the managing unit, the
 * round is frozen, or the unit was merged) and `invalid-input`.
 */
export async function saveReport(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, typed, send }: ReportInput,
): Promise<UnitReport> {
  const { catalog } = deps;
  const asked = await getReport(deps, actor, 'fill-report', id);
  const { round, report, units, unitId } = asked;
  if (round.state === 'frozen' || (report !== null && !isBeingFilled(report.state)))
    throw new AppError('wrong-state', { id });
  if (report !== null && isOutlived(report, units)) throw new AppError('wrong-state', { id });
  if ((report?.version ?? 0) !== version) throw new AppError('stale-version', { id });
  const { own, errors } = readOwn(typed, send);
  refuseErrors(errors);
  const taken = await takeFigures(deps, units, unitId, periodOf(round));
  const draft = begunReport(asked, own, taken);
  const told = { at: deps.now(), act: send ? ('sent' as const) : ('saved' as const) };
  const items = { items: taken.items };
  if (!send) return catalog.saveReport(withAct(draft, actor, told), items);
  // A report is a draft first, so that a freeze at the same moment finds its row.
  const kept = report === null ? await catalog.saveReport(draft, items) : draft;
  return catalog.saveReport({ ...withAct(kept, actor, told), state: 'sent' }, items);
}
