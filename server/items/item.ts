import type { Locator } from '#server/base/locator.ts';
import type { PartialDate } from '#server/base/partial-date.ts';
import type { Stage } from '#server/base/stage.ts';
import type { LawReference } from '#server/base/vietnamese/law-number.ts';
import type { FileMetadata } from './extraction.ts';
import type { FileNote } from './file-note.ts';
import type { TextLayer, TextEncoding } from './file-text.ts';
import type { LawReview } from './law-review.ts';
import type { PageLabels } from './page-labels.ts';
import type { PageRange } from './page-ranges.ts';
import type { Photographs } from './photograph.ts';
import type { Recognition } from './recognition.ts';
import type { RunningText } from './running-text.ts';
import type { Rights } from './rights.ts';
import type { Validity } from './validity.ts';

/** States of the four-step process (khoản 4 Điều 8 Quyết định 14/2019/QĐ-TTg). */
export const ITEM_STATES = ['draft', 'submitted', 'verified', 'published', 'withdrawn'] as const;

export type ItemState = (typeof ITEM_STATES)[number];

export type AttachmentRole =
  | 'original'
  | 'text'
  | 'epub'
  | 'audio'
  | 'video'
  | 'captions'
  | 'image';

/**
 * Where a file stands on its way through the pipeline; `reason` is an error code or a step's word.
 */
export type AttachmentStatus =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready' }
  | { readonly state: 'needs-ocr' }
  | { readonly state: 'needs-conversion' }
  | { readonly state: 'failed'; readonly reason: string };

export interface Attachment {
  readonly id: string;
  readonly role: AttachmentRole;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Pages of a PDF, chapters of a book, 1 for an image; null while unknown. */
  readonly pages: number | null;
  /**
   * Height over width of the first page or picture, so that its place can be kept free; null when
   * unknown.
   */
  readonly ratio: number | null;
  /** Length of audio or video in seconds; null when unknown or not media. */
  readonly seconds: number | null;
  readonly text: { readonly layer: TextLayer; readonly encoding: TextEncoding };
  readonly status: AttachmentStatus;
  /** What the file says of itself: proposals to the cataloguer; absent while unread. */
  readonly says?: FileMetadata;
  /** Printed numbers of its pages; absent or empty when they count from 1. */
  readonly labels?: readonly PageLabels[];
  /** Lines that run over its pages beside their text; absent or empty for none. */
  readonly running?: readonly RunningText[];
  /** Pages that show something and have no text; absent or empty for none. */
  readonly textless?: readonly PageRange[];
  /** Pages whose words are read from their pictures; absent for none. */
  readonly recognition?: Recognition;
  /** What staff have to know of its reading; absent for nothing. */
  readonly notes?: readonly FileNote[];
  /** Staff said that its text is Unicode already: legacy letters are not decoded. */
  readonly asItIs?: true;
  /** Which version of the reader read it (ingest/reader-versions.ts); absent while unread. */
  readonly reader?: number;
}

export interface Approval {
  readonly by: string;
  readonly position: string;
  readonly date: PartialDate;
  readonly documentNumber: string;
}

/**
 * The signed approval as a file (điểm a khoản 2 Điều 8 Quyết định 14/2019/QĐ-TTg): kept apart from
 * the attachments, which readers see.
 */
export interface ApprovalFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where a record of another library or shelf came from: by it the same record is known again. */
export interface ItemOrigin {
  /** Whose numbers they are: a library's code, the host and path of a repository. */
  readonly source: string;
  /** Its number there; unique together with the source. */
  readonly id: string;
  /**
   * Short digests of the cells as they came last, by column, none for an empty one: what the source
   * changed since is told from what was written here.
   */
  readonly cells: Readonly<Record<string, string>>;
  /** When it came last, ISO. */
  readonly at: string;
  /** Since when the source has it no more; absent while it does. */
  readonly goneAt?: string;
}

export interface NationalEntry {
  readonly id: string | null;
  readonly url: string | null;
  readonly state: 'none' | 'sent' | 'listed';
  readonly checkedAt: string | null;
}

/** Where an item stands on its way to the readers, and whose hands it went through. */
export interface ItemWork {
  /** Since when it waits at its present step: queues begin with the oldest. */
  readonly since: string;
  /** Why it was sent back; empty when it was not. */
  readonly returned: string;
  /** Who took it over; null while anybody may. */
  readonly holder: { readonly id: string; readonly name: string } | null;
  /** Accounts that wrote the record or added files: none of them approves it (two-person rule). */
  readonly compiledBy: readonly string[];
  /** The account that sent it on last; absent before the first time, and for what was sent long ago. */
  readonly sentBy?: string | null;
  /** The account that compared it with the original. */
  readonly verifiedBy: string | null;
}

