import type { Connection } from 'mongoose';
import type { ReportItems } from '#server/reports/report-catalog.ts';
import type { UnitReport } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import { model, number, text, whole } from './model.ts';

export interface RoundRow {
  readonly _id: string;
  readonly version: number;
  readonly until: string;
  readonly round: ReportRound;
}

export interface UnitReportRow {
  readonly _id: string;
  readonly roundId: string;
  readonly unitId: string;
  readonly state: string;
  readonly version: number;
  /** Counts freezes of its round, so that a freeze and whoever saves it meet. */
  readonly freezes: number;
  readonly report: UnitReport;
}

/** `_id` is the report's and the edition, parted by a line end. */
export interface ReportItemsRow {
  readonly _id: string;
  readonly items: ReportItems;
}

export const reportModels = (connection: Connection) => ({
  reportRounds: model<RoundRow>(
    connection,
    'report-rounds',
    { version: number, until: text, round: whole },
    [{ keys: { until: -1, _id: 1 } }],
  ),
  unitReports: model<UnitReportRow>(
    connection,
    'unit-reports',
    { roundId: text, unitId: text, state: text, version: number, freezes: number, report: whole },
    [{ keys: { roundId: 1, unitId: 1 } }],
  ),
  reportItems: model<ReportItemsRow>(connection, 'report-items', { items: whole }),
});
