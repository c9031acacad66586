import type { Job, JobKind, NewJob } from '#server/base/job.ts';
import type { Page } from '#server/base/page.ts';
import type { CataloguingRecords } from '#server/cataloguing/cataloguing-records.ts';
import type { FigureCatalog } from '#server/figures/figure-catalog.ts';
import type { ReaderCatalog } from '#server/figures/reader-catalog.ts';
import type { HoldingCatalog } from '#server/holdings/holding-catalog.ts';
import type {
  ImportCounts,
  ImportOutcome,
  ImportRow,
  ImportRun,
} from '#server/imports/sheet-import.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Fingerprint } from '#server/items/fingerprint.ts';
import type { Item, ItemState, Passage, Resource, Section } from '#server/items/item.ts';
import type { Stage } from '#server/base/stage.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import type { ShelfRecord } from '#server/keeping/shelf-record.ts';
import type { CitationToReview, LawRecord } from '#server/laws/law-record.ts';
import type { BrokenLink, LinkCheck } from '#server/links/link-check.ts';
import type { Account, AccountList, Session } from '#server/people/account.ts';
import type { Unit } from '#server/people/unit.ts';
import type {
  SearchFilters,
  SearchHelp,
  SearchQuery,
  SearchResult,
} from '#server/search/search-query.ts';
import type { Collection } from '#server/site/collection.ts';
import type { AuthorityEntry, AuthorityList } from '#server/vocabulary/authority-list.ts';
import type { Notice } from '#server/items/notice.ts';
import type { NoticeList } from '#server/workflow/notice.ts';

/** What extraction found in one attachment; replaces whatever was there. */
export interface AttachmentText {
  readonly attachmentId: string;
  readonly passages: readonly Passage[];
  readonly sections: readonly Section[];
  readonly resources: readonly Resource[];
  readonly outline: readonly OutlineEntry[];
  /** By which texts that are alike are found; absent where there is too little text, or where nobody has made it. */
  readonly print?: Fingerprint | null;
}

/** A saved change of an item: the record, its event, texts read from its files and the jobs it causes are one transaction. */
export interface ItemChange {
  /** Carries the version it is based on (0 for a new one); it is saved as `version + 1`. */
  readonly item: Item;
  /** Null for what a machine found out (text, page counts): the history tells what people did. */
  readonly event: WorkflowEvent | null;
  readonly texts: readonly AttachmentText[];
  readonly jobs: readonly NewJob[];
  /** Whom the change is told to. */
  readonly notices?: readonly Notice[];
}

export interface ItemList {
  /** Any of these states; all when empty. */
  readonly states: readonly ItemState[];
  /** Of this unit or any of these; all for null. */
  readonly unitId: string | readonly string[] | null;
  /** Items that cite this document, by `lawNumberKey`. */
  readonly lawKey: string | null;
  /** Only items changed at or after this instant. */
  readonly updatedSince: string | null;
  /** `newest`: publishedAt (createdAt while unpublished) descending, then id descending; `updated`: updatedAt ascending, then id. */
  readonly order: 'newest' | 'updated';
  readonly limit: number;
  readonly after: string | null;
}

/** Items that wait at one step: the longest first, then by id. */
export interface WaitingList {
  readonly stage: Stage;
  /** Of any of these units; all for null. */
  readonly unitIds: readonly string[] | null;
  /** Only what this account has taken over; whoever has it for null. */
  readonly holderId: string | null;
  readonly limit: number;
  readonly after: string | null;
}

export interface LawList {
  /** Part of a `lawNumberKey`; every law when empty. */
  readonly search: string;
  readonly limit: number;
  readonly after: string | null;
}

export interface CitedLaw {
  readonly law: LawRecord;
  /** Items of any state that cite it. */
  readonly citing: number;
}

export interface PassageRef {
  readonly attachmentId: string;
  readonly ordinal: number;
}

/** What readers looked for in vain: the librarians' list of what is missing (SEARCH.md §4). */
export interface EmptyQuery {
  readonly folded: string;
  readonly count: number;
  readonly lastAt: string;
}

