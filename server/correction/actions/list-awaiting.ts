import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import { byImportance, trustOf, type AwaitingItem } from '../trust.ts';

/** Items sorted, and those of which visits are known: the newest that readers see come first. */
const MOST_SORTED = 20_000;
const MOST_VISITED = 2_000;
const SHOWN = 100;
const DAYS = 90;

export interface Awaiting extends AwaitingItem {
  readonly item: Item;
  /** Visits of the last ninety days. */
  readonly visits: number;
}

/** One page of the list. */
export interface AwaitingList {
  readonly items: readonly Awaiting[];
  /** What the next page comes after; null on the last. */
  readonly next: string | null;
}

/** Covers that say what they say themselves were read, but are no pages to be read again. */
const isAwaited = ({ done, reports }: AwaitingItem, { attachments }: Item): boolean =>
  reports > 0 || done < trustOf(attachments, []).total;

/**
 * Where a page of the list ended: by what it is sorted by, since the item may have left the list when
 * the next page is asked for.
 */
const cursorOf = ({ isPublished, reports, visits, done, read, itemId }: Awaiting): string =>
  [Number(isPublished), reports, visits, done, read, itemId].join('.');

/** Null for what is no cursor. */
function rowOfCursor(cursor: string): (AwaitingItem & { readonly visits: number }) | null {
  const [, published, reports, visits, done, read, itemId] =
    /^([01])\.(\d+)\.(\d+)\.(\d+)\.(\d+)\.(.+)$/u.exec(cursor) ?? [];
  if (itemId === undefined) return null;
  return {
    itemId,
    isPublished: published === '1',
    reports: Number(reports),
    visits: Number(visits),
    done: Number(done),
    read: Number(read),
  };
}

/** Sorted rows, those after a cursor. */
function rowsAfter(
  rows: readonly AwaitingItem[],
  visits: ReadonlyMap<string, number>,
  after: string | null,
): readonly AwaitingItem[] {
  const sorted = rows.toSorted(byImportance(visits));
  const last = after === null ? null : rowOfCursor(after);
  if (last === null) return sorted;
  const compare = byImportance(new Map(visits).set(last.itemId, last.visits));
  const from = sorted.findIndex((row) => row.itemId !== last.itemId && compare(last, row) < 0);
  return from < 0 ? [] : sorted.slice(from);
}

/**
 * Items whose pages wait for somebody to read them, those that matter most first, as far as this
 * person may correct them; one hundred a page.
 * @param after `next` of the page before; null for the first
 */
export async function listAwaiting(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  after: string | null,
): Promise<AwaitingList> {
  const to = dayInVietnam(now());
  const from = daysAfter(to, -DAYS);
  const visits = new Map(
    (await catalog.mostVisited({ from, to }, MOST_VISITED)).map((row) => [
      row.itemId,
      row.view + row.read,
    ]),
  );
  const rows = rowsAfter(await catalog.listAwaiting(unitsSeen(actor), MOST_SORTED), visits, after);
  const listed: Awaiting[] = [];
  for (let at = 0; at < rows.length && listed.length <= SHOWN; at += SHOWN) {
    const some = rows.slice(at, at + SHOWN);
    const items = new Map(
      (await catalog.findItems(some.map(({ itemId }) => itemId))).map((item) => [item.id, item]),
    );
    for (const row of some) {
      const item = items.get(row.itemId);
      if (item !== undefined && can(actor, 'edit', item) && isAwaited(row, item))
        listed.push({ ...row, item, visits: visits.get(row.itemId) ?? 0 });
    }
  }
  const items = listed.slice(0, SHOWN);
  return { items, next: listed.length > SHOWN ? cursorOf(items.at(-1)!) : null };
}
