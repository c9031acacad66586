/**
 * The four ports (docs/architecture.md). Async, plain objects in and out; no cursor, driver type or
 * engine query crosses them. What must be atomic is one method. Every adapter passes the suites in
 * test/storage unchanged.
 */
import type { ApiClient } from '#server/exchange/api-client.ts';
import type { Portal } from '#server/exchange/embed/portal.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Job, JobKind, NewJob } from '#server/base/job.ts';
import type { AuditCatalog } from '#server/audit/audit-catalog.ts';
import type { CataloguingCatalog } from '#server/cataloguing/cataloguing-catalog.ts';
import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import type { DeliveryCatalog } from '#server/delivery/delivery-catalog.ts';
import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { FigureCatalog } from '#server/figures/figure-catalog.ts';
import type { ReaderCatalog } from '#server/figures/reader-catalog.ts';
import type { HoldingCatalog } from '#server/holdings/holding-catalog.ts';
import type { Library } from '#server/holdings/library.ts';
import type { ImportSource } from '#server/imports/import-source.ts';
import type { ImportCatalog } from '#server/imports/import-catalog.ts';
import type { ArrivingCatalog } from '#server/ingest/arriving-catalog.ts';
import type { RecognitionCatalog } from '#server/ingest/recognition-catalog.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { ShelfCatalog } from '#server/keeping/shelf-catalog.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import type { LinkCatalog } from '#server/links/link-catalog.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { SignInRule } from '#server/people/sign-in-rule.ts';
import type { AnswerTemplate } from '#server/questions/answer-template.ts';
import type { QuestionCatalog } from '#server/questions/question-catalog.ts';
import type { YearOfHolidays } from '#server/questions/holiday.ts';
import type { ReportCatalog } from '#server/reports/report-catalog.ts';
import type { QueryCatalog } from '#server/search/query-catalog.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import type { SearchHelp, SearchQuery, SearchResult } from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import type { WordValue } from '#server/search/words/word-record.ts';
import type { DeskCatalog } from '#server/desk/desk-catalog.ts';
import type { Procedure } from '#server/desk/procedure.ts';
import type { NewsPiece } from '#server/news/news.ts';
import type { Banner } from '#server/site/banner.ts';
import type { FixedPage } from '#server/site/fixed-page.ts';
import type { SavedSettings } from '#server/site/shelf-settings.ts';
import type { SiteCatalog } from '#server/site/site-catalog.ts';
import type { SubscriptionCatalog } from '#server/subscriptions/subscription-catalog.ts';
import type { UnitEntryCatalog } from '#server/site/unit-entry-catalog.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { WeeklyKit } from '#server/weekly/kit.ts';
import type { VocabularyValues } from '#server/vocabulary/vocabulary.ts';
import type { WorkflowCatalog } from '#server/workflow/workflow-catalog.ts';

/** What stands in each list that officials keep (docs/decisions/025-lists-kept-by-officials.md). */
export interface AuthorityValues extends VocabularyValues {
  readonly page: FixedPage;
  readonly banner: Banner;
  readonly place: Library;
  readonly portal: Portal;
  readonly 'sign-in-rule': SignInRule;
  readonly 'api-client': ApiClient;
  readonly 'import-source': ImportSource;
  readonly word: WordValue;
  readonly 'shelf-settings': SavedSettings;
  readonly holiday: YearOfHolidays;
  readonly 'answer-template': AnswerTemplate;
  readonly procedure: Procedure;
}

/** What stands in each list that units write in (docs/decisions/069-news.md). */
export interface UnitValues {
  readonly news: NewsPiece;
  readonly weekly: WeeklyKit;
}

export type AuthorityList = keyof AuthorityValues;
/** An entry of any list, or of one. */
export type ListEntry<L extends AuthorityList = AuthorityList> = AuthorityEntry<
  L,
  AuthorityValues[L]
>;

/** The names of these lists, as stored rows and backups carry them: none ever changes. */
export const AUTHORITY_LISTS = [
  'answer-template',
  'api-client',
  'audience',
  'banner',
  'genre',
  'holiday',
  'import-source',
  'page',
  'place',
  'portal',
  'procedure',
  'shelf-settings',
  'sign-in-rule',
  'subject',
  'sub-subject',
  'word',
] as const satisfies readonly AuthorityList[];

/**
 * Everything that the shelf keeps of its records. Each room declares its part; plain objects go in
 * and out. What must be saved together is one method: it saves all or nothing.
 */
export interface Catalog
  extends
    FactCatalog,
    ItemCatalog,
    TextCatalog,
    WorkflowCatalog,
    CataloguingCatalog,
    AuthorityCatalog<AuthorityValues>,
    LawCatalog,
    LinkCatalog,
    HoldingCatalog,
    FigureCatalog,
    ReaderCatalog,
    QueryCatalog,
    SiteCatalog,
    ImportCatalog,
    HarvestCatalog,
    DeliveryCatalog,
    ArrivingCatalog,
    RecognitionCatalog,
    CorrectionCatalog,
    QuestionCatalog,
    SubscriptionCatalog,
    UnitEntryCatalog<UnitValues>,
    DeskCatalog,
    ReportCatalog,
    PeopleCatalog,
    AuditCatalog,
    ShelfCatalog {}

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
  /** The same bytes were there before. */
  readonly existed: boolean;
}

export interface ByteRange {
  /** First and last byte, both included. */
  readonly start: number;
  readonly end: number;
}