export interface Catalog extends CataloguingRecords, FigureCatalog, HoldingCatalog, ReaderCatalog {
  /** Null when missing. */
  findItem(id: string): Promise<Item | null>;
  /** In the order asked; missing ones are left out. */
  findItems(ids: readonly string[]): Promise<Item[]>;
  findItemByIdentifier(identifier: string): Promise<Item | null>;
  findItemByAttachment(attachmentId: string): Promise<Item | null>;
  /** Items that hold this very file, oldest first. */
  findItemsByFile(sha256: string): Promise<Item[]>;
  /**
   * Saves the change whole or not at all. Throws `stale-version` when the stored version differs from the one given
   * (a new item: when the id exists) and `duplicate-identifier` when another item has the identifier.
   * Returns the item as saved.
   */
  saveItem(change: ItemChange): Promise<Item>;
  /** Several new or changed items in one transaction, all or nothing, in this order: one item may be changed twice, the second time on the version after. */
  saveItems(changes: readonly ItemChange[]): Promise<Item[]>;
  listItems(list: ItemList): Promise<Page<Item>>;
  /**
   * Published items whose title holds all these folded syllables, newest first: what is left of search while the index cannot be
   * asked. None for no syllables.
   */
  findTitles(folded: readonly string[], limit: number): Promise<Item[]>;
  listWaiting(list: WaitingList): Promise<Page<Item>>;
  /** How many wait at a step (since before an instant, since another or later, where these are given), up to `most`: no more are counted. */
  countWaiting(
    list: Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>,
    before: string | null,
    most: number,
    from?: string,
  ): Promise<number>;
  countItems(states: readonly ItemState[]): Promise<number>;
  /** Oldest first. */
  events(itemId: string): Promise<WorkflowEvent[]>;
  /** An event that changes nothing of the item: a comment. Whom it is told to is saved with it, or nothing is. */
  addEvent(event: WorkflowEvent, notices?: readonly Notice[]): Promise<void>;
  /** By id, the latest first. */
  listNotices(list: NoticeList): Promise<Page<Notice>>;
  /** How many the person has not read, up to `most`: no more are counted. */
  countUnreadNotices(accountId: string, most: number): Promise<number>;
  /** The person has read this one and all before it; those read already keep their instant. */
  readNotices(accountId: string, upTo: string, at: string): Promise<void>;
  /** Takes those from before an instant away, read or not. */
  forgetNotices(before: string): Promise<void>;
  /** A number that grows whenever anything readers see has changed: caches compare it. */
  publicRevision(): Promise<number>;
  /** Makes it grow: the index has caught up, lists made from it may differ. */
  bumpPublicRevision(): Promise<void>;

  /** In the order asked; missing ones are left out. Saving an item makes an unknown law (version 0) of every number it is the first to cite. */
  findLaws(keys: readonly string[]): Promise<LawRecord[]>;
  /** By key. */
  listLaws(list: LawList): Promise<Page<CitedLaw>>;
  /**
   * Saves all or none, each as `version + 1`. Throws `stale-version` when a stored version differs from the one given (0 for a new
   * one). Returns them as saved; the public revision grows.
   */
  saveLaws(laws: readonly LawRecord[]): Promise<LawRecord[]>;
  /** Published items with a cited law that ended by `day` and is not settled (`isSettled`); the oldest end first, then by law and item. */
  citationsToReview(list: {
    readonly day: string;
    readonly limit: number;
    readonly after: string | null;
  }): Promise<Page<CitationToReview>>;
  countCitationsToReview(day: string): Promise<number>;

  /** Passages of an item by attachment order and ordinal, from just after `after`. */
  listPassages(itemId: string, after: PassageRef | null, limit: number): Promise<Passage[]>;
  /** In the order asked; missing ones are left out. */
  findPassages(refs: readonly PassageRef[]): Promise<Passage[]>;
  /** Passages of one attachment whose page (or chapter) lies in from..to, in order. */
  passagesOfPages(attachmentId: string, from: number, to: number): Promise<Passage[]>;
  findSection(attachmentId: string, number: number): Promise<Section | null>;
  /** Titles only, in order. */
  listSections(attachmentId: string): Promise<Omit<Section, 'html'>[]>;
  findResource(attachmentId: string, name: string): Promise<Resource | null>;
  outline(attachmentId: string): Promise<OutlineEntry[]>;

  /** Counts a query that found nothing, folded; who asked is not kept. */
  noteEmptyQuery(folded: string, at: string): Promise<void>;
  /** Most asked first, then newest. */
  emptyQueries(limit: number): Promise<EmptyQuery[]>;

