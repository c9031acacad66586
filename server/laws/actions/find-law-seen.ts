import type { ActionDeps } from '#server/action-deps.ts';
import type { Item } from '#server/items/item.ts';
import type { Page } from '#server/base/page.ts';
import type { Actor } from '#server/people/account.ts';
import { unitsSeen } from '#server/workflow/access.ts';
import type { LawRecord } from '../law-record.ts';

/**
 * What the shelf knows of a document, by its key; null where only items cite it, so far undescribed,
 * that this person may not see: its number and name would tell of them.
 */
export async function findLawSeen(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  key: string,
): Promise<LawRecord | null> {
  const [law] = await catalog.findLaws([key]);
  if (law === undefined) return null;
  const units = unitsSeen(actor);
  if (law.version > 0 || units === null) return law;
  const cited = (list: {
    readonly states: Item['state'][];
    readonly unitId: typeof units | null;
  }) =>
    catalog.listItems({
      ...list,
      lawKey: key,
      updatedSince: null,
      order: 'newest',
      limit: 1,
      after: null,
    }) as Promise<Page<Item>>;
  const published = await cited({ states: ['published'], unitId: null });
  if (published.rows.length > 0) return law;
  return (await cited({ states: [], unitId: units })).rows.length > 0 ? law : null;
}
