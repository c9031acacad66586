import type { ClientSession, Connection } from 'mongoose';
import { storedCollection } from '#server/site/collection.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { AttachmentText, Catalog } from '#server/ports.ts';
import type { ShelfRecord } from '#server/keeping/shelf-record.ts';
import { storedEvent } from '#server/items/workflow-event.ts';
import { bumpRevision, replaceItem } from './catalog-items.ts';
import { collectionOf, collectionRow } from './catalog-collections.ts';
import { loanRow, putHolding, replaceStocktake } from './catalog-holdings.ts';
import { replaceAuthority } from './catalog-authority.ts';
import { lawRow } from './catalog-laws.ts';
import { checkOf, NEW_LINK } from './catalog-links.ts';
import { putNotices } from './catalog-notices.ts';
import { ratingOf } from './catalog-readers.ts';
import { passageOf, writeText } from './catalog-texts.ts';
import type { Models } from './models.ts';
import { asAppError } from './mongo-errors.ts';
import type {
  AccountRow,
  CollectionRow,
  HoldingRow,
  LawRow,
  LinkRow,
  NoticeRow,
  LoanRow,
  PassageRow,
  RatingRow,
  StocktakeRow,
  UnitRow,
} from './rows.ts';
import { inTransaction } from './transactions.ts';

type DumpMethods = Pick<Catalog, 'dump' | 'load'>;

async function textOf(
  { passages, sections, resources, outlines, prints }: Models,
  attachmentId: string,
  session: ClientSession,
): Promise<AttachmentText> {
  const [read, order] = [{ session }, { _id: 1 } as const];
  const passageRows = await passages
    .find({ attachmentId }, null, { ...read, sort: { ordinal: 1 } })
    .lean();
  const sectionRows = await sections
    .find({ attachmentId }, null, { ...read, sort: { number: 1 } })
    .lean();
  const resourceRows = await resources
    .find({ attachmentId }, null, { ...read, sort: order })
    .lean();
  const outline = await outlines.findById(attachmentId, null, read).lean();
  const print = (await prints.findById(attachmentId, null, read).lean())?.print;
  return {
    attachmentId,
    passages: passageRows.map((row) => passageOf(row as PassageRow)),
    sections: sectionRows.map(({ number, title, href, html }) => ({
      attachmentId,
      number,
      title,
      href,
      html,
    })),
    resources: resourceRows.map(({ name, mediaType, sha256, bytes }) => ({
      attachmentId,
      name,
      mediaType,
      sha256,
      bytes,
    })),
    outline: (outline?.entries ?? []) as AttachmentText['outline'],
    ...(print ? { print } : {}),
  };
}

const isEmpty = (text: AttachmentText): boolean =>
  text.passages.length + text.sections.length + text.resources.length + text.outline.length === 0;

async function* holdingRecords({
  holdings,
  loans,
  stocktakes,
  found,
}: Models): AsyncIterable<ShelfRecord> {
  const byId = { sort: { _id: 1 } } as const;
  for await (const row of holdings.find({}, null, byId).lean().cursor())
    yield { kind: 'holding', value: (row as HoldingRow).holding };
  for await (const row of loans.find({}, null, byId).lean().cursor())
    yield { kind: 'loan', value: (row as LoanRow).loan };
  for await (const row of stocktakes.find({}, null, byId).lean().cursor()) {
    const { _id, stocktake } = row as StocktakeRow;
    yield {
      kind: 'stocktake',
      value: {
        stocktake,
        found: (
          await found
            .find({ stocktakeId: _id }, { holdingId: 1 }, { sort: { holdingId: 1 } })
            .lean()
        ).map((f) => f.holdingId),
      },
    };
  }
}

async function* smallRecords(models: Models): AsyncIterable<ShelfRecord> {
  const byId = { sort: { _id: 1 } } as const;
  for await (const row of models.units.find({}, null, byId).lean().cursor())
    yield { kind: 'unit', value: (row as UnitRow).unit };
  for await (const row of models.accounts.find({}, null, byId).lean().cursor())
    yield { kind: 'account', value: (row as AccountRow).account };
  for await (const { _id: key, value } of models.facts.find({}, null, byId).lean().cursor())
    yield { kind: 'fact', value: { key, value } };
  for await (const row of models.collections.find({}, null, byId).lean().cursor())
    yield { kind: 'collection', value: collectionOf(row as CollectionRow) };
  for await (const { _id } of models.kept.find({}, { _id: 1 }, byId).lean().cursor()) {
    const versions = (
      await models.authorityVersions
        .find({ of: _id }, { entry: 1 }, { sort: { version: 1 } })
        .lean()
    ).map((row) => row.entry);
    if (versions.length > 0) yield { kind: 'kept', value: { versions } };
  }
  yield* holdingRecords(models);
  for await (const { _id: folded, count, lastAt } of models.emptyQueries
    .find({}, null, byId)
    .lean()
    .cursor())
    yield { kind: 'empty-query', value: { folded, count, lastAt } };
  for await (const { day, itemId, kind, count } of models.visits
    .find({}, null, { sort: { day: 1, itemId: 1, kind: 1 } })
    .lean()
    .cursor())
    yield { kind: 'visit', value: { day, itemId, kind, count } };
  for await (const row of models.ratings.find({}, null, byId).lean().cursor())
    yield { kind: 'rating', value: ratingOf(row as RatingRow) };
  for await (const row of models.notices.find({}, null, byId).lean().cursor())
    yield { kind: 'notice', value: (row as NoticeRow).notice };
  for await (const row of models.laws.find({}, null, byId).lean().cursor())
    yield { kind: 'law', value: (row as LawRow).law };
}

