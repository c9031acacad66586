import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import { byImportance, trustOf, type AwaitingItem } from '../trust.ts';

/** Items looked at: the newest of those that readers see come first. */
const MOST_LOOKED_AT = 2_000;
const SHOWN = 100;
const DAYS = 90;

export interface Awaiting extends AwaitingItem {
  readonly item: Item;
  /** Visits of the last ninety days. */
  readonly visits: number;
}

/** Covers that say what they say themselves were read, but are no pages to be read again. */
const isAwaited = ({ done, reports }: AwaitingItem, { attachments }: Item): boolean =>
  reports > 0 || done < trustOf(attachments, []).total;

/**
 * Items whose pages wait for somebody to read them, those that matter most first, as far as this
 * person may correct them; one hundred at most.
 */
export async function listAwaiting(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
): Promise<Awaiting[]> {
  const to = dayInVietnam(now());
  const from = daysAfter(to, -DAYS);
  const visits = new Map(
    (await catalog.mostVisited({ from, to }, MOST_LOOKED_AT)).map((row) => [
      row.itemId,
      row.view + row.read,
    ]),
  );
  const rows = (await catalog.listAwaiting(unitsSeen(actor), MOST_LOOKED_AT)).toSorted(
    byImportance(visits),
  );
  const listed: Awaiting[] = [];
  for (let at = 0; at < rows.length && listed.length < SHOWN; at += SHOWN) {
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
  return listed.slice(0, SHOWN);
}
