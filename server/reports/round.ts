import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import { unitToday, type Unit } from '#server/people/unit.ts';

/** What communes report for (Điều 13 Quyết định 14/2019/QĐ-TTg: each half-year and year). */
export const ROUND_KINDS = ['half-year', 'year'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

export interface RoundEvent {
  readonly at: string;
  readonly act: 'opened' | 'frozen';
  readonly byId: string;
  readonly byName: string;
}

/** A unit that owes a report, by the name it had. */
export interface OwingUnit {
  readonly unitId: string;
  readonly name: string;
}

/** Kỳ báo cáo: days that communes report on, by a day that the managing unit sets. */
export interface ReportRound {
  /** Made of kind and first day: the same round is never opened twice. */
  readonly id: string;
  readonly kind: RoundKind;
  /** Days in Vietnam, both included. */
  readonly from: string;
  readonly to: string;
  /** The last day on which a report is in time. */
  readonly due: string;
  /** Frozen: no figure of it changes any more. */
  readonly state: 'open' | 'frozen';
  readonly version: number;
  /** Who owed a report when it was frozen; none while it is open, because the tree may change. */
  readonly owed: readonly OwingUnit[];
  readonly events: readonly RoundEvent[];
}

export const roundId = (kind: RoundKind, from: string): string =>
  `${kind === 'year' ? 'nam' : '6-thang'}-${from}`;

export const periodOf = ({ from, to }: ReportRound): ReportPeriod => ({ from, to });

/** The round of the same kind a year before; the one that began nearest within two months of it. */
export function roundBefore(
  rounds: readonly ReportRound[],
  { kind, from }: ReportRound,
): ReportRound | null {
  const wanted = Date.parse(from) - 365 * DAY_MS;
  const away = (round: ReportRound): number => Math.abs(Date.parse(round.from) - wanted);
  const near = rounds
    .filter((round) => round.kind === kind && away(round) <= 62 * DAY_MS)
    .toSorted((a, b) => away(a) - away(b));
  return near[0] ?? null;
}
const DAY_MS = 86_400_000;

export const overlap = (a: ReportPeriod, b: ReportPeriod): boolean =>
  a.from <= b.to && b.from <= a.to;

/** Whether a unit worked on some day of a period; a date known to the year or month counts whole. */
const stoodWithin = ({ validFrom, validTo }: Unit, { from, to }: ReportPeriod): boolean =>
  (validFrom === null || validFrom <= to.slice(0, validFrom.length)) &&
  (validTo === null || validTo >= from.slice(0, validTo.length));

/**
 * Who owes a report: communes that stood within the period, each by the unit that does its work
 * today, because that is who has its papers. By name.
 */
export function owingUnits(units: readonly Unit[], period: ReportPeriod): OwingUnit[] {
  const ids = new Set(
    units
      .filter((unit) => unit.kind === 'commune' && stoodWithin(unit, period))
      .map((unit) => unitToday(units, unit.id)),
  );
  return units
    .filter((unit) => ids.has(unit.id))
    .map((unit) => ({ unitId: unit.id, name: unit.name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Who owes a report of this round: as it was frozen, or as the tree of units stands. */
export const owingOf = (round: ReportRound, units: readonly Unit[]): readonly OwingUnit[] =>
  round.state === 'frozen' ? round.owed : owingUnits(units, periodOf(round));

/** How near its end a round is on a day; null while nobody has to be reminded. */
export type Milestone = 'week' | 'day' | 'late';
export function milestoneOn({ due }: ReportRound, today: string): Milestone | null {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
  if (days < 0) return 'late';
  if (days <= 1) return 'day';
  return days <= 7 ? 'week' : null;
}
