import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { Unit } from '#server/people/unit.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { ReportCatalog } from '../report-catalog.ts';
import { reportId, type UnitReport } from '../report.ts';
import { owingOf, type ReportRound } from '../round.ts';

export type ReportAction = 'view-reports' | 'fill-report' | 'manage-reports';
type Deps = { readonly catalog: PeopleCatalog & ReportCatalog };

/** Throws `round-not-found`. */
export async function getRound({ catalog }: Deps, id: string): Promise<ReportRound> {
  const round = await catalog.findRound(id);
  if (round === null) throw new AppError('round-not-found', { id });
  return round;
}

/** A unit's report of a round, with what it stands in. */
export interface AskedReport {
  readonly round: ReportRound;
  readonly unitId: string;
  readonly unitName: string;
  /** Null while nobody has begun it. */
  readonly report: UnitReport | null;
  readonly units: readonly Unit[];
  /** Whether the unit owes a report of this round. */
  readonly owes: boolean;
}

/**
 * The report at this address, also one that nobody has begun. Whoever may not see it is told that
 * there is none. Throws `report-not-found` and `not-allowed`.
 */
export async function getReport(
  deps: Deps,
  actor: Actor,
  action: ReportAction,
  id: string,
): Promise<AskedReport> {
  const at = id.indexOf('.');
  const [roundOf, unitId] = [id.slice(0, Math.max(at, 0)), id.slice(at + 1)];
  const round = await deps.catalog.findRound(roundOf);
  if (round === null || !can(actor, 'view-reports', { reportOf: unitId }))
    throw new AppError('report-not-found', { id });
  const units = await deps.catalog.listUnits();
  const report = await deps.catalog.findReport(reportId(round.id, unitId));
  const owing = owingOf(round, units).find((one) => one.unitId === unitId);
  if (report === null && owing === undefined) throw new AppError('report-not-found', { id });
  authorise(actor, action, { reportOf: unitId });
  const unitName = owing?.name ?? report!.unitName;
  return { round, unitId, unitName, report, units, owes: owing !== undefined };
}
