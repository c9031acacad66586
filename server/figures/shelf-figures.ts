import type { GroupVisits, MonthVisits, UnitSteps } from './figure-catalog.ts';
import { monthBefore, monthsOf } from './figures.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { RatingCounts } from './rating.ts';
import type { QueryCounts } from '#server/search/query-catalog.ts';
import { unitToday, type Unit } from '#server/people/unit.ts';
import type { VisitSums } from './visit.ts';

/** What one period comes to. */
export interface FigureTotals extends VisitSums {
  readonly sent: number;
  readonly published: number;
  readonly ratings: RatingCounts;
  /** Searches of the whole shelf; null where one unit's figures are asked for. */
  readonly searches: QueryCounts | null;
}

/** A month beside the same one a year before. */
export interface MonthFigures {
  readonly month: string;
  readonly now: VisitSums;
  readonly before: VisitSums;
}

export interface GenreFigures extends VisitSums {
  /** '' for visits of items that are gone. */
  readonly genre: string;
}

export interface UnitFigures extends VisitSums {
  /** '' for visits of items that are gone. */
  readonly unitId: string;
  readonly name: string;
  readonly sent: number;
  readonly published: number;
}

export interface ShelfFigures {
  readonly period: ReportPeriod;
  readonly before: ReportPeriod;
  readonly totals: FigureTotals;
  readonly totalsBefore: FigureTotals;
  readonly months: readonly MonthFigures[];
  /** Read most first; the units with those that had nothing. */
  readonly genres: readonly GenreFigures[];
  readonly units: readonly UnitFigures[];
  readonly items: readonly (VisitSums & { readonly itemId: string; readonly title: string })[];
}

const NONE: VisitSums = { view: 0, read: 0, download: 0, play: 0, embed: 0 };

export const sumVisits = (all: readonly VisitSums[]): VisitSums =>
  all.reduce<VisitSums>(
    (sum, one) => ({
      view: sum.view + one.view,
      read: sum.read + one.read,
      download: sum.download + one.download,
      play: sum.play + one.play,
      embed: sum.embed + one.embed,
    }),
    NONE,
  );

/** Lượt tìm: all of them, and those that found nothing close. */
export const searchesOf = ({ searches }: Pick<FigureTotals, 'searches'>) => ({
  all: searches === null ? 0 : searches.found + searches.weak + searches.empty,
  vain: searches === null ? 0 : searches.weak + searches.empty,
});

/** Lượt đọc: an item's page or its text was opened. */
export const readsOf = ({ view, read }: VisitSums): number => view + read;

/** Every month of the period, also those without visits. */
export function monthFigures(
  period: ReportPeriod,
  now: readonly MonthVisits[],
  before: readonly MonthVisits[],
): MonthFigures[] {
  const of = (rows: readonly MonthVisits[], month: string): VisitSums =>
    sumVisits(rows.filter((row) => row.month === month));
  return monthsOf(period).map((month) => ({
    month,
    now: of(now, month),
    before: of(before, monthBefore(month, 12)),
  }));
}

export function genreFigures(groups: readonly GroupVisits[]): GenreFigures[] {
  return [...Map.groupBy(groups, (group) => group.genre)]
    .map(([genre, rows]) => ({ genre, ...sumVisits(rows) }))
    .toSorted((a, b) => readsOf(b) - readsOf(a) || (a.genre < b.genre ? -1 : 1));
}

/** By the units that stand today, of all those given: a successor has what its predecessors had. */
export function unitFigures(
  groups: readonly GroupVisits[],
  steps: readonly UnitSteps[],
  units: readonly Unit[],
  within: readonly string[] | null,
): UnitFigures[] {
  const today = (id: string): string => unitToday(units, id);
  const [visits, moves] = [
    Map.groupBy(groups, (group) => today(group.unitId)),
    Map.groupBy(steps, (step) => today(step.unitId)),
  ];
  const standing = units
    .filter((unit) => unit.successorId === null && (within === null || within.includes(unit.id)))
    .map((unit) => unit.id);
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  return [...new Set([...standing, ...visits.keys(), ...moves.keys()])]
    .map((unitId) => ({
      unitId,
      name: names.get(unitId) ?? unitId,
      ...sumVisits(visits.get(unitId) ?? []),
      sent: (moves.get(unitId) ?? []).reduce((sum, step) => sum + step.sent, 0),
      published: (moves.get(unitId) ?? []).reduce((sum, step) => sum + step.published, 0),
    }))
    .toSorted(
      (a, b) =>
        readsOf(b) - readsOf(a) ||
        b.sent - a.sent ||
        b.published - a.published ||
        a.name.localeCompare(b.name, 'vi'),
    );
}
