import type { Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import type { ItemCatalog, ItemList } from '#server/items/item-catalog.ts';
import { newestKey, storedItem, type Item, identifierForms } from '#server/items/item.ts';
import { storedEvent } from '#server/items/workflow-event.ts';
import { itemChanges, originKey } from './catalog-items-changes.ts';
import type { Models } from './models.ts';
import type { ItemRow } from './rows/items.ts';

const itemOf = (row: { readonly item: unknown }): Item => storedItem(row.item as Item);

/** Items read before other requests have their turn. */
const TOGETHER = 100;

async function listItems({ items }: Models, list: ItemList): Promise<Page<Item>> {
  const newest = list.order === 'newest';
  const falling = list.order !== 'updated';
  const key = newest ? 'newestKey' : 'updatedAt';
  const all: QueryFilter<ItemRow>[] = [];
  if (list.states.length > 0) all.push({ state: { $in: [...list.states] } });
  if (list.unitId !== null)
    all.push({ unitId: typeof list.unitId === 'string' ? list.unitId : { $in: [...list.unitId] } });
  if (list.lawKey !== null) all.push({ lawKeys: list.lawKey });
  if (list.updatedSince !== null) all.push({ updatedAt: { $gte: list.updatedSince } });
  if (list.after !== null) {
    const [at, id] = readCursor(list.after, ['string', 'string']) as [string, string];
    const beyond = falling ? '$lt' : '$gt';
    // The first bound lets the index start where the last page ended; the second orders equal keys
    // by id.
    all.push(
      { [key]: { [`${beyond}e`]: at } },
      { $or: [{ [key]: { [beyond]: at } }, { [key]: at, _id: { [beyond]: id } }] },
    );
  }
  const way = falling ? -1 : 1;
  const cursor = items
    .find(
      all.length > 0 ? { $and: all } : {},
      { item: 1 },
      { sort: { [key]: way, _id: way }, limit: list.limit + 1, batchSize: TOGETHER },
    )
    .lean()
    .cursor();
  const found: Item[] = [];
  for await (const row of cursor) found.push(itemOf(row));
  const rows = found.slice(0, list.limit);
  const last = rows.at(-1);
  return {
    rows,
    next:
      found.length > list.limit && last
        ? writeCursor([newest ? newestKey(last) : last.updatedAt, last.id])
        : null,
  };
}

/**
 * Published items whose title holds all these syllables; none for no syllables, which every title
 * would hold.
 */
async function findTitles(
  { items }: Models,
  folded: readonly string[],
  limit: number,
): Promise<Item[]> {
  if (folded.length === 0 || limit <= 0) return [];
  const rows = await items
    .find(
      { state: 'published', titleWords: { $all: [...folded] } },
      { item: 1 },
      { sort: { newestKey: -1, _id: -1 }, limit },
    )
    .lean();
  return rows.map(itemOf);
}

/**
 * Items are read here; `catalog-items-changes.ts` writes them, `catalog-items-texts.ts` keeps the
 * texts of their files.
 */
export function catalogItems(connection: Connection, models: Models): ItemCatalog {
  const { items, events } = models;
  const one = async (filter: QueryFilter<ItemRow>): Promise<Item | null> => {
    const row = await items.findOne(filter, { item: 1 }).lean();
    return row ? itemOf(row) : null;
  };
  return {
    ...itemChanges(connection, models),
    findItem: (id) => one({ _id: id }),
    findItems: async (ids) => {
      const rows = await items.find({ _id: { $in: [...ids] } }, { item: 1 }).lean();
      const byId = new Map(rows.map((row) => [row._id, itemOf(row)]));
      return ids.map((id) => byId.get(id)).filter((item) => item !== undefined);
    },
    findItemByIdentifier: async (identifier) => {
      const forms = identifierForms(identifier);
      const rows = await items.find({ identifier: { $in: forms } }, { item: 1 }).lean();
      const found = rows.map(itemOf);
      const [first] = forms.flatMap((form) => found.filter((item) => item.identifier === form));
      return first ?? null;
    },
    findItemByOrigin: async (source, id) => {
      const held = await models.origins.findById(originKey(source, id)).lean();
      return held ? one({ _id: held.itemId }) : null;
    },
    findItemByAttachment: (attachmentId) => one({ attachmentIds: attachmentId }),
    sumFileBytes: async (unitIds) => {
      const rows = await items
        .find({ unitId: { $in: [...unitIds] } }, { _id: 0, fileBytes: 1 })
        .lean<{ readonly fileBytes: number }[]>();
      return rows.reduce((sum, row) => sum + row.fileBytes, 0);
    },
    findItemsByFile: async (sha256) =>
      (await items.find({ fileHashes: sha256 }, { item: 1 }, { sort: { _id: 1 } }).lean()).map(
        itemOf,
      ),
    listItems: (list) => listItems(models, list),
    findTitles: (folded, limit) => findTitles(models, folded, limit),
    countItems: (states) => items.countDocuments({ state: { $in: [...states] } }),
    events: async (itemId) =>
      (await events.find({ itemId }, { event: 1 }, { sort: { _id: 1 } }).lean()).map((row) =>
        storedEvent(row.event),
      ),
  };
}

/** Items saved before their files were summed up. */
export async function fillFileBytes({ items }: Models): Promise<void> {
  await items.collection.updateMany({ fileBytes: { $exists: false } }, [
    {
      $set: {
        fileBytes: {
          $add: [{ $sum: '$item.attachments.bytes' }, { $ifNull: ['$item.approvalFile.bytes', 0] }],
        },
      },
    },
  ]);
}