/** An item with its history and texts as they stood at one moment; nothing when it is gone. */
async function oneItem(connection: Connection, models: Models, id: string): Promise<ShelfRecord[]> {
  return inTransaction(connection, async (session): Promise<ShelfRecord[]> => {
    const found = await models.items.findById(id, { item: 1 }, { session }).lean();
    if (!found) return [];
    const item = storedItem(found.item as Item);
    const events = (
      await models.events.find({ itemId: id }, { event: 1 }, { session, sort: { _id: 1 } }).lean()
    ).map((row) => storedEvent(row.event));
    const texts: ShelfRecord[] = [];
    for (const attachment of item.attachments) {
      const text = await textOf(models, attachment.id, session);
      if (!isEmpty(text)) texts.push({ kind: 'text', value: text });
    }
    return [{ kind: 'item', value: { item, events } }, ...texts];
  });
}

async function* allRecords(
  connection: Connection,
  models: Models,
  afterItem: string,
): AsyncIterable<ShelfRecord> {
  try {
    yield* smallRecords(models);
    for await (const { _id } of models.items
      .find({ _id: { $gt: afterItem } }, { _id: 1 }, { sort: { _id: 1 } })
      .lean()
      .cursor())
      yield* await oneItem(connection, models, _id);
    const byAddress = { sort: { _id: 1 } } as const;
    for await (const { _id: address } of models.links
      .find({ shelf: true }, { _id: 1 }, byAddress)
      .lean()
      .cursor())
      yield { kind: 'shelf-link', value: { address } };
    for await (const row of models.links
      .find({ state: { $ne: 'new' } }, null, byAddress)
      .lean()
      .cursor())
      yield { kind: 'link-check', value: checkOf(row as LinkRow) };
  } catch (error) {
    throw asAppError(error);
  }
}

async function take(
  models: Models,
  { kind, value }: ShelfRecord,
  session: ClientSession,
): Promise<void> {
  const put = { upsert: true, session, runValidators: true } as const;
  switch (kind) {
    case 'unit':
      await models.units.replaceOne({ _id: value.id }, { _id: value.id, unit: value }, put);
      break;
    case 'account':
      await models.accounts.replaceOne(
        { _id: value.id },
        { _id: value.id, username: value.username.toLowerCase(), account: value },
        put,
      );
      break;
    case 'fact':
      await models.facts.replaceOne(
        { _id: value.key },
        { _id: value.key, value: value.value },
        put,
      );
      break;
    case 'collection':
      await models.collections.replaceOne(
        { _id: value.slug },
        collectionRow(storedCollection(value)),
        put,
      );
      break;
    case 'kept':
      await replaceAuthority(models, value.versions, session);
      break;
    case 'holding':
      await putHolding(models, value, session);
      break;
    case 'loan':
      await models.loans.replaceOne({ _id: value.id }, loanRow(value), put);
      break;
    case 'stocktake':
      await replaceStocktake(models, value.stocktake, value.found, session);
      break;
    case 'empty-query':
      await models.emptyQueries.replaceOne(
        { _id: value.folded },
        { _id: value.folded, count: value.count, lastAt: value.lastAt },
        put,
      );
      break;
    case 'visit':
      await models.visits.updateOne(
        { _id: `${value.itemId}/${value.day}/${value.kind}` },
        { $set: { ...value } },
        put,
      );
      break;
    case 'rating': {
      const { id, ...rating } = value;
      await models.ratings.replaceOne(
        { _id: id },
        { _id: id, ...rating, commented: rating.comment !== '' },
        put,
      );
      break;
    }
    case 'notice':
      await putNotices(models, [value], session);
      break;
    case 'law':
      await models.laws.replaceOne({ _id: value.key }, lawRow(value), put);
      break;
    case 'item':
      await replaceItem(models, storedItem(value.item), value.events.map(storedEvent), session);
      break;
    case 'text':
      await writeText(models, value, session);
      break;
    case 'shelf-link':
      await models.links.updateOne(
        { _id: value.address },
        { $set: { shelf: true }, $inc: { taken: 1 }, $setOnInsert: NEW_LINK },
        { upsert: true, session },
      );
      break;
    case 'link-check': {
      const { address, ...check } = value;
      await models.links.updateOne(
        { _id: address },
        { $set: check },
        { session, runValidators: true },
      );
    }
  }
}

/** The whole catalogue for backups and moves: each record, and each item with its texts, as it stood at one moment, read in short transactions. */
export const catalogDump = (connection: Connection, models: Models): DumpMethods => ({
  dump: (afterItem) => allRecords(connection, models, afterItem ?? ''),
  load: async (records) => {
    try {
      await inTransaction(connection, async (session) => {
        for (const record of records) await take(models, record, session);
        await bumpRevision(models, session);
      });
    } catch (error) {
      throw asAppError(error);
    }
  },
});
