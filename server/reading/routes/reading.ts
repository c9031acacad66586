import { messages } from '#server/reading/messages.ts';
import type { Request } from 'express';
import { AppError } from '#server/base/errors.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { provisionName } from '#server/base/vietnamese/provisions.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { pageLabel, type PageLabels } from '#server/items/page-labels.ts';
import { readable } from '#server/items/routes/present-item.ts';
import { isWarned, type Standing } from '#server/laws/standing.ts';
import { standingNote } from '#web/items/standing.tsx';
import { readerWords } from '#web/text/reader-words.ts';
import { locatorPath } from '#web/paths/reading.ts';
import type { ReadingKind } from '#web/reading/file-view.ts';
import type { OutlineView } from '#web/reading/outline-list.tsx';
import type { CitedLocator } from '../citations.ts';

export const EPUB = 'application/epub+zip';

/**
 * The file an address means: the one named, else the item's first of that kind. `fileParam` is what
 * addresses must carry.
 */
export function fileFor(
  item: Item,
  kinds: readonly ReadingKind[],
  named: string,
): {
  readonly attachment: Attachment;
  readonly kind: ReadingKind;
  readonly fileParam: string | null;
} {
  const fitting = readable(item).filter((r) => kinds.includes(r.kind));
  const found = named === '' ? fitting[0] : fitting.find((r) => r.attachment.id === named);
  if (!found) throw new AppError('page-not-found', { itemId: item.id });
  return { ...found, fileParam: found === fitting[0] ? null : found.attachment.id };
}

/**
 * Which file and page an address means: a PDF's page, or one of the item's pictures read as a
 * leaflet.
 */
export interface PageLocation {
  readonly attachment: Attachment;
  readonly fileParam: string | null;
  readonly pageInFile: number;
  readonly total: number;
}

export function pageLocation(item: Item, page: number, named: string): PageLocation {
  const { attachment, fileParam } = fileFor(item, ['pages'], named);
  if (!attachment.mediaType.startsWith('image/'))
    return { attachment, fileParam, pageInFile: page, total: attachment.pages ?? 1 };
  const pictures = readable(item)
    .map((r) => r.attachment)
    .filter((a) => a.mediaType.startsWith('image/'));
  const first = named === '' ? 0 : pictures.indexOf(attachment);
  return {
    attachment: pictures[first + page - 1] ?? attachment,
    fileParam,
    pageInFile: 1,
    total: pictures.length - first,
  };
}

/** A page as it is cited: by the number printed on it, where it has one. */
export function citedPage({ attachment, pageInFile }: PageLocation, page: number): CitedLocator {
  const printed = pageLabel(attachment.labels, pageInFile);
  return printed === null ? { page } : { page, printed };
}

export function outlineViews(
  itemId: string,
  outline: readonly OutlineEntry[],
  fileParam: string | null,
  labels: readonly PageLabels[] = [],
): OutlineView[] {
  return outline.map((entry) => ({
    title: entry.title,
    level: entry.level,
    href: locatorPath(itemId, entry.locator, { attachment: fileParam }),
    place:
      entry.locator.kind === 'page'
        ? (pageLabel(labels, entry.locator.page) ?? String(entry.locator.page))
        : null,
  }));
}

/** The entry that a page or chapter belongs to: the last that begins at or before it. */
export function currentEntry(
  outline: readonly OutlineEntry[],
  views: readonly OutlineView[],
  place: number,
): OutlineView | null {
  const at = outline.findLastIndex(({ locator }) =>
    locator.kind === 'page'
      ? locator.page <= place
      : locator.kind === 'chapter' && locator.chapter <= place,
  );
  return views[at] ?? null;
}

/** What a citation adds of an item that is not to be relied on as it stands; else nothing. */
export const standingRemark = (standing: Standing): string =>
  isWarned(standing) ? standingNote(readerWords, standing) : '';

/** `Sở Tư pháp (2025). Tên, tr. 12. Tủ sách … Địa chỉ, truy cập ngày dd/mm/yyyy.` */
export function citation(
  item: Item,
  shelfName: string,
  address: string,
  today: string,
  standing: Standing,
  { page, printed, chapter, provision }: CitedLocator = {},
): string {
  const year =
    item.issued === null || parsePartialDate(item.issued) === null
      ? ''
      : ` (${item.issued.slice(0, 4)})`;
  const by = item.compilers.length > 0 ? `${item.compilers.join(', ')}${year}. ` : '';
  const within =
    page !== undefined
      ? messages.page(printed ?? page)
      : chapter !== undefined
        ? messages.chapter(chapter)
        : '';
  const where = [provision === undefined ? '' : (provisionName(provision) ?? ''), within]
    .map((part) => (part === '' ? '' : `, ${part}`))
    .join('');
  const day = showPartialDate(dayInVietnam(today));
  const remark = standingRemark(standing);
  const cited = messages.citation(`${by}${item.title}${where}`, shelfName, address, day);
  return remark === '' ? cited : `${cited} ${readerWords.standing.note(remark)}`;
}

export interface LocatorCitation {
  /** As a reader writes it down. */
  readonly text: string;
  readonly place: CitedLocator;
  readonly attachment: string | null;
  /** Provisions of the page or chapter, which can be cited by themselves. */
  readonly provisions: readonly { readonly id: string; readonly name: string }[];
  /** The page's own address. */
  readonly path: string;
}

/** A list that a person still finds something in. */
const MOST_CHOICES = 300;

/** Points are left out first, then clauses, where a text has very many. */
function choices(ids: readonly string[]): readonly string[] {
  const lists = [
    ids,
    ids.filter((id) => !/-diem-/u.test(id)),
    ids.filter((id) => !/-khoan-|-diem-/u.test(id)),
  ];
  return lists.find((list) => list.length <= MOST_CHOICES) ?? [];
}

/**
 * The citation of the page or chapter that lies at `path`, or of the provision in it that the
 * request names (`dieu`).
 */
export function locatorCitation(
  deps: AppDeps,
  req: Request,
  { item, standing }: { readonly item: Item; readonly standing: Standing },
  at: {
    readonly path: string;
    readonly place: CitedLocator;
    readonly attachment: string | null;
    /** Ids of the provisions that begin there, in order. */
    readonly provisions: readonly string[];
  },
): LocatorCitation {
  const named = param(req.query['dieu']);
  const provision = at.provisions.find((id) => id === named);
  const place = provision === undefined ? at.place : { ...at.place, provision };
  const address = `${baseUrl(deps, req)}${at.path}${provision === undefined ? '' : `#${provision}`}`;
  return {
    text: citation(item, deps.config.SHELF_NAME, address, deps.now(), standing, place),
    place,
    attachment: at.attachment,
    provisions: choices(at.provisions).map((id) => ({ id, name: provisionName(id) ?? id })),
    path: at.path,
  };
}