  /**
   * Addresses the shelf itself links to, besides its items: replaces those given before. Forgets what is known of addresses
   * that neither it nor any item has. Items' own (`linksOf`) follow `saveItem`.
   */
  saveShelfLinks(addresses: readonly string[]): Promise<void>;
  /** Addresses that a published item or the shelf has and that wait since `before` or longer; the longest first, new ones before all, then by address. */
  linksToCheck(before: string, limit: number): Promise<LinkCheck[]>;
  /** Replaces what is known of the address; ignored when nothing has that address any more. */
  saveLinkCheck(check: LinkCheck): Promise<void>;
  /** What is known of these addresses, in the order asked; those that nothing has are left out. */
  findLinkChecks(addresses: readonly string[]): Promise<LinkCheck[]>;
  /** Broken ones that a published item or the shelf has, failing the longest first, then by address. */
  brokenLinks(limit: number): Promise<BrokenLink[]>;

  /** By rank, then slug; hidden ones too. */
  listCollections(): Promise<Collection[]>;
  /** Null when missing. */
  findCollection(slug: string): Promise<Collection | null>;
  /** Saves it as `version + 1`. Throws `stale-version` when the stored version differs from the one given (0 for a new one); the public revision grows. */
  saveCollection(collection: Collection): Promise<Collection>;
  /** Ignored when there is none such; the public revision grows. */
  deleteCollection(slug: string): Promise<void>;

  /** By rank, then id; hidden ones too. */
  listAuthority<L extends AuthorityList>(list: L): Promise<AuthorityEntry<L>[]>;
  /** Null when missing. */
  findAuthority<L extends AuthorityList>(list: L, id: string): Promise<AuthorityEntry<L> | null>;
  /**
   * Saves it as `version + 1`; what stood there stays among its versions, the newest `MOST_AUTHORITY_VERSIONS`. Throws `stale-version` when the stored version
   * differs from the one given (0 for a new one). Returns it as saved; the public revision grows.
   */
  saveAuthority<L extends AuthorityList>(entry: AuthorityEntry<L>): Promise<AuthorityEntry<L>>;
  /** With its versions. Ignored when there is none such; the public revision grows. */
  deleteAuthority(list: AuthorityList, id: string): Promise<void>;
  /** Newest first, the present one included; none when there is no such entry. */
  authorityVersions<L extends AuthorityList>(list: L, id: string): Promise<AuthorityEntry<L>[]>;

  /** Inserts or replaces by id; rows, when given, take the place of all that stood there. Jobs are submitted with it, or nothing is saved. */
  saveImport(
    run: ImportRun,
    rows: readonly ImportRow[] | null,
    jobs: readonly NewJob[],
  ): Promise<void>;
  findImport(id: string): Promise<ImportRun | null>;
  /** Newest first, by id. */
  listImports(limit: number): Promise<ImportRun[]>;
  /** Replaces these rows by line. */
  saveImportRows(importId: string, rows: readonly ImportRow[]): Promise<void>;
  /** Rows of any of these outcomes (all when empty) after a line, by line. */
  listImportRows(
    importId: string,
    outcomes: readonly ImportOutcome[],
    after: number,
    limit: number,
  ): Promise<ImportRow[]>;
  countImportRows(importId: string): Promise<ImportCounts>;

  findAccount(username: string): Promise<Account | null>;
  findAccountById(id: string): Promise<Account | null>;
  /** For sessions. Throws `not-signed-in` when missing. */
  getAccount(id: string): Promise<Account>;
  countAccounts(): Promise<number>;
  /** Inserts or replaces by id. Throws `duplicate-username` when another account has the name, whatever its case. */
  saveAccount(account: Account): Promise<void>;
  /** Replaces only what is given, as one change: nothing another saves meanwhile is undone. Throws `account-not-found`; returns the account as it is then. */
  changeAccount(id: string, change: Partial<Omit<Account, 'id' | 'username'>>): Promise<Account>;
  /** By user name. */
  listAccounts(list: AccountList): Promise<Page<Account>>;
  /** Whether an enabled account other than this one is administrator, or approver in one of these units. */
  hasOtherApprover(accountId: string, unitIds: readonly string[]): Promise<boolean>;
  saveSession(session: Session): Promise<void>;
  /** Null when missing or expired at `now`. */
  findSession(tokenHash: string, now: string): Promise<Session | null>;
  deleteSession(tokenHash: string): Promise<void>;
  /** Ends the sessions of an account, but for the one that is named. */
  deleteSessionsOf(accountId: string, butFor: string | null): Promise<void>;
  /**
   * Counts one try under a key and gives how many there were since the first, this one included; after `until` of the first they are
   * forgotten and counting begins anew. All processes count together.
   */
  countTry(key: string, now: string, until: string): Promise<number>;
  /** By id. */
  listUnits(): Promise<Unit[]>;
  /** Inserts or replaces by id; the public revision grows. */
  saveUnit(unit: Unit): Promise<void>;
  /** Several in one transaction, all or nothing. */
  saveUnits(units: readonly Unit[]): Promise<void>;
  /** Small facts of the shelf itself, such as `demo: done`. */
  findFact(key: string): Promise<string | null>;
  saveFact(key: string, value: string): Promise<void>;