/** What a cataloguer fills in. Labels, rules and the mandatory set: docs/domain.md. */
export interface ItemRecord {
  /** The catalogue's own number, unique when given. */
  readonly identifier: string | null;
  readonly title: string;
  readonly altTitle: string;
  readonly genre: string;
  readonly compilers: readonly string[];
  readonly publisher: string;
  readonly issued: PartialDate | null;
  readonly edition: string;
  readonly isbn: string;
  readonly extent: string;
  readonly abstract: string;
  readonly subjects: readonly string[];
  readonly audiences: readonly string[];
  readonly language: string;
  readonly keywords: readonly string[];
  readonly place: string;
  readonly series: string;
  readonly volume: string;
  readonly lawRefs: readonly LawReference[];
  readonly validity: Validity;
  readonly rights: Rights;
  readonly source: string;
}

/** What a machine may fill in: docs/decisions/058-one-road-for-a-commune.md. */
export type GuessedField = Exclude<keyof ItemRecord, 'identifier' | 'rights' | 'validity'>;

export interface Item extends ItemRecord {
  /** 13 characters, sortable by creation time, public and stable. */
  readonly id: string;
  readonly slug: string;
  readonly unitId: string;
  readonly attachments: readonly Attachment[];
  readonly national: NationalEntry;
  /** Absent or null for what was made here. */
  readonly origin?: ItemOrigin | null;
  /** Decisions after documents it cites ended, oldest first; absent before the first. */
  readonly lawReviews?: readonly LawReview[];
  readonly approval: Approval | null;
  /** Only staff who may view the item open it; absent or null for none. */
  readonly approvalFile?: ApprovalFile | null;
  /**
   * Pictures of a camera that its PDF was made of: only staff who may view the item open them;
   * absent or null for none.
   */
  readonly photographs?: Photographs | null;
  /**
   * Fields of the record that a machine filled from a file, a name or a cover, and no person has
   * confirmed by saving a form that shows them; absent for none.
   */
  readonly guessed?: readonly GuessedField[];
  readonly verification: { readonly by: string; readonly at: string } | null;
  readonly work: ItemWork;
  /** The item that took its place when it was withdrawn; null when none did. */
  readonly supersededBy: string | null;
  readonly state: ItemState;
  /** Grows by one at every saved change; a stale one is a `stale-version` conflict. */
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
}

/**
 * An item as read from a store: those saved before the work on them was kept have it made up from
 * what is known.
 */
export const storedItem = (
  raw: Omit<Item, 'work' | 'supersededBy'> & Partial<Pick<Item, 'work' | 'supersededBy'>>,
): Item => ({
  ...raw,
  supersededBy: raw.supersededBy ?? null,
  work: raw.work ?? {
    since: raw.updatedAt,
    returned: '',
    holder: null,
    compiledBy: [raw.createdBy],
    verifiedBy: null,
  },
});

export const stageOf = ({ state, work }: Pick<Item, 'state' | 'work'>): Stage =>
  state === 'draft' && work.returned !== '' ? 'returned' : state;

/** Lists of the newest sort by it: publication, or creation while unpublished. */
export const newestKey = (item: Pick<Item, 'publishedAt' | 'createdAt'>): string =>
  item.publishedAt ?? item.createdAt;

/** One findable piece of an attachment's text, NFC. */
export interface Passage {
  readonly itemId: string;
  readonly attachmentId: string;
  /** From 0, in reading order within the attachment. */
  readonly ordinal: number;
  readonly locator: Locator;
  readonly heading: string;
  readonly text: string;
}

/** One chapter of a book as sanitised HTML, counted from 1 in reading order. */
export interface Section {
  readonly attachmentId: string;
  readonly number: number;
  readonly title: string;
  /** Address inside the book (`OEBPS/c1.xhtml`), for links between chapters. */
  readonly href: string;
  readonly html: string;
}

/** A picture that belongs to a book's chapters. */
export interface Resource {
  readonly attachmentId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The ways in which one identifier may stand written: `s-011` and `S-011` name one item. The first
 * is the one given, which goes before the others.
 */
export const identifierForms = (identifier: string): string[] => [
  ...new Set([identifier, identifier.toUpperCase(), identifier.toLowerCase()]),
];
