import type { Attachment, Item } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';

/** The file whose pages are laid beside the original: the first PDF; undefined for none. */
export const comparedFile = ({ attachments }: Pick<Item, 'attachments'>): Attachment | undefined =>
  attachments.find((a) => a.pages !== null && a.mediaType === 'application/pdf');

/** No file has more; a range that somebody types beyond is no range. */
const MOST_PAGES = 20_000;

/**
 * Pages as people write them: `3–20, 25`, `trang 3 đến 20; 25`. In ascending order, each once; null
 * where something else is written.
 */
export function readPages(text: string): number[] | null {
  const pages = new Set<number>();
  const parts = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/trang|tr\./gu, ' ')
    .split(/[,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const [, first, last] = /^(\d{1,5})(?:\s*(?:[-–—]|đến)\s*(\d{1,5}))?$/u.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last ?? first)];
    if (!(from >= 1 && to >= from && to <= MOST_PAGES)) return null;
    for (let page = from; page <= to; page++) pages.add(page);
  }
  return [...pages].toSorted((a, b) => a - b);
}

/**
 * Pages of the present file that somebody compared before it came back: the latest that were ticked,
 * as long as the file is the very same (SHA-256). None when it is another.
 */
export function pagesComparedBefore(
  item: Item,
  events: readonly WorkflowEvent[],
): readonly number[] {
  const file = comparedFile(item);
  const last = events.findLast(({ checklist }) => (checklist?.pages.length ?? 0) > 0)?.checklist;
  if (file === undefined || last?.file !== file.sha256) return [];
  return last.pages.filter((page) => page <= (file.pages ?? 0));
}