/** Bytes of a file that arrives in pieces; nobody else finds them. */
export interface ArrivingFiles {
  /**
   * Puts bytes at `offset`, up to which all must be there; they are safe when the promise is kept.
   * The same bytes may be written again. Throws `storage-full`, and `file-missing` where a piece
   * before them is.
   */
  write(id: string, offset: number, bytes: Uint8Array): Promise<void>;
  /**
   * Makes the first `bytes` bytes a file of the store, without copying them. `note` is told its
   * SHA-256 before that: whoever is killed between finds it there. Throws `file-missing` when fewer
   * bytes are there.
   */
  store(id: string, bytes: number, note: (sha256: string) => Promise<void>): Promise<StoredFile>;
  /** Takes away what is not of the store yet; ignored when missing. */
  remove(id: string): Promise<void>;
}

export interface Files {
  readonly arriving: ArrivingFiles;
  /**
   * Streams the bytes into the store under their SHA-256. Throws `too-large` above `maxBytes`,
   * `file-empty` for none and `storage-full` when the disk is; nothing is left behind then.
   */
  put(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** Null when missing. */
  stat(sha256: string): Promise<{ readonly bytes: number } | null>;
  /** The whole file or a range of it, streamed. Throws `file-missing`. */
  read(sha256: string, range: ByteRange | null): AsyncIterable<Uint8Array>;
  /**
   * Runs `use` with a path on this machine that holds the bytes; the path is only good until `use`
   * ends.
   */
  withLocalPath<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Derived bytes (page pictures) by key; may vanish at any time and are made again. */
  findDerived(key: string): Promise<Uint8Array | null>;
  putDerived(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Every stored file, for checks; no order. `storedAt` is the ISO instant of the last `put` of
   * these bytes.
   */
  list(): AsyncIterable<{
    readonly sha256: string;
    readonly bytes: number;
    readonly storedAt: string;
  }>;
  /**
   * Takes bytes that no record names away for good, unless they were put since `storedBefore`:
   * somebody may be about to name them. Ignored when missing.
   */
  remove(sha256: string, storedBefore: string): Promise<void>;
}

export interface SearchState {
  readonly items: number;
  readonly passages: number;
  /** The index was built by an older form of the tokens, or is not whole: it wants a rebuild. */
  readonly stale: boolean;
  /** Everything published was put in once; queries throw `search-unavailable` while it is not. */
  readonly whole: boolean;
}

export interface Search {
  /** Replaces each item's entry; visible to queries when the promise is kept. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  remove(itemIds: readonly string[]): Promise<void>;
  /**
   * Throws `invalid-cursor` and `search-unavailable`. Order: as the query's sort, ties newer first,
   * then id.
   */
  query(query: SearchQuery): Promise<SearchResult>;
  /**
   * How `query` reads its words; no passage is looked for. Throws `search-unavailable`, as a query
   * would.
   */
  reading(query: SearchQuery): Promise<Reading>;
  /**
   * Builds the index anew from these documents while the old one serves, then puts the new one in
   * its place at once. What was indexed meanwhile must be indexed once more by the caller.
   */
  rebuild(documents: AsyncIterable<SearchDocument>): Promise<void>;
  /** What may help when `query` found nothing. */
  help(query: SearchQuery): Promise<SearchHelp>;
  /** Titles and frequent phrases that begin like `prefix`, folded; best first. */
  suggest(prefix: string, limit: number): Promise<string[]>;
  state(): Promise<SearchState>;
  /** Reads the whole index: false when it is damaged. As long as that takes. */
  isSound(): Promise<boolean>;
  /** Every entry with the version it was made from, for checks; no order. */
  entries(): AsyncIterable<{ readonly itemId: string; readonly version: number }>;
}

export type JobOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'retry'; readonly reason: string; readonly notBefore: string }
  | { readonly state: 'failed'; readonly reason: string }
  /** The process stops: another may take it at once, and the attempt does not count. */
  | { readonly state: 'handed-back' };

/** How the jobs of one kind stand. */
export interface KindCensus {
  readonly kind: JobKind;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** When the one that waits longest was submitted; null when none waits. */
  readonly oldestAt: string | null;
}

/** How much room there is; null where the storage cannot tell. */
export interface StorageSpace {
  /** Of the records, and of the index where the storage keeps it itself. */
  readonly databaseBytes: number | null;
  /** Of the disk that the files and records are on. */
  readonly freeBytes: number | null;
  readonly diskBytes: number | null;
}

export interface Queue {
  submit(jobs: readonly NewJob[]): Promise<void>;
  /**
   * Takes the best waiting job of these kinds, or null. Leases that ran out come back first. Counts
   * one attempt.
   */
  claim(
    kinds: readonly JobKind[],
    worker: string,
    now: string,
    leaseUntil: string,
  ): Promise<Job | null>;
  /** Lengthens the lease; false when the job is no longer this worker's. */
  heartbeat(jobId: string, worker: string, leaseUntil: string): Promise<boolean>;
  /** Ends this worker's run; ignored when the lease was lost to another. */
  finish(jobId: string, worker: string, outcome: JobOutcome): Promise<void>;
  /** Jobs that wait or run. */
  pending(): Promise<number>;
  /** Jobs of an item or group that wait or run. */
  pendingOfGroup(group: string): Promise<number>;
  /** Newest first. */
  failed(limit: number): Promise<Job[]>;
  /** Every kind of which there is a job, by kind. */
  census(): Promise<KindCensus[]>;
  /** Puts a failed job back to waiting; false when there is none such. */
  retry(jobId: string): Promise<boolean>;
}

export interface Storage {
  readonly catalog: Catalog;
  readonly files: Files;
  readonly search: Search;
  readonly queue: Queue;
  /** Throws `storage-busy` when a part cannot be reached. */
  ready(): Promise<void>;
  space(): Promise<StorageSpace>;
  close(): Promise<void>;
}
