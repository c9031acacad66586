/** What stands in each MongoDB collection: the domain's object whole, beside the keys that queries and indexes need. */
import type { Account } from '#server/people/account.ts';
import type { Collection } from '#server/site/collection.ts';
import type { Item, ItemState } from '#server/items/item.ts';
import type { Stage } from '#server/base/stage.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { JobKind } from '#server/base/job.ts';
import type { Holding, HoldingState, Loan, Stocktake } from '#server/holdings/holding.ts';
import type { AuthorityEntry, AuthorityList } from '#server/vocabulary/authority-list.ts';
import type { LawRecord } from '#server/laws/law-record.ts';
import type { LinkFault, LinkState } from '#server/links/link-check.ts';
import type { NamedKind } from '#server/cataloguing/name-list.ts';
import type { Notice } from '#server/items/notice.ts';
import type { RatingAnswer } from '#server/figures/rating.ts';
import type { ImportOutcome, ImportRow, ImportRun } from '#server/imports/sheet-import.ts';
import type { Fingerprint } from '#server/items/fingerprint.ts';
import type { Unit } from '#server/people/unit.ts';
import type { UnsavedForm } from '#server/cataloguing/unsaved-form.ts';
import type { VisitKind } from '#server/figures/visit.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';

export interface ItemRow {
  readonly _id: string;
  readonly identifier: string | null;
  readonly state: ItemState;
  readonly unitId: string;
  readonly version: number;
  readonly newestKey: string;
  readonly updatedAt: string;
  readonly lawKeys: string[];
  /** Folded syllables of the title. */
  readonly titleWords: string[];
  /** Ends of laws that need no look (`settledEnds`). */
  readonly settled: string[];
  readonly attachmentIds: string[];
  readonly fileHashes: string[];
  readonly links: string[];
  readonly stage: Stage;
  readonly since: string;
  readonly holderId: string | null;
  readonly item: Item;
}

/** `_id` is the law's key. */
export interface LawRow {
  readonly _id: string;
  readonly endsOn: string | null;
  readonly version: number;
  readonly law: LawRecord;
}

/** Who has an identifier; `_id` is the identifier itself. */
export interface IdentifierRow {
  readonly _id: string;
  readonly itemId: string;
}

/** `_id` is `itemId/number`. */
export interface NameRow {
  readonly _id: string;
  readonly itemId: string;
  readonly kind: NamedKind;
  readonly key: string;
  readonly value: string;
}

export interface EventRow {
  readonly _id: string;
  readonly itemId: string;
  readonly event: WorkflowEvent;
}

/** `_id` is `attachmentId/ordinal`. */
export interface PassageRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly itemId: string;
  readonly place: number;
  readonly locator: string;
  readonly heading: string;
  readonly text: string;
}

/** `_id` is `attachmentId/number`. */
export interface SectionRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly number: number;
  readonly title: string;
  readonly href: string;
  readonly html: string;
}

/** `_id` is `attachmentId/name`. */
export interface ResourceRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** `_id` is the attachment's id. */
export interface OutlineRow {
  readonly _id: string;
  readonly entries: readonly OutlineEntry[];
}

/** `_id` is the attachment's id. */
export interface FingerprintRow {
  readonly _id: string;
  readonly bands: readonly number[];
  readonly print: Fingerprint;
}

/** `_id` is the address. */
export interface LinkRow {
  readonly _id: string;
  /** The shelf itself links to it. */
  readonly shelf: boolean;
  /** Grows whenever something links to it anew, so that nobody forgets an address that is just being taken up. */
  readonly taken: number;
  readonly checkedAt: string | null;
  readonly state: LinkState;
  readonly status: number | null;
  readonly fault: LinkFault | null;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly nextAt: string;
}

export interface AccountRow {
  readonly _id: string;
  readonly username: string;
  readonly account: Account;
}
/** `_id` is the token's hash. */
export interface SessionRow {
  readonly _id: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}
