import type { ClientSession, Connection, PipelineStage } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import type {
  AlikeText,
  CataloguingCatalog,
  NamedItems,
  NameList,
} from '#server/cataloguing/cataloguing-catalog.ts';
import { namesOf, namesSeenBy, type CountedName } from '#server/cataloguing/name-list.ts';
import { bandsOf, shareOf, type Fingerprint } from '#server/items/fingerprint.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { Models } from './models.ts';
import type { NameRow, FingerprintRow } from './rows/cataloguing.ts';
import { inTransaction } from './transactions.ts';

const nameRows = (item: Item): NameRow[] =>
  namesOf(item).map((name, i) => ({
    _id: `${item.id}/${i}`,
    itemId: item.id,
    unitId: namesSeenBy(item),
    ...name,
  }));

/** Replaces the names of an item, inside a running transaction. */
export async function writeNames(
  { names }: Models,
  item: Item,
  session: ClientSession,
): Promise<void> {
  await names.deleteMany({ itemId: item.id }, { session });
  const rows = nameRows(item);
  if (rows.length > 0) await names.insertMany(rows, { session });
}

const FILLED = 'names-of-units-filled';
const AT_ONCE = 500;

/** Reads items once that were saved before names, with whose they are, were stored. */
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
    rows.push(...nameRows(storedItem(item as Item)));
    if (rows.length >= AT_ONCE) await flush();
  }
  await flush();
  await counters.updateOne({ _id: FILLED }, { $set: { value: 1 } }, { upsert: true });
}

/** Names of published items and of items of these units; all for null. */
const ofUnits = (units: readonly string[] | null) =>
  units === null ? {} : { unitId: { $in: ['', ...units] } };

/** Names of one key that are written in more than one way. */
const SEVERAL_WAYS: readonly PipelineStage[] = [
  {
    $group: { _id: '$_id.key', written: { $push: { value: '$_id.value', items: '$items' } } },
  },
  { $match: { 'written.1': { $exists: true } } },
  { $unwind: '$written' },
  { $project: { _id: { key: '$_id', value: '$written.value' }, items: '$written.items' } },
] as PipelineStage[];

function nameStages({ kind, search, units, variants, order, after }: NameList): PipelineStage[] {
  const [fromKey, fromValue] =
    after === null ? ['', ''] : (readCursor(after, ['string', 'string']) as [string, string]);
  return [
    {
      $match: {
        kind,
        ...ofUnits(units),
        key: { $gte: fromKey, ...(search === '' ? {} : { $regex: `(?:^| )${search}` }) },
      },
    },
    { $group: { _id: { key: '$key', value: '$value' }, items: { $sum: 1 } } },
    ...(variants ? SEVERAL_WAYS : []),
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
  ];
}

async function listNames({ names }: Models, list: NameList): Promise<Page<CountedName>> {
  const { order, limit } = list;
  const found = await names.aggregate<{ _id: { key: string; value: string }; items: number }>([
    ...nameStages(list),
    { $limit: limit + 1 },
  ]);
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
  { kind, key, values, units, limit, after }: NamedItems,
): Promise<Page<Item>> {
  const from = after === null ? '' : (readCursor(after, ['string']) as [string])[0];
  // One item may hold several ways of writing the name: its id is taken once.
  const ids = (
    await names.aggregate<{ _id: string }>([
      {
        $match: {
          kind,
          key,
          ...ofUnits(units),
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

/** Thousands of texts may share boilerplate: at most so many are compared. */
const MOST_LOOKED_AT = 500;

export const fingerprintRow = (attachmentId: string, fingerprint: Fingerprint): FingerprintRow => ({
  _id: attachmentId,
  bands: bandsOf(fingerprint),
  print: fingerprint,
});

async function findAlike(
  { fingerprints, items }: Models,
  fingerprint: Fingerprint,
  { least, limit }: { least: number; limit: number },
): Promise<AlikeText[]> {
  const near = await fingerprints
    .find({ bands: { $in: bandsOf(fingerprint) } }, { print: 1 }, { limit: MOST_LOOKED_AT })
    .lean();
  const alike = near
    .map((row) => ({ attachmentId: row._id, share: shareOf(fingerprint, row.print) }))
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share || (a.attachmentId < b.attachmentId ? -1 : 1))
    .slice(0, limit);
  const holders = await items
    .find({ attachmentIds: { $in: alike.map((a) => a.attachmentId) } }, { attachmentIds: 1 })
    .lean();
  const itemOf = new Map(holders.flatMap((row) => row.attachmentIds.map((id) => [id, row._id])));
  return alike.flatMap(({ attachmentId, share }) => {
    const itemId = itemOf.get(attachmentId);
    return itemId === undefined ? [] : [{ itemId, attachmentId, share }];
  });
}

/** Fingerprints of texts, by which texts that are alike are found. */
const likeness = (
  models: Models,
): Pick<CataloguingCatalog, 'findFingerprint' | 'saveFingerprint' | 'findAlike'> => ({
  findFingerprint: async (attachmentId) =>
    (await models.fingerprints.findById(attachmentId, { print: 1 }).lean())?.print ?? null,
  saveFingerprint: async (attachmentId, fingerprint) => {
    await models.fingerprints.replaceOne(
      { _id: attachmentId },
      fingerprintRow(attachmentId, fingerprint),
      {
        upsert: true,
        runValidators: true,
      },
    );
  },
  findAlike: (fingerprint, list) => findAlike(models, fingerprint, list),
});

const unsavedKey = (accountId: string, itemId: string): string => `${accountId}/${itemId}`;

/** Forms that are being typed. */
const unsavedForms = (
  connection: Connection,
  { unsaved }: Models,
): Pick<
  CataloguingCatalog,
  'saveUnsaved' | 'findUnsaved' | 'deleteUnsaved' | 'deleteUnsavedBefore'
> => ({
  saveUnsaved: (form, most) =>
    inTransaction(connection, async (session) => {
      const row = {
        _id: unsavedKey(form.accountId, form.itemId),
        accountId: form.accountId,
        at: form.at,
        form,
      };
      await unsaved.replaceOne({ _id: row._id }, row, {
        upsert: true,
        session,
        runValidators: true,
      });
      const older = await unsaved
        .find(
          { accountId: form.accountId },
          { _id: 1 },
          { sort: { at: -1, _id: -1 }, skip: most, session },
        )
        .lean();
      if (older.length > 0)
        await unsaved.deleteMany({ _id: { $in: older.map((one) => one._id) } }, { session });
    }),
  findUnsaved: async (accountId, itemId) =>
    (await unsaved.findById(unsavedKey(accountId, itemId)).lean())?.form ?? null,
  deleteUnsaved: async (accountId, itemId) => {
    await unsaved.deleteOne({ _id: unsavedKey(accountId, itemId) });
  },
  deleteUnsavedBefore: async (at) => {
    await unsaved.deleteMany({ at: { $lt: at } });
  },
});

export const catalogCataloguing = (connection: Connection, models: Models): CataloguingCatalog => ({
  listNames: (list) => listNames(models, list),
  itemsNamed: (list) => itemsNamed(models, list),
  ...likeness(models),
  ...unsavedForms(connection, models),
});
