import { fileBytes, filesFound } from '#server/items/file-bytes.ts';
import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import type { ItemCatalog, ItemChange } from '#server/items/item-catalog.ts';
import { newestKey, stageOf, type Item, identifierForms } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { settledEnds } from '#server/laws/law-record.ts';
import { linksOf } from '#server/links/link-check.ts';
import { writeNames } from './catalog-cataloguing.ts';
import { dropCorrectionsOfGone } from './correction/catalog-correction.ts';
import { dropReadingsOfGone } from './ingest/catalog-recognition.ts';
import { writeText } from './catalog-items-texts.ts';
import { takeLaws } from './catalog-laws.ts';
import { takeLinks } from './catalog-links.ts';
import { putNotices } from './catalog-workflow.ts';
import type { Models } from './models.ts';
import { insertJobs } from './queue.ts';
import { bumpRevision } from './revision.ts';
import type { EventRow, ItemRow } from './rows/items.ts';
import { inTransaction } from './transactions.ts';

const eventRow = (event: WorkflowEvent): EventRow => ({
  _id: event.id,
  itemId: event.itemId,
  event,
});

const itemRow = (item: Item): ItemRow => ({
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
  fileHashes: [...new Set(filesFound(item).map((a) => a.sha256))],
  fileBytes: fileBytes(item),
  links: linksOf(item),
  stage: stageOf(item),
  since: item.work.since,
  holderId: item.work.holder?.id ?? null,
  item,
});

/**
 * Reserves the identifier as the `_id` of a document, so that MongoDB refuses the second item.
 * `formsOf` gives what counts as the same. Throws `duplicate-identifier`.
 */
async function takeIdentifier(
  { identifiers }: Models,
  item: Item,
  before: string | null,
  session: ClientSession,
  formsOf: (identifier: string) => string[] = identifierForms,
): Promise<void> {
  if (item.identifier === before) return;
  if (before !== null) await identifiers.deleteOne({ _id: before }, { session });
  if (item.identifier === null) return;
  const other = await identifiers
    .findOne({ _id: { $in: formsOf(item.identifier) }, itemId: { $ne: item.id } }, null, {
      session,
    })
    .lean();
  if (other)
    throw new AppError('duplicate-identifier', {
      identifier: item.identifier,
      itemId: other.itemId,
    });
  await identifiers.insertMany([{ _id: item.identifier, itemId: item.id }], { session });
}

export const originKey = (source: string, id: string): string => `${source}\n${id}`;

/** Reserves where an item came from. Throws `duplicate-identifier` when another came from there. */
async function takeOrigin(
  { origins }: Models,
  { id, origin }: Item,
  session: ClientSession,
): Promise<void> {
  if (!origin) return;
  const key = originKey(origin.source, origin.id);
  const held = await origins.findById(key, null, { session }).lean();
  if (held && held.itemId !== id)
    throw new AppError('duplicate-identifier', { origin: origin.id, itemId: held.itemId });
  if (!held) await origins.insertMany([{ _id: key, itemId: id }], { session });
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
  await takeOrigin(models, item, session);
  const saved: Item = { ...item, version: item.version + 1 };
  if (before) {
    await dropReadingsOfGone(models, saved, session);
    await dropCorrectionsOfGone(models, saved, session);
    await items.replaceOne({ _id: item.id, version: item.version }, itemRow(saved), {
      session,
      runValidators: true,
    });
  } else await items.insertMany([itemRow(saved)], { session });
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
  if (event !== null) await models.events.insertMany([eventRow(event)], { session });
  await putNotices(models, notices, session);
  await insertJobs(models, jobs, saved.updatedAt, session);
  return { saved, seen: wasPublished || saved.state === 'published' };
}

/** Replaces the item of this id, with its whole history; inside a running transaction. */
export async function replaceItem(
  models: Models,
  item: Item,
  events: readonly WorkflowEvent[],
  session: ClientSession,
): Promise<void> {
  const before = await models.items.findById(item.id, { identifier: 1 }, { session }).lean();
  // A shelf may hold two that differ in capitals, from when they were not one.
  await takeIdentifier(models, item, before?.identifier ?? null, session, (own) => [own]);
  await takeOrigin(models, item, session);
  await models.items.replaceOne({ _id: item.id }, itemRow(item), {
    upsert: true,
    session,
    runValidators: true,
  });
  await writeNames(models, item, session);
  await dropReadingsOfGone(models, item, session);
  await dropCorrectionsOfGone(models, item, session);
  await models.events.deleteMany({ itemId: item.id }, { session });
  if (events.length > 0) await models.events.insertMany(events.map(eventRow), { session });
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
    // Last: the counter is held until the transaction commits.
    if (written.some(({ seen }) => seen)) await bumpRevision(models, session);
    return written.map(({ saved }) => saved);
  });
}

/** A save writes the item together with every key by which it is found. */
export const itemChanges = (
  connection: Connection,
  models: Models,
): Pick<ItemCatalog, 'saveItem' | 'saveItems' | 'addEvent'> => ({
  saveItem: async (change) => (await saveAll(connection, models, [change]))[0]!,
  saveItems: (changes) => saveAll(connection, models, changes),
  addEvent: (event, notices = []) =>
    inTransaction(connection, async (session) => {
      await models.events.insertMany([eventRow(event)], { session });
      await putNotices(models, notices, session);
    }),
});
