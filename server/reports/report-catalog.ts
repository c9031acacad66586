import type { Notice } from '#server/items/notice.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { ItemFacts, ReportItem } from './report-figures.ts';
import type { UnitReport } from './report.ts';
import type { ReportRound } from './round.ts';

/** The items behind the figures of one edition of a report. */
export interface ReportItems {
  readonly reportId: string;
  readonly edition: number;
  readonly items: readonly ReportItem[];
}

/** What backups and moves carry of a round: it, its reports, and the items behind them. */
export type ReportRecord =
  | { readonly round: ReportRound }
  | { readonly report: UnitReport }
  | { readonly items: ReportItems };

/** The part of the port `Catalog` that keeps rounds of reports and what units reported. */
export interface ReportCatalog {
  /**
   * Saves a round as `version + 1`; version 0 is new. Throws `stale-version` when the stored version
   * differs, also when a new one is there already.
   */
  saveRound(round: ReportRound): Promise<ReportRound>;
  /**
   * The same for a round that is frozen now: nobody saves a report of it between the look at them
   * and the freeze. Throws `stale-version`, and `wrong-state` while a report of it is `sent`.
   */
  freezeRound(round: ReportRound): Promise<ReportRound>;
  /** Null when missing. */
  findRound(id: string): Promise<ReportRound | null>;
  /** All of them, the one that ends last first, then by id. */
  listRounds(): Promise<ReportRound[]>;
  /**
   * Saves a report as `version + 1`, with the items behind its edition where they are given, and
   * notices, all or nothing; version 0 is new. Throws `stale-version`, and `wrong-state` where its
   * round is frozen, unless its edition is one more than the stored one, which is 1 where there is none.
   */
  saveReport(
    report: UnitReport,
    more?: { readonly items?: readonly ReportItem[]; readonly notices?: readonly Notice[] },
  ): Promise<UnitReport>;
  /** Null when missing. */
  findReport(id: string): Promise<UnitReport | null>;
  /** Of one round, by unit. */
  listReports(roundId: string): Promise<UnitReport[]>;
  /** Null where none were saved. */
  findReportItems(reportId: string, edition: number): Promise<ReportItems | null>;
  /**
   * Items of these units that readers ever saw, as they stood when the period ended, with their
   * visits within it; by id.
   */
  itemFacts(unitIds: readonly string[], period: ReportPeriod): Promise<ItemFacts[]>;
}