  /**
   * Everything the catalog keeps, in the order of `SHELF_RECORD_KINDS` and by key, each item followed by its texts in the order of
   * its files; only items after `afterItem` when it is given. A record that changes meanwhile is given as it was or as it is, never half.
   */
  dump(afterItem: string | null): AsyncIterable<ShelfRecord>;
  /**
   * Takes records in as they are, in one transaction: versions and times are kept, what has the same key is replaced, an item's
   * events with it. No job is caused; the public revision grows.
   */
  load(records: readonly ShelfRecord[]): Promise<void>;
}

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

export interface Files {
  /**
   * Streams the bytes into the store under their SHA-256. Throws `too-large` above `maxBytes`, `file-empty` for none and
   * `storage-full` when the disk is; nothing is left behind then.
   */
  put(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile>;
  /** Null when missing. */
  stat(sha256: string): Promise<{ readonly bytes: number } | null>;
  /** The whole file or a range of it, streamed. Throws `file-missing`. */
  read(sha256: string, range: ByteRange | null): AsyncIterable<Uint8Array>;
  /** Runs `use` with a path on this machine that holds the bytes; the path is only good until `use` ends. */
  withLocalPath<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Derived bytes (page pictures) by key; may vanish at any time and are made again. */
  findDerived(key: string): Promise<Uint8Array | null>;
  putDerived(key: string, bytes: Uint8Array): Promise<void>;
  /** Every stored file, for checks; no order. `storedAt` is the ISO instant of the last `put` of these bytes. */
  list(): AsyncIterable<{
    readonly sha256: string;
    readonly bytes: number;
    readonly storedAt: string;
  }>;
  /**
   * Takes bytes that no record names away for good, unless they were put since `storedBefore`: somebody may be about to name them.
   * Ignored when missing.
   */
  remove(sha256: string, storedBefore: string): Promise<void>;
}

/** Everything the index needs to know of one published item. */
export interface SearchDocument {
  readonly itemId: string;
  /** The item's version, by which a check sees an entry that is behind. */
  readonly version: number;
  readonly title: string;
  /** The rest of passage 0: other title, compilers, abstract, keywords, subjects' names. */
  readonly record: string;
  /** Offered while a reader types. */
  readonly keywords: readonly string[];
  /** Số hiệu of the record, by `lawNumberKey`. */
  readonly numbers: readonly string[];
  /** One value each, except subjects, audiences and formats. */
  readonly filters: SearchFilters;
  readonly publishedAt: string;
  readonly passages: readonly Passage[];
}

export interface SearchState {
  readonly items: number;
  readonly passages: number;
  /** The index was built by an older form of the tokens and wants a rebuild. */
  readonly stale: boolean;
}

export interface Search {
  /** Replaces each item's entry; visible to queries when the promise is kept. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  remove(itemIds: readonly string[]): Promise<void>;
  /** Throws `invalid-cursor` and `search-unavailable`. Order: as the query's sort, ties newer first, then id. */
  query(query: SearchQuery): Promise<SearchResult>;
  /**
   * Builds the index anew from these documents while the old one serves, then puts the new one in its place at once.
   * What was indexed meanwhile must be indexed once more by the caller.
   */
  rebuild(documents: AsyncIterable<SearchDocument>): Promise<void>;
  /** What may help when `query` found nothing. */
  help(query: SearchQuery): Promise<SearchHelp>;
  /** Titles and frequent phrases that begin like `prefix`, folded; best first. */
  suggest(prefix: string, limit: number): Promise<string[]>;
  state(): Promise<SearchState>;
  /** Every entry with the version it was made from, for checks; no order. */
  entries(): AsyncIterable<{ readonly itemId: string; readonly version: number }>;
}

export type JobOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'retry'; readonly reason: string; readonly notBefore: string }
  | { readonly state: 'failed'; readonly reason: string }
  /** The process stops: another may take it at once, and the attempt does not count. */
  | { readonly state: 'handed-back' };

export interface Queue {
  submit(jobs: readonly NewJob[]): Promise<void>;
  /** Takes the best waiting job of these kinds, or null. Leases that ran out come back first. Counts one attempt. */
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
  close(): Promise<void>;
}
