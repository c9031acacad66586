import type { Unit } from '#server/people/unit.ts';
import { isBeingFilled, isOutlived, type ReportState, type UnitReport } from './report.ts';
import { owingOf, type OwingUnit, type ReportRound } from './round.ts';

export type RowState = ReportState | 'none';

export interface RoundRow extends OwingUnit {
  readonly state: RowState;
  /** Not sent though the day is over. */
  readonly late: boolean;
  readonly report: UnitReport | null;
}

export interface RoundStanding {
  /** Late ones first, then by what has to be done, then by name. */
  readonly rows: readonly RoundRow[];
  readonly counts: Readonly<Record<RowState, number>>;
  readonly late: number;
  /** Reports of units that were merged since: readable, but their successors' count. */
  readonly outlived: readonly UnitReport[];
}

export const stillOwed = (state: RowState): boolean => state === 'none' || isBeingFilled(state);

const ORDER: readonly RowState[] = ['sent', 'none', 'returned', 'draft', 'accepted'];

/** Who has sent a report and who has not, on a day. */
export function standingOf(
  round: ReportRound,
  reports: readonly UnitReport[],
  units: readonly Unit[],
  today: string,
): RoundStanding {
  const byUnit = new Map(reports.map((report) => [report.unitId, report]));
  const rows = owingOf(round, units)
    .map((unit): RoundRow => {
      const report = byUnit.get(unit.unitId) ?? null;
      const state = report?.state ?? 'none';
      return { ...unit, state, late: stillOwed(state) && today > round.due, report };
    })
    .toSorted(
      (a, b) =>
        Number(b.late) - Number(a.late) ||
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        a.name.localeCompare(b.name, 'vi'),
    );
  const count = (state: RowState): number => rows.filter((row) => row.state === state).length;
  return {
    rows,
    counts: {
      none: count('none'),
      draft: count('draft'),
      sent: count('sent'),
      returned: count('returned'),
      accepted: count('accepted'),
    },
    late: rows.filter((row) => row.late).length,
    outlived:
      round.state === 'frozen'
        ? reports.filter((one) => !rows.some((row) => row.unitId === one.unitId))
        : reports.filter((one) => isOutlived(one, units)),
  };
}
