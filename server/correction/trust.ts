import { countPages, holdsPage } from '#server/items/page-ranges.ts';
import type { Attachment } from '#server/items/item.ts';

/** How far people have read what a machine read: pages of a file or an item. */
export interface Trust {
  readonly done: number;
  readonly total: number;
}

type ReadFile = Pick<Attachment, 'sha256' | 'recognition'>;

/** Which pages of which bytes are done. */
export interface DonePage {
  readonly sha256: string;
  readonly page: number;
}

export const trustOf = (files: readonly ReadFile[], done: readonly DonePage[]): Trust => ({
  total: files.reduce((sum, { recognition }) => sum + countPages(recognition?.pages ?? []), 0),
  done: done.filter(({ sha256, page }) =>
    files.some((f) => f.sha256 === sha256 && holdsPage(f.recognition?.pages ?? [], page)),
  ).length,
});

/** An item of which pages wait for somebody to read them. */
export interface AwaitingItem {
  readonly itemId: string;
  readonly isPublished: boolean;
  /** Pages whose words a machine read. */
  readonly read: number;
  readonly done: number;
  /** What readers reported and nobody has settled. */
  readonly reports: number;
}

/**
 * What matters first: what readers see before what they do not, what they reported before all else
 * they see, then what is visited most; of those alike, the item with most pages done is finished
 * first.
 */
export const byImportance =
  (visits: ReadonlyMap<string, number>) =>
  (a: AwaitingItem, b: AwaitingItem): number =>
    Number(b.isPublished) - Number(a.isPublished) ||
    Number(b.reports > 0) - Number(a.reports > 0) ||
    (visits.get(b.itemId) ?? 0) - (visits.get(a.itemId) ?? 0) ||
    b.done / b.read - a.done / a.read ||
    (a.itemId < b.itemId ? 1 : -1);
