import { groupSums, sumNumbers, type GroupSums, type ShelfNumbers } from './report-figures.ts';
import { OWN_NUMBERS, type OwnNumber } from './own-figures.ts';
import { editionOf, isOutlived, type ReportContents, type UnitReport } from './report.ts';
import { owingOf, type OwingUnit, type ReportRound } from './round.ts';
import type { Unit } from '#server/people/unit.ts';

export interface SummedUnit extends OwingUnit {
  /** Null where no report of it counts. */
  readonly contents: ReportContents | null;
  readonly edition: number;
}

/** The reports of a round that were accepted, as one. */
export interface SummedReport {
  readonly units: readonly SummedUnit[];
  readonly counted: number;
  readonly shelf: ShelfNumbers;
  readonly groups: readonly GroupSums[];
  readonly own: Readonly<Record<OwnNumber, number>>;
}

/**
 * Adds up what was accepted, of the units that owe a report. A report of a unit that was merged since
 * does not count: its successor reports its figures. `asFrozen`: the first editions, before any
 * correction.
 */
export function sumReports(
  round: ReportRound,
  reports: readonly UnitReport[],
  units: readonly Unit[],
  asFrozen = false,
): SummedReport {
  const byUnit = new Map(reports.map((report) => [report.unitId, report]));
  const rows = owingOf(round, units).map((unit): SummedUnit => {
    const report = byUnit.get(unit.unitId);
    const counts =
      report?.state === 'accepted' && (round.state === 'frozen' || !isOutlived(report, units));
    if (report === undefined || !counts) return { ...unit, contents: null, edition: 1 };
    const edition = asFrozen ? 1 : report.edition;
    return { ...unit, contents: editionOf(report, edition), edition };
  });
  const all = rows.flatMap(({ contents }) => (contents === null ? [] : [contents]));
  return {
    units: rows,
    counted: all.length,
    shelf: sumNumbers(all.map(({ shelf }) => shelf)),
    groups: groupSums(all.flatMap(({ groups }) => groups)),
    own: Object.fromEntries(
      OWN_NUMBERS.map((name) => [name, all.reduce((sum, { own }) => sum + (own[name] ?? 0), 0)]),
    ) as Record<OwnNumber, number>,
  };
}
