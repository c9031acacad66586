import type { Connection } from 'mongoose';
import type {
  CorrectionEvent,
  PageCorrection,
  PageHold,
} from '#server/correction/page-correction.ts';
import type { TextReport } from '#server/correction/text-report.ts';
import { model, number, text, whole } from './model.ts';

interface OfPage {
  readonly _id: string;
  readonly itemId: string;
  readonly sha256: string;
  readonly page: number;
}

/** `_id` is `itemId/sha256/page`. */
export interface CorrectionRow extends OfPage {
  readonly version: number;
  readonly isDone: boolean;
  readonly correction: PageCorrection;
}
export interface CorrectionEventRow extends OfPage {
  readonly event: CorrectionEvent;
}
/** `_id` is `itemId/sha256/page`. */
export interface HoldRow extends OfPage, PageHold {}
export interface TextReportRow extends OfPage {
  readonly report: TextReport;
}

const OF_PAGE = { itemId: text, sha256: text, page: number };
const BY_PAGE = { keys: { itemId: 1, sha256: 1, page: 1, _id: 1 } } as const;

export const correctionModels = (connection: Connection) => ({
  pageCorrections: model<CorrectionRow>(
    connection,
    'page-corrections',
    { ...OF_PAGE, version: number, isDone: { type: Boolean, required: true }, correction: whole },
    [BY_PAGE, { keys: { itemId: 1, isDone: 1 } }],
  ),
  correctionEvents: model<CorrectionEventRow>(
    connection,
    'correction-events',
    { ...OF_PAGE, event: whole },
    [BY_PAGE, { keys: { itemId: 1, _id: -1 } }],
  ),
  pageHolds: model<HoldRow>(
    connection,
    'page-holds',
    { ...OF_PAGE, accountId: text, name: text, until: text },
    [BY_PAGE],
  ),
  textReports: model<TextReportRow>(connection, 'text-reports', { ...OF_PAGE, report: whole }, [
    BY_PAGE,
  ]),
});