/** `_id` is the key that was tried. */
export interface TryRow {
  readonly _id: string;
  readonly count: number;
  readonly until: string;
}
/** `_id` is `accountId/itemId`. */
export interface UnsavedRow {
  readonly _id: string;
  readonly accountId: string;
  readonly at: string;
  readonly form: UnsavedForm;
}
export interface UnitRow {
  readonly _id: string;
  readonly unit: Unit;
}
/** `_id` is the key or name. */
export interface FactRow {
  readonly _id: string;
  readonly value: string;
}
export interface CounterRow {
  readonly _id: string;
  readonly value: number;
}
/** `_id` is the folded query. */
export interface EmptyQueryRow {
  readonly _id: string;
  readonly count: number;
  readonly lastAt: string;
}

/** `_id` is the slug. */
export interface CollectionRow {
  readonly _id: string;
  readonly rank: number;
  readonly collected: Collection;
}
/** `_id` is `list/id`. */
export interface AuthorityRow {
  readonly _id: string;
  readonly list: AuthorityList;
  readonly rank: number;
  readonly version: number;
  readonly entry: AuthorityEntry;
}
/** `_id` is `list/id/version`. */
export interface AuthorityVersionRow {
  readonly _id: string;
  readonly of: string;
  readonly version: number;
  readonly entry: AuthorityEntry;
}
export interface HoldingRow {
  readonly _id: string;
  readonly placeId: string;
  readonly registerKey: string;
  readonly itemId: string;
  readonly state: HoldingState;
  readonly version: number;
  readonly holding: Holding;
}
/** Who has a register number; `_id` is `placeId/registerKey`. */
export interface RegisterNumberRow {
  readonly _id: string;
  readonly holdingId: string;
}
/** `open` is the copy while it is out, else null: a copy is lent once. */
export interface LoanRow {
  readonly _id: string;
  readonly open: string | null;
  readonly placeId: string;
  readonly lentOn: string;
  readonly dueOn: string;
  readonly forgetOn: string | null;
  readonly loan: Loan;
}
export interface StocktakeRow {
  readonly _id: string;
  readonly placeId: string;
  readonly stocktake: Stocktake;
}
/** `_id` is `stocktakeId/holdingId`. */
export interface FoundRow {
  readonly _id: string;
  readonly stocktakeId: string;
  readonly holdingId: string;
}
export interface RatingRow {
  readonly _id: string;
  readonly itemId: string;
  readonly day: string;
  readonly answer: RatingAnswer;
  readonly comment: string;
  readonly commented: boolean;
}
/** `_id` is `itemId/day/kind`. */
export interface VisitRow {
  readonly _id: string;
  readonly itemId: string;
  readonly day: string;
  readonly kind: VisitKind;
  readonly count: number;
}

export interface NoticeRow {
  readonly _id: string;
  readonly accountId: string;
  readonly at: string;
  readonly unread: boolean;
  readonly notice: Notice;
}

export interface ImportRunRow {
  readonly _id: string;
  readonly run: ImportRun;
}
/** `_id` is `importId/line`. */
export interface ImportLineRow {
  readonly _id: string;
  readonly importId: string;
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly row: ImportRow;
}

/** What a job keeps wherever it stands. */
interface JobFacts {
  readonly kind: JobKind;
  readonly payload: Readonly<Record<string, string>>;
  readonly priority: number;
  readonly attempts: number;
  readonly reason: string | null;
  readonly createdAt: string;
}
/** `_id` is the job's key: a key waits once. */
export interface WaitingRow extends JobFacts {
  readonly _id: string;
  readonly jobId: string;
  readonly group: string;
  readonly notBefore: string;
}
/** `_id` is the job's group: a group runs once. */
export interface RunningRow extends JobFacts {
  readonly _id: string;
  readonly jobId: string;
  readonly key: string;
  readonly worker: string;
  readonly leaseUntil: string;
}
/** `_id` is the job's own id. */
export interface FailedRow extends JobFacts {
  readonly _id: string;
  readonly key: string;
  readonly group: string;
}
