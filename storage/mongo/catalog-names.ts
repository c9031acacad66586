import type { ClientSession, PipelineStage } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import { namesOf, type CountedName } from '#server/cataloguing/name-list.ts';
import type { NamedItems, NameList } from '#server/cataloguing/cataloguing-records.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Models } from './models.ts';
import type { NameRow } from './rows.ts';

type NameMethods = Pick<Catalog, 'listNames' | 'itemsNamed'>;

const rowsOf = (item: Item): NameRow[] =>
  namesOf(item).map((name, i) => ({ _id: `${item.id}/${i}`, itemId: item.id, ...name }));

/** Notes the names of an item, inside a running transaction. */
export async function writeNames(
  { names }: Models,
  item: Item,
  session: ClientSession,
): Promise<void> {
  await names.deleteMany({ itemId: item.id }, { session });
  const rows = rowsOf(item);
  if (rows.length > 0) await names.insertMany(rows, { session });
}

const FILLED = 'names-filled';
const AT_ONCE = 500;

/** Items saved before their names were kept are read once. */
export async function fillNames({ names, items, counters }: Models): Promise<void> {
  if (await counters.exists({ _id: FILLED })) return;
  let rows: NameRow[] = [];
  const flush = async (): Promise<void> => {
    if (rows.length > 0)
      await names.bulkWrite(
        rows.map((row) => ({
          replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
        })),
      );
    rows = [];
  };
  for await (const { item } of items
    .find({}, { item: 1 }, { sort: { _id: 1 } })
    .lean()
    .cursor()) {
    rows.push(...rowsOf(storedItem(item as Item)));
    if (rows.length >= AT_ONCE) await flush();
  }
  await flush();
  await counters.updateOne({ _id: FILLED }, { $set: { value: 1 } }, { upsert: true });
}

async function listNames(
  { names }: Models,
  { kind, search, variants, order, limit, after }: NameList,
): Promise<Page<CountedName>> {
  const [fromKey, fromValue] =
    after === null ? ['', ''] : (readCursor(after, ['string', 'string']) as [string, string]);
  const stages: PipelineStage[] = [
    {
      $match: {
        kind,
        key: { $gte: fromKey, ...(search === '' ? {} : { $regex: `(?:^| )${search}` }) },
      },
    },
    { $group: { _id: { key: '$key', value: '$value' }, items: { $sum: 1 } } },
    ...(variants
      ? ([
          {
            $group: {
              _id: '$_id.key',
              written: { $push: { value: '$_id.value', items: '$items' } },
            },
          },
          { $match: { 'written.1': { $exists: true } } },
          { $unwind: '$written' },
          { $project: { _id: { key: '$_id', value: '$written.value' }, items: '$written.items' } },
        ] as PipelineStage[])
      : []),
    ...(after === null
      ? []
      : [
          {
            $match: {
              $or: [
                { '_id.key': { $gt: fromKey } },
                { '_id.key': fromKey, '_id.value': { $gt: fromValue } },
              ],
            },
          },
        ]),
    {
      $sort:
        order === 'key'
          ? { '_id.key': 1, '_id.value': 1 }
          : { items: -1, '_id.key': 1, '_id.value': 1 },
    },
    { $limit: limit + 1 },
  ];
  const found = await names.aggregate<{ _id: { key: string; value: string }; items: number }>(
    stages,
  );
  const rows = found
    .slice(0, limit)
    .map(({ _id: { key, value }, items }) => ({ value, key, items }));
  const last = rows.at(-1);
  return {
    rows,
    next:
      order === 'key' && found.length > limit && last ? writeCursor([last.key, last.value]) : null,
  };
}

async function itemsNamed(
  { names, items }: Models,
  { kind, key, values, limit, after }: NamedItems,
): Promise<Page<Item>> {
  const from = after === null ? '' : (readCursor(after, ['string']) as [string])[0];
  // A name is written in a few ways: their items are gathered, then read.
  const ids = (
    await names.aggregate<{ _id: string }>([
      {
        $match: {
          kind,
          key,
          ...(values === null ? {} : { value: { $in: [...values] } }),
          itemId: { $gt: from },
        },
      },
      { $group: { _id: '$itemId' } },
      { $sort: { _id: 1 } },
      { $limit: limit + 1 },
    ])
  ).map((row) => row._id);
  const found = await items
    .find({ _id: { $in: ids.slice(0, limit) } }, { item: 1 }, { sort: { _id: 1 } })
    .lean();
  const last = ids[limit - 1];
  return {
    rows: found.map((row) => storedItem(row.item as Item)),
    next: ids.length > limit && last !== undefined ? writeCursor([last]) : null,
  };
}

/** Names that items share. */
export const catalogNames = (models: Models): NameMethods => ({
  listNames: (list) => listNames(models, list),
  itemsNamed: (list) => itemsNamed(models, list),
});
