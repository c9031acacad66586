import { AppError } from '#server/domain/errors.ts';
import type { Attachment, Item, OutlineEntry } from '#server/domain/item.ts';
import { dayInVietnam, parsePartialDate, showPartialDate } from '#server/domain/partial-date.ts';
import { locatorPath } from '#web/paths.ts';
import type { OutlineView, ReadingKind } from '#web/pages/view-types.ts';
import { readable } from '../present-item.ts';

export const EPUB = 'application/epub+zip';

/** The file an address means: the one named, else the item's first of that kind. `param` is what addresses must carry. */
export function fileFor(item: Item, kinds: readonly ReadingKind[], named: string): { readonly attachment: Attachment; readonly kind: ReadingKind; readonly param: string | null } {
  const fitting = readable(item).filter((r) => kinds.includes(r.kind));
  const found = named === '' ? fitting[0] : fitting.find((r) => r.attachment.id === named);
  if (!found) throw new AppError('page-not-found', { itemId: item.id });
  return { ...found, param: found === fitting[0] ? null : found.attachment.id };
}

/** What a hit's address must name: nothing for the first file of its kind and for captions of the first recording. */
export function paramFor(item: Item, attachmentId: string): string | null {
  const attachment = item.attachments.find((a) => a.id === attachmentId);
  if (!attachment || attachment.role === 'captions') return null;
  const all = readable(item);
  const own = all.find((r) => r.attachment.id === attachmentId);
  return own === undefined || all.find((r) => r.kind === own.kind) === own ? null : attachmentId;
}

export function outlineViews(itemId: string, outline: readonly OutlineEntry[], param: string | null): OutlineView[] {
  return outline.map((entry) => ({
    title: entry.title, level: entry.level, href: locatorPath(itemId, entry.locator, { attachment: param }),
    place: entry.locator.kind === 'page' ? String(entry.locator.page) : null,
  }));
}

/** The entry that a page or chapter belongs to: the last that begins at or before it. */
export function currentEntry(outline: readonly OutlineEntry[], views: readonly OutlineView[], place: number): OutlineView | null {
  const at = outline.findLastIndex(({ locator }) => (locator.kind === 'page' ? locator.page <= place : locator.kind === 'chapter' && locator.chapter <= place));
  return views[at] ?? null;
}

/** `Sở Tư pháp (2025). Tên. Tủ sách … Địa chỉ, truy cập ngày dd/mm/yyyy.` */
export function citation(item: Item, shelfName: string, address: string, today: string): string {
  const year = item.issued === null || parsePartialDate(item.issued) === null ? '' : ` (${item.issued.slice(0, 4)})`;
  const by = item.compilers.length > 0 ? `${item.compilers.join(', ')}${year}. ` : '';
  return `${by}${item.title}. ${shelfName}. ${address}, truy cập ngày ${showPartialDate(dayInVietnam(today))}.`;
}
