import type { NewJob } from '#server/base/job.ts';
import type {
  CorrectedPageKey,
  CorrectionEvent,
  PageCorrection,
  PageHold,
} from './page-correction.ts';
import type { TextReport } from './text-report.ts';
import type { AwaitingItem, DonePage } from './trust.ts';

/** What is saved of one change, all or nothing. */
export interface CorrectionChange {
  /** Carries the version it is based on (0 for the first); it is saved as `version + 1`. */
  readonly correction: PageCorrection;
  readonly events: readonly CorrectionEvent[];
  readonly jobs: readonly NewJob[];
  /** Ids of reports that are settled by it: they are gone. */
  readonly settled?: readonly string[];
}

export interface CorrectionEventList {
  readonly itemId: string;
  /** Of one page only; null for all of the item. */
  readonly page: Pick<CorrectedPageKey, 'sha256' | 'page'> | null;
  readonly limit: number;
  /** Older than this event; null for the newest. */
  readonly before: string | null;
}

/**
 * The part of the port `Catalog` that keeps what people made of the words that a machine read. It
 * goes with its bytes: a saved item has none of files that it does not name any more.
 */
export interface CorrectionCatalog {
  /** Null when nobody touched the page. */
  findCorrection(key: CorrectedPageKey): Promise<PageCorrection | null>;
  /** Of one file of an item, by page. */
  listCorrections(itemId: string, sha256: string): Promise<PageCorrection[]>;
  /** Throws `stale-version` when the stored version differs. Readers see the change. */
  saveCorrection(change: CorrectionChange): Promise<void>;
  /** Pages of an item that are done, by file and page. */
  listDonePages(itemId: string): Promise<DonePage[]>;
  /** Newest first. */
  listCorrectionEvents(list: CorrectionEventList): Promise<CorrectionEvent[]>;
  /** Null when missing. */
  findCorrectionEvent(id: string): Promise<CorrectionEvent | null>;
  /**
   * Items with pages that a machine read and nobody has, or with reports, of these units or of all
   * for null: published ones first, then the newest.
   */
  listAwaiting(unitIds: readonly string[] | null, limit: number): Promise<AwaitingItem[]>;

  /**
   * Gives the page to `holder`, unless somebody else has it at `now`.
   * @returns whoever has it then
   */
  holdPage(key: CorrectedPageKey, holder: PageHold, now: string): Promise<PageHold>;
  /** Gives the page back; ignored when somebody else has it. */
  releasePage(key: CorrectedPageKey, accountId: string): Promise<void>;

  /** Keeps a report. Returns false, and keeps nothing, where `most` of the page wait already. */
  addTextReport(report: TextReport, most: number): Promise<boolean>;
  /** Of an item, by file, page and id. */
  listTextReports(itemId: string): Promise<TextReport[]>;
  /** Null when missing. */
  findTextReport(id: string): Promise<TextReport | null>;
  /** Erases reports of all days before this one. */
  forgetTextReports(day: string): Promise<void>;
}
