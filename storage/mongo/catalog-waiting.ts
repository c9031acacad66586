import type { QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { Catalog, WaitingList } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Models } from './models.ts';
import type { ItemRow } from './rows.ts';

type WaitingMethods = Pick<Catalog, 'listWaiting' | 'countWaiting'>;
type Which = Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>;

/** Equalities first, so that one index gives the order too; several units are merged by the server in order. */
const filterOf = ({ stage, unitIds, holderId }: Which): QueryFilter<ItemRow> => ({
  stage,
  ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
  ...(holderId === null ? {} : { holderId }),
});

async function listWaiting({ items }: Models, list: WaitingList): Promise<Page<Item>> {
  const all: QueryFilter<ItemRow>[] = [filterOf(list)];
  if (list.after !== null) {
    const [since, id] = readCursor(list.after, ['string', 'string']) as [string, string];
    all.push(
      { since: { $gte: since } },
      { $or: [{ since: { $gt: since } }, { since, _id: { $gt: id } }] },
    );
  }
  const found = await items
    .find({ $and: all }, { item: 1 }, { sort: { since: 1, _id: 1 }, limit: list.limit + 1 })
    .lean();
  const rows = found.slice(0, list.limit).map((row) => storedItem(row.item as Item));
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.work.since, last.id]) : null,
  };
}

/** Items saved before their step was kept wait where their state says. */
export async function fillStages({ items }: Models): Promise<void> {
  await items.collection.updateMany({ stage: { $exists: false } }, [
    { $set: { stage: '$state', since: '$updatedAt', holderId: null } },
  ]);
}

/** Queues of the four-step process. */
export const catalogWaiting = (models: Models): WaitingMethods => ({
  listWaiting: (list) => listWaiting(models, list),
  countWaiting: (which, before, most, from = '') =>
    models.items.countDocuments(
      { ...filterOf(which), since: { $gte: from, ...(before === null ? {} : { $lt: before }) } },
      { limit: most },
    ),
});
