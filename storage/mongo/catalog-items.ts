import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { newestKey, stageOf, storedItem, type Item } from '#server/items/item.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { settledEnds } from '#server/laws/law-record.ts';
import { linksOf } from '#server/links/link-check.ts';
import type { Catalog, ItemChange, ItemList } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { takeLaws } from './catalog-laws.ts';
import { takeLinks } from './catalog-links.ts';
import { writeNames } from './catalog-names.ts';
import { putNotices } from './catalog-notices.ts';
import { writeText } from './catalog-texts.ts';
import type { Models } from './models.ts';
import { sharedReading } from './search/shared-reading.ts';
import { insertJobs } from './queue.ts';
import type { ItemRow } from './rows.ts';
import { inTransaction } from './transactions.ts';

type ItemMethods = Pick<
  Catalog,
  | 'findItem'
  | 'findItems'
  | 'findItemByIdentifier'
  | 'findItemByAttachment'
  | 'findItemsByFile'
  | 'saveItem'
  | 'saveItems'
  | 'listItems'
  | 'findTitles'
  | 'countItems'
  | 'events'
  | 'addEvent'
  | 'publicRevision'
  | 'bumpPublicRevision'
>;

const REVISION = 'public-revision';

/** Makes what readers see count one up. */
export async function bumpRevision(
  { counters }: Models,
  session: ClientSession | null = null,
): Promise<void> {
  await counters.updateOne(
    { _id: REVISION },
    { $inc: { value: 1 } },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

const rowOf = (item: Item): ItemRow => ({
  _id: item.id,
  identifier: item.identifier,
  state: item.state,
  unitId: item.unitId,
  version: item.version,
  newestKey: newestKey(item),
  updatedAt: item.updatedAt,
  titleWords: foldedWords(item.title),
  lawKeys: [...new Set(item.lawRefs.map((r) => lawNumberKey(r.number)))],
  settled: settledEnds(item),
  attachmentIds: item.attachments.map((a) => a.id),
  fileHashes: [...new Set(item.attachments.map((a) => a.sha256))],
  links: linksOf(item),
  stage: stageOf(item),
  since: item.work.since,
  holderId: item.work.holder?.id ?? null,
  item,
});

/** The identifier is a document of its own: two items that take it meet there. Throws `duplicate-identifier`. */
async function takeIdentifier(
  { identifiers }: Models,
  item: Item,
  before: string | null,
  session: ClientSession,
): Promise<void> {
  if (item.identifier === before) return;
  if (before !== null) await identifiers.deleteOne({ _id: before }, { session });
  if (item.identifier === null) return;
  const other = await identifiers.findById(item.identifier, null, { session }).lean();
  if (other)
    throw new AppError('duplicate-identifier', {
      identifier: item.identifier,
      itemId: other.itemId,
    });
  await identifiers.insertMany([{ _id: item.identifier, itemId: item.id }], { session });
}

/** Writes the record alone. Throws `stale-version` and `duplicate-identifier`. */
async function writeItem(
  models: Models,
  item: Item,
  session: ClientSession,
): Promise<{ saved: Item; wasPublished: boolean }> {
  const { items } = models;
  const before = await items
    .findById(item.id, { version: 1, state: 1, identifier: 1 }, { session })
    .lean();
  const stored = before?.version ?? 0;
  if (stored !== item.version)
    throw new AppError('stale-version', { itemId: item.id, stored, given: item.version });
  await takeIdentifier(models, item, before?.identifier ?? null, session);
  const saved: Item = { ...item, version: item.version + 1 };
  if (before)
    await items.replaceOne({ _id: item.id, version: item.version }, rowOf(saved), {
      session,
      runValidators: true,
    });
  else await items.insertMany([rowOf(saved)], { session });
  await writeNames(models, saved, session);
  return { saved, wasPublished: before?.state === 'published' };
}

/** Writes one change inside a running transaction; answers whether readers see it. */
async function writeChange(
  models: Models,
  { item, event, texts, jobs, notices = [] }: ItemChange,
  session: ClientSession,
): Promise<{ saved: Item; seen: boolean }> {
  const { saved, wasPublished } = await writeItem(models, item, session);
  await takeLaws(models, saved, session);
  await takeLinks(models, linksOf(saved), session);
  for (const text of texts) await writeText(models, text, session);
  if (event !== null)
    await models.events.insertMany([{ _id: event.id, itemId: item.id, event }], { session });
  await putNotices(models, notices, session);
  await insertJobs(models, jobs, saved.updatedAt, session);
  return { saved, seen: wasPublished || saved.state === 'published' };
}

/** Puts an item as it is, with its whole history, in the place of the one of its id; inside a running transaction. */
export async function replaceItem(
  models: Models,
  item: Item,
  events: readonly WorkflowEvent[],
  session: ClientSession,
): Promise<void> {
  const before = await models.items.findById(item.id, { identifier: 1 }, { session }).lean();
  await takeIdentifier(models, item, before?.identifier ?? null, session);
  await models.items.replaceOne({ _id: item.id }, rowOf(item), {
    upsert: true,
    session,
    runValidators: true,
  });
  await writeNames(models, item, session);
  await models.events.deleteMany({ itemId: item.id }, { session });
  if (events.length > 0)
    await models.events.insertMany(
      events.map((event) => ({ _id: event.id, itemId: event.itemId, event })),
      { session },
    );
  await takeLaws(models, item, session);
  await takeLinks(models, linksOf(item), session);
}

async function saveAll(
  connection: Connection,
  models: Models,
  changes: readonly ItemChange[],
): Promise<Item[]> {
  if (changes.length === 0) return [];
  return inTransaction(connection, async (session) => {
    const written: { saved: Item; seen: boolean }[] = [];
    for (const change of changes) written.push(await writeChange(models, change, session));
    // Last: everybody's saves meet on this one counter, the shorter it is held the better.
    if (written.some(({ seen }) => seen)) await bumpRevision(models, session);
    return written.map(({ saved }) => saved);
  });
}

async function listItems({ items }: Models, list: ItemList): Promise<Page<Item>> {
  const newest = list.order === 'newest';
  const key = newest ? 'newestKey' : 'updatedAt';
  const all: QueryFilter<ItemRow>[] = [];
  if (list.states.length > 0) all.push({ state: { $in: [...list.states] } });
  if (list.unitId !== null)
    all.push({ unitId: typeof list.unitId === 'string' ? list.unitId : { $in: [...list.unitId] } });
  if (list.lawKey !== null) all.push({ lawKeys: list.lawKey });
  if (list.updatedSince !== null) all.push({ updatedAt: { $gte: list.updatedSince } });
  if (list.after !== null) {
    const [at, id] = readCursor(list.after, ['string', 'string']) as [string, string];
    const beyond = newest ? '$lt' : '$gt';
    // The first bound lets the index start where the last page ended; the second parts equal keys by id.
    all.push(
      { [key]: { [`${beyond}e`]: at } },
      { $or: [{ [key]: { [beyond]: at } }, { [key]: at, _id: { [beyond]: id } }] },
    );
  }
  const way = newest ? -1 : 1;
  const rows = await items
    .find(
      all.length > 0 ? { $and: all } : {},
      { item: 1 },
      { sort: { [key]: way, _id: way }, limit: list.limit + 1 },
    )
    .lean();
  const found = rows.slice(0, list.limit).map((row) => storedItem(row.item as Item));
  const last = found.at(-1);
  return {
    rows: found,
    next:
      rows.length > list.limit && last
        ? writeCursor([newest ? newestKey(last) : last.updatedAt, last.id])
        : null,
  };
}

/** Records, their history and the number that says what readers see has changed. Source: the SQLite adapter's sentences in MongoDB's words. */
export function catalogItems(connection: Connection, models: Models): ItemMethods {
  const { items, events, counters } = models;
  const one = async (filter: QueryFilter<ItemRow>): Promise<Item | null> => {
    const row = await items.findOne(filter, { item: 1 }).lean();
    return row ? storedItem(row.item as Item) : null;
  };
  return {
    findItem: (id) => one({ _id: id }),
    findItems: async (ids) => {
      const rows = await items.find({ _id: { $in: [...ids] } }, { item: 1 }).lean();
      const byId = new Map(rows.map((row) => [row._id, storedItem(row.item as Item)]));
      return ids.map((id) => byId.get(id)).filter((item) => item !== undefined);
    },
    findItemByIdentifier: (identifier) => one({ identifier }),
    findItemByAttachment: (attachmentId) => one({ attachmentIds: attachmentId }),
    findItemsByFile: async (sha256) =>
      (await items.find({ fileHashes: sha256 }, { item: 1 }, { sort: { _id: 1 } }).lean()).map(
        (row) => storedItem(row.item as Item),
      ),
    saveItem: async (change) => (await saveAll(connection, models, [change]))[0]!,
    saveItems: (changes) => saveAll(connection, models, changes),
    listItems: (list) => listItems(models, list),
    findTitles: async (folded, limit) =>
      folded.length === 0 || limit <= 0
        ? []
        : (
            await items
              .find(
                { state: 'published', titleWords: { $all: [...folded] } },
                { item: 1 },
                { sort: { newestKey: -1, _id: -1 }, limit },
              )
              .lean()
          ).map((row) => row.item as Item),
    countItems: (states) => items.countDocuments({ state: { $in: [...states] } }),
    events: async (itemId) =>
      (await events.find({ itemId }, { event: 1 }, { sort: { _id: 1 } }).lean()).map((row) =>
        storedEvent(row.event),
      ),
    addEvent: (event, notices = []) =>
      inTransaction(connection, async (session) => {
        await events.insertMany([{ _id: event.id, itemId: event.itemId, event }], { session });
        await putNotices(models, notices, session);
      }),
    // Every page asks for it.
    publicRevision: sharedReading(
      async () => (await counters.findById(REVISION).lean())?.value ?? 0,
    ),
    bumpPublicRevision: () => bumpRevision(models),
  };
}
