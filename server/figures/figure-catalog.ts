import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { RatingCounts } from './rating.ts';
import type { ItemVisits, VisitSums } from './visit.ts';

/** Which days, and items of which units (all for null). */
export interface FiguresAsked {
  readonly period: ReportPeriod;
  readonly unitIds: readonly string[] | null;
}

export interface MonthVisits extends VisitSums {
  /** In Vietnam: `2026-11`. */
  readonly month: string;
}

export interface GroupVisits extends VisitSums {
  readonly unitId: string;
  readonly genre: string;
}

/** Different items of a unit that took a step at least once within the period. */
export interface UnitSteps {
  readonly unitId: string;
  /** Sent on by whoever made them. */
  readonly sent: number;
  /** Published for the first time; put back after a withdrawal is not new. */
  readonly published: number;
}

/**
 * Sums for reports, made inside the storage by its indexes: the work grows with what happened in
 * the period, not with the shelf. A part of `Catalog`. An item counts for the unit and genre it has
 * now. Visits are those of items; those of items that are gone count only where no units are asked
 * for, under the unit and genre ''.
 */
export interface FigureCatalog {
  /** The first month first; months without visits are left out. */
  visitsByMonth(asked: FiguresAsked): Promise<MonthVisits[]>;
  /** By unit, then genre; those without visits are left out. */
  visitsByGroup(asked: FiguresAsked): Promise<GroupVisits[]>;
  /** Items that were viewed or read, most of both together first, then by id. */
  mostRead(asked: FiguresAsked, limit: number): Promise<ItemVisits[]>;
  /** By unit; those without any are left out. */
  stepsByUnit(asked: FiguresAsked): Promise<UnitSteps[]>;
  /** Zeros when there are none. */
  ratingsWithin(asked: FiguresAsked): Promise<RatingCounts>;
}
