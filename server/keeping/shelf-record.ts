import type { SecurityRow } from '#server/audit/security-event.ts';
import type { CorrectionEvent, PageCorrection } from '#server/correction/page-correction.ts';
import type { TextReport } from '#server/correction/text-report.ts';
import type { DeskScan } from '#server/desk/scan.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Account } from '#server/people/account.ts';
import type { Collection } from '#server/site/collection.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';
import type { Item } from '#server/items/item.ts';
import type { Holding, Loan, Stocktake } from '#server/holdings/holding.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { LawRecord } from '#server/laws/law-record.ts';
import type { ReadingFact } from '#server/items/recognition.ts';
import type { LinkCheck } from '#server/links/link-check.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { Question } from '#server/questions/question.ts';
import type { ReportRecord } from '#server/reports/report-catalog.ts';
import type { AskedQuery, EmptyQuery, FrequentQuery } from '#server/search/query-catalog.ts';
import type { Notice } from '#server/items/notice.ts';
import type { Rating } from '#server/figures/rating.ts';
import type { Subscriber } from '#server/subscriptions/subscriber.ts';
import type { Unit } from '#server/people/unit.ts';
import type { VisitCount } from '#server/figures/visit.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';

/** What was read from the picture of a page, packed as the storages keep it. */
export interface PackedReading extends ReadingFact {
  /** Deflated and in base64 (storage/packed-reading.ts); null where the page could not be read. */
  readonly found: string | null;
}

/** What people made of one page, with its history, oldest first. */
export interface CorrectionRecord {
  readonly correction: PageCorrection;
  readonly events: readonly CorrectionEvent[];
}

/** What a catalog keeps, by kind; no engine's form. */
export interface ShelfValues {
  readonly unit: Unit;
  readonly account: Account;
  readonly fact: { readonly key: string; readonly value: string };
  readonly collection: Collection;
  /** Every version of one entry, oldest first: the last is the present one. */
  readonly kept: { readonly versions: readonly AuthorityEntry[] };
  readonly holding: Holding;
  /** Carries borrowers' names while they are kept (docs/decisions/026-printed-copies.md). */
  readonly loan: Loan;
  readonly stocktake: { readonly stocktake: Stocktake; readonly found: readonly string[] };
  readonly 'empty-query': EmptyQuery;
  readonly 'asked-query': AskedQuery;
  readonly 'frequent-query': FrequentQuery;
  readonly visit: VisitCount;
  readonly rating: Rating;
  readonly notice: Notice;
  /** The rows of the security log; their head is a fact. */
  readonly 'security-event': SecurityRow;
  readonly law: LawRecord;
  readonly item: { readonly item: Item; readonly events: readonly WorkflowEvent[] };
  readonly text: AttachmentText;
  readonly 'page-reading': PackedReading;
  readonly 'page-correction': CorrectionRecord;
  readonly 'text-report': TextReport;
  /** Carries how somebody is reached while that is kept. */
  readonly question: Question;
  /** Carries an address of e-mail. */
  readonly subscriber: Subscriber;
  /** Every version of one entry, oldest first: the last is the present one. */
  readonly 'unit-entry': { readonly versions: readonly UnitEntry[] };
  readonly 'desk-scan': DeskScan;
  /** A round of reports, what a unit reported, or the items behind it. */
  readonly report: ReportRecord;
  readonly target: Target;
  /** Without its entries and files: those are made again from the items. */
  readonly delivery: Delivery;
  readonly 'sent-item': SentItem;
  readonly 'shelf-link': { readonly address: string };
  readonly 'link-check': LinkCheck;
}

export type ShelfRecordKind = keyof ShelfValues;

/**
 * One thing of the whole: what backups hold and moves carry. Sessions, jobs, sheets being imported,
 * forms being typed and caches are left out; they are made again.
 */
export type ShelfRecord = {
  readonly [K in ShelfRecordKind]: { readonly kind: K; readonly value: ShelfValues[K] };
}[ShelfRecordKind];

const OF_ITEM = ['text', 'page-reading', 'page-correction', 'text-report'] as const;
export type KindOfItem = (typeof OF_ITEM)[number];

/** Records that follow the item they are of and belong together with it. */
export const isOfItem = (kind: ShelfRecordKind): kind is KindOfItem =>
  (OF_ITEM as readonly ShelfRecordKind[]).includes(kind);

/**
 * In the order in which they are taken in: texts and readings right after their item, links after the items that
 * have them.
 */
export const SHELF_RECORD_KINDS: readonly ShelfRecordKind[] = [
  'unit',
  'account',
  'fact',
  'collection',
  'kept',
  'holding',
  'loan',
  'stocktake',
  'empty-query',
  'asked-query',
  'frequent-query',
  'visit',
  'rating',
  'notice',
  'security-event',
  'law',
  'item',
  'text',
  'page-reading',
  'page-correction',
  'text-report',
  'question',
  'subscriber',
  'unit-entry',
  'desk-scan',
  'report',
  'target',
  'delivery',
  'sent-item',
  'shelf-link',
  'link-check',
];
