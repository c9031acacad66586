import type { Collection } from '#server/site/collection.ts';
import type { AttachmentRole, AttachmentStatus, ItemRecord } from '#server/items/item.ts';
import type { Locator } from '#server/base/locator.ts';
import type { PartialDate } from '#server/base/partial-date.ts';
import type { FilterName, TextRun } from '#server/search/search-query.ts';
import type { ValidityState } from '#server/items/validity.ts';

export type { Assets, PageFrame, SharingFacts } from './frame.tsx';
export type { ShelfIdentity } from './site-footer.tsx';
export type { HistoryEvent as HistoryView } from '#web/cataloguing/item-file-list.tsx';
export type { LikenessView } from '#web/cataloguing/likeness.tsx';
export type { BannerView } from '#web/site/banner-row.tsx';
export type { PrintedPlaceView } from '#web/reading/printed-copies.tsx';
export type { LendingView } from '#web/holdings/lending.tsx';
export type { OpinionsView } from '#web/figures/reader-opinions.tsx';
export type { VisitsView } from '#web/figures/reader-visits.tsx';
export { subjectHue } from '#web/items/subject-icon.tsx';

/** An item as a line of a list, a book on a shelf, the head of a hit. */
export interface ItemCard {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** ISO 639 code of its contents. */
  readonly language: string;
  /** Genre code. */
  readonly genre: string;
  readonly compilers: readonly string[];
  readonly issued: PartialDate | null;
  readonly validity: ValidityState;
  readonly publishedAt: string | null;
  /** Video or sound: the cover carries a play sign. */
  readonly isMedia: boolean;
  /** First subject code: decides the cloth colour of the drawn cover. */
  readonly subject: string | null;
  /** Attachment whose cover picture (`coverPath`) stands in for the drawn cover. */
  readonly cover: string | null;
}

/** A collection opened on the home page. */
export interface FeaturedView {
  readonly collection: Pick<Collection, 'slug' | 'title' | 'intro' | 'season'>;
  /** Its first published items. */
  readonly cards: readonly ItemCard[];
  /** How many it has in all. */
  readonly total: number;
}

export interface ItemLink {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
}

/** The public part of a record, with the facts the page shows besides. */
export interface ItemView extends Omit<ItemRecord, 'lawRefs'> {
  readonly id: string;
  readonly slug: string;
  readonly publishedAt: string | null;
  /** Views, readings, downloads and plays up to and with `day`; null when there were none. */
  readonly visits: { readonly count: number; readonly day: string } | null;
  readonly unit: { readonly code: string; readonly name: string } | null;
  readonly approval: {
    readonly by: string;
    readonly position: string;
    readonly date: string;
    readonly documentNumber: string;
  } | null;
}

/** One place inside an item, with the words around it. */
export interface PassageView {
  readonly locator: Locator;
  /** Only when the place is not in the item's first readable file. */
  readonly attachment: string | null;
  readonly runs: readonly TextRun[];
}

export interface HitView {
  readonly card: ItemCard;
  /** At most three. */
  readonly passages: readonly PassageView[];
  /** Places of this item that fit and are not shown. */
  readonly more: number;
  /** Other items holding the very same passage. */
  readonly alsoIn: readonly ItemLink[];
}

export interface FacetValueView {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export interface FacetView {
  readonly name: FilterName;
  readonly values: readonly FacetValueView[];
}

/** A line of a table of contents: `href` leads to the place, `place` is its page number or null. */
export interface OutlineView {
  readonly title: string;
  readonly level: number;
  readonly href: string;
  readonly place: string | null;
}

/** How a reader opens a file on this site; null when only downloading is possible. */
export type ReadingKind = 'pages' | 'chapters' | 'video' | 'audio';

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly role: AttachmentRole;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly seconds: number | null;
  readonly status: AttachmentStatus;
  readonly opens: ReadingKind | null;
}

/** A paragraph of marked and plain stretches. */
export type Paragraph = readonly TextRun[];

/** Values of a form as posted; a field sent several times is a list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;
/** Vietnamese sentence per field name. */
export type FormErrors = Readonly<Record<string, string>>;

/** A drawn page: its file, and its number within that file, which differs from the reader's where several pictures make one leaflet. */
export interface PictureSource {
  readonly attachment: string;
  readonly page: number;
}
