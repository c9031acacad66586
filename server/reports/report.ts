import { unitToday, type Unit } from '#server/people/unit.ts';
import type { OwnFigures } from './own-figures.ts';
import type { GroupSums, ShelfNumbers } from './report-figures.ts';

/** `returned` is a draft again, with the reason in its last event. */
export const REPORT_STATES = ['draft', 'sent', 'returned', 'accepted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const isBeingFilled = (state: ReportState): boolean =>
  state === 'draft' || state === 'returned';

export type ReportAct = 'saved' | 'sent' | 'returned' | 'accepted' | 'corrected' | 'taken-late';
export interface ReportEvent {
  readonly at: string;
  readonly act: ReportAct;
  readonly byId: string;
  readonly byName: string;
  /** Why it was returned or corrected; '' otherwise. */
  readonly reason: string;
}

/** What a report says. */
export interface ReportContents {
  readonly shelf: ShelfNumbers;
  /** By subject and genre; their sums are the numbers of items above. */
  readonly groups: readonly GroupSums[];
  readonly own: OwnFigures;
  /** When the shelf's numbers were taken. */
  readonly takenAt: string;
}

/** A version of a frozen report that a later one corrects. */
export interface ReportEdition extends ReportContents {
  readonly edition: number;
}

/** The report of one unit for one round. */
export interface UnitReport extends ReportContents {
  /** {@link reportId}. */
  readonly id: string;
  readonly roundId: string;
  readonly unitId: string;
  /** As it was called when it was last saved. */
  readonly unitName: string;
  readonly state: ReportState;
  readonly version: number;
  /** 1, and one more for each correction after the freeze. */
  readonly edition: number;
  /** Editions before the one it says now, the first one first. */
  readonly earlier: readonly ReportEdition[];
  readonly events: readonly ReportEvent[];
}

/** Whether it was taken after the freeze: it has no edition of that day. */
export const wasLate = ({ edition, earlier }: UnitReport): boolean =>
  edition > 1 && !earlier.some((one) => one.edition === 1);

export const reportId = (round: string, unitId: string): string => `${round}.${unitId}`;

/** The contents of an edition; null where there is none. */
export const editionOf = (report: UnitReport, edition: number): ReportContents | null =>
  edition === report.edition
    ? report
    : (report.earlier.find((one) => one.edition === edition) ?? null);

/** Whether its unit was merged into another since: then that one reports, with its figures. */
export const isOutlived = ({ unitId }: UnitReport, units: readonly Unit[]): boolean =>
  unitToday(units, unitId) !== unitId;
