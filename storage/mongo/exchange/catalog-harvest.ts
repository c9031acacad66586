import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { HarvestList, HarvestRow } from '#server/exchange/harvest-row.ts';
import type { Models } from '../models.ts';
import type { HarvestDocument } from '../rows/harvest.ts';

/** Sorts behind every id. */
const LAST = '\u{10ffff}';

const keyOf = ({ stamp, itemId }: Pick<HarvestRow, 'stamp' | 'itemId'>): string =>
  `${stamp} ${itemId}`;

const rowOf = ({ _id, stamp, deleted, sets, digest }: HarvestDocument): HarvestRow => ({
  itemId: _id,
  stamp,
  deleted,
  sets,
  digest,
});

/** The rows of a list, as a filter that walks an index. */
function filterOf(list: Omit<HarvestList, 'limit'>) {
  const from = list.from ?? '';
  const after = list.after === null ? '' : keyOf(list.after);
  const range = {
    ...(after >= from ? { $gt: after } : { $gte: from }),
    ...(list.until === null ? {} : { $lt: `${list.until} ${LAST}` }),
  };
  return { ...(list.set === null ? {} : { sets: list.set }), key: range };
}

async function listRows({ harvest }: Models, list: HarvestList): Promise<HarvestRow[]> {
  const rows = await harvest
    .find(filterOf(list), null, { sort: { key: 1 }, limit: list.limit })
    .lean();
  return rows.map((row) => rowOf(row as HarvestDocument));
}

/** What harvesters follow changes by. */
export const catalogHarvest = (models: Models): HarvestCatalog => {
  const { harvest } = models;
  const end = async (direction: 1 | -1): Promise<string | undefined> =>
    (await harvest.findOne({}, { stamp: 1 }, { sort: { key: direction } }).lean())?.stamp;
  return {
    findHarvestRows: async (itemIds) => {
      const rows = await harvest.find({ _id: { $in: [...itemIds] } }).lean();
      const byId = new Map(rows.map((row) => [row._id, rowOf(row as HarvestDocument)]));
      return itemIds.map((id) => byId.get(id)).filter((row) => row !== undefined);
    },
    saveHarvestRows: async (rows) => {
      if (rows.length === 0) return;
      await harvest.bulkWrite(
        rows.map((row) => ({
          replaceOne: {
            filter: { _id: row.itemId },
            replacement: {
              _id: row.itemId,
              key: keyOf(row),
              stamp: row.stamp,
              deleted: row.deleted,
              sets: [...row.sets],
              digest: row.digest,
            },
            upsert: true,
          },
        })),
      );
    },
    listHarvestRows: (list) => listRows(models, list),
    countHarvestRows: (list) => harvest.countDocuments(filterOf({ ...list, after: null })).exec(),
    harvestStamps: async () => {
      const [first, last] = await Promise.all([end(1), end(-1)]);
      return first === undefined || last === undefined ? null : { first, last };
    },
    listHarvestSets: async () => (await harvest.distinct('sets')).toSorted(),
  };
};
