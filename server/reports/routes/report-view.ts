import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { unitToday } from '#server/people/unit.ts';
import { can } from '#server/workflow/access.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import type { UnitReportProps } from '#web/reports/unit-report.tsx';
import type { AskedReport } from '../actions/get-report.ts';
import { takeFigures } from '../actions/take-figures.ts';
import { stillOwed, type RowState } from '../missing-reports.ts';
import {
  changedFields,
  NO_OWN_FIGURES,
  OWN_NUMBERS,
  readOwn,
  type OwnField,
  type OwnFigures,
} from '../own-figures.ts';
import { editionOf, isBeingFilled, isOutlived, reportId, type ReportContents } from '../report.ts';
import { periodOf } from '../round.ts';
import { unitBefore } from './report-before.ts';

/** What a page shows again after a refusal. */
export interface Shown {
  readonly typed?: Readonly<Record<OwnField, string>>;
  readonly errors?: FormErrors;
  readonly conflict?: 'stale' | 'closed' | null;
  readonly version?: number;
  readonly step?: Readonly<Record<OwnField | 'reason', string>>;
  readonly stepErrors?: FormErrors;
  readonly stepConflict?: boolean;
  readonly status?: number;
}

const valuesOf = (own: OwnFigures): FormValues => ({
  ...Object.fromEntries(OWN_NUMBERS.map((name) => [name, String(own[name] ?? '')])),
  difficulties: own.difficulties,
  proposals: own.proposals,
});

/** Whether its unit's people may still write it. */
const isOpen = ({ round, report, units }: AskedReport): boolean =>
  round.state === 'open' &&
  (report === null || (isBeingFilled(report.state) && !isOutlived(report, units)));

/**
 * What is shown: an edition as it was saved, or, while it is filled in, what was saved with the
 * shelf's figures as of now.
 */
async function contentsOf(
  deps: AppDeps,
  asked: AskedReport,
  edition: number | null,
): Promise<ReportContents> {
  const { round, report, units, unitId } = asked;
  if (report !== null && !isOpen(asked)) {
    const found = editionOf(report, edition ?? report.edition);
    if (found === null) throw new AppError('report-not-found', { id: report.id });
    return found;
  }
  const taken = await takeFigures(deps, units, unitId, periodOf(round));
  return { ...taken, own: report?.own ?? NO_OWN_FIGURES };
}

/** What the managing unit may do with a report. */
function stepsFor({ round, owes }: AskedReport, state: RowState): UnitReportProps['steps'] {
  if (round.state === 'frozen' && state === 'accepted') return ['correct'];
  if (round.state === 'frozen') return owes ? ['take-late'] : [];
  if (state === 'sent') return ['accept', 'return'];
  return state === 'accepted' ? ['return'] : [];
}

/** Everything that the page of a unit's report shows, but for the frame. */
export async function reportView(
  deps: AppDeps,
  actor: Actor,
  asked: AskedReport,
  edition: number | null,
  shown: Shown,
): Promise<Omit<UnitReportProps, 'frame' | 'genres' | 'notice'>> {
  const { round, report, units, unitId, unitName } = asked;
  const [today, object] = [dayInVietnam(deps.now()), { reportOf: unitId }];
  const contents = await contentsOf(deps, asked, edition);
  const { typed, conflict = null, errors = {}, step, stepErrors = {} } = shown;
  const manages = can(actor, 'manage-reports', object);
  const fills = can(actor, 'fill-report', object) && (isOpen(asked) || typed !== undefined);
  const state = report?.state ?? 'none';
  const late = stillOwed(state) && round.state === 'open' && today > round.due;
  const successorId = unitToday(units, unitId);
  const reports = await deps.catalog.listReports(round.id);
  return {
    id: reportId(round.id, unitId),
    round,
    row: { unitId, name: unitName, state, late, report },
    report,
    contents,
    edition: edition ?? report?.edition ?? 1,
    before: await unitBefore(deps, round, units, unitId),
    fill: fills ? { values: typed ?? valuesOf(contents.own), errors } : null,
    version: shown.version ?? report?.version ?? 0,
    conflict,
    theirs:
      conflict === null || typed === undefined || report === null
        ? null
        : { own: report.own, fields: changedFields(readOwn(typed, false).own, report.own) },
    running: isOpen(asked) && today <= round.to,
    steps: manages ? stepsFor(asked, state) : [],
    stepForm: {
      values: step ?? { ...valuesOf(report?.own ?? NO_OWN_FIGURES), reason: '' },
      errors: stepErrors,
    },
    stepConflict: shown.stepConflict ?? false,
    successor:
      round.state === 'open' && successorId !== unitId
        ? (units.find(({ id }) => id === successorId)?.name ?? '')
        : '',
    outlived: isOpen(asked)
      ? reports.filter(
          (one) =>
            one.unitId !== unitId &&
            unitToday(units, one.unitId) === unitId &&
            can(actor, 'view-reports', { reportOf: one.unitId }),
        )
      : [],
  };
}
