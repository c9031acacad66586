import type { ClientSession, Connection, Model, QueryFilter } from 'mongoose';
import { CHAIN_HEAD, headOf, NO_ROW } from '#server/audit/security-event.ts';
import { AppError } from '#server/base/errors.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import { storedEvent } from '#server/items/workflow-event.ts';
import type { ShelfCatalog } from '#server/keeping/shelf-catalog.ts';
import {
  isOfItem,
  SHELF_RECORD_KINDS,
  type KindOfItem,
  type ShelfRecord,
  type ShelfRecordKind,
  type ShelfValues,
} from '#server/keeping/shelf-record.ts';
import { storedCollection } from '#server/site/collection.ts';
import { securityEventRow, securityRowOf } from './audit/catalog-audit.ts';
import { deskScanRow } from './desk/catalog-desk.ts';
import { deliveryRow, sentItemRow, targetRow } from './exchange/catalog-delivery.ts';
import { ratingOf, ratingRow, visitRow } from './catalog-figures-readers.ts';
import { foundIn, putHolding, putLoan, putStocktake } from './catalog-holdings.ts';
import { replaceItem } from './catalog-items-changes.ts';
import {
  correctionRecords,
  putCorrectionRecord,
  putTextReport,
  textReportsOf,
} from './correction/catalog-correction.ts';
import { packedReadings, putPackedReading } from './ingest/catalog-recognition.ts';
import { findText, writeText } from './catalog-items-texts.ts';
import { lawRow } from './catalog-laws.ts';
import { addShelfLink, checkOf, putLinkCheck } from './catalog-links.ts';
import { accountRow } from './catalog-people.ts';
import {
  askedQueryOf,
  askedQueryRow,
  emptyQueryOf,
  emptyQueryRow,
  frequentQueryOf,
  frequentQueryRow,
} from './catalog-search.ts';
import { collectionOf, collectionRow } from './catalog-site.ts';
import { replaceAuthority, versionsOf } from './catalog-vocabulary.ts';
import { putNotices } from './catalog-workflow.ts';
import type { Models } from './models.ts';
import { replaceUnitEntry, unitEntryRecords } from './site/catalog-unit-entries.ts';
import { putQuestion } from './questions/catalog-questions.ts';
import { putSubscriber } from './subscriptions/catalog-subscriptions.ts';
import { putReportRecord, reportRecords } from './reports/catalog-reports.ts';
import { asAppError } from './mongo-errors.ts';
import { bumpRevision } from './revision.ts';
import { inTransaction } from './transactions.ts';

type Sort = Readonly<Record<string, 1 | -1>>;

/** Reads one row at a time: a whole shelf does not fit into memory. */
async function* each<Row, Value>(
  model: Model<Row>,
  valueOf: (row: Row) => Value | Promise<Value>,
  filter: QueryFilter<Row> = {} as QueryFilter<Row>,
  sort: Sort = { _id: 1 },
): AsyncIterable<Value> {
  for await (const row of model.find(filter, null, { sort }).lean().cursor())
    yield await valueOf(row as Row);
}

/** An entry that is deleted while the shelf is read has no versions any more. */
async function* authorityRecords(models: Models): AsyncIterable<ShelfValues['kept']> {
  for await (const key of each(models.authorityEntries, ({ _id }) => _id)) {
    const versions = await versionsOf(models, key);
    if (versions.length > 0) yield { versions };
  }
}

/** Kinds that are read by themselves; `itemRecords` gives items and what is of them. */
type KindAlone = Exclude<ShelfRecordKind, 'item' | KindOfItem>;

/** Reads the records of each kind, ordered by key. */
const READ: { readonly [K in KindAlone]: (models: Models) => AsyncIterable<ShelfValues[K]> } = {
  unit: ({ units }) => each(units, (row) => row.unit),
  account: ({ accounts }) => each(accounts, (row) => row.account),
  fact: ({ facts }) => each(facts, ({ _id, value }) => ({ key: _id, value })),
  collection: ({ collections }) => each(collections, collectionOf),
  kept: authorityRecords,
  holding: ({ holdings }) => each(holdings, (row) => row.holding),
  loan: ({ loans }) => each(loans, (row) => row.loan),
  stocktake: (models) =>
    each(models.stocktakes, async ({ _id, stocktake }) => ({
      stocktake,
      found: await foundIn(models, _id),
    })),
  'empty-query': ({ emptyQueries }) => each(emptyQueries, emptyQueryOf),
  'asked-query': ({ askedQueries }) =>
    each(askedQueries, askedQueryOf, {}, { day: 1, folded: 1, outcome: 1 }),
  'frequent-query': ({ frequentQueries }) => each(frequentQueries, frequentQueryOf),
  visit: ({ visits }) =>
    each(
      visits,
      ({ day, itemId, kind, count }) => ({ day, itemId, kind, count }),
      {},
      { day: 1, itemId: 1, kind: 1 },
    ),
  rating: ({ ratings }) => each(ratings, ratingOf),
  notice: ({ notices }) => each(notices, (row) => row.notice),
  'security-event': ({ securityEvents }) => each(securityEvents, securityRowOf),
  law: ({ laws }) => each(laws, (row) => row.law),
  question: ({ questions }) => each(questions, (row) => row.question),
  subscriber: ({ subscribers }) => each(subscribers, (row) => row.subscriber),
  'unit-entry': unitEntryRecords,
  'desk-scan': ({ deskScans }) =>
    each(
      deskScans,
      ({ day, unitId, procedure, count }) => ({ day, unitId, procedure, count }),
      {},
      { day: 1, unitId: 1, procedure: 1 },
    ),
  report: reportRecords,
  target: ({ targets }) => each(targets, (row) => row.target),
  delivery: ({ deliveries }) => each(deliveries, (row) => row.delivery),
  'sent-item': ({ sentItems }) =>
    each(sentItems, (row) => row.sent, {}, { targetId: 1, itemId: 1 }),
  'shelf-link': ({ links }) => each(links, ({ _id }) => ({ address: _id }), { shelf: true }),
  'link-check': ({ links }) => each(links, checkOf, { state: { $ne: 'new' } }),
};

/** An item with its history and texts as they stood at one moment; nothing when it is gone. */
async function oneItem(connection: Connection, models: Models, id: string): Promise<ShelfRecord[]> {
  return inTransaction(connection, async (session): Promise<ShelfRecord[]> => {
    const found = await models.items.findById(id, { item: 1 }, { session }).lean();
    if (!found) return [];
    const item = storedItem(found.item as Item);
    const events = (
      await models.events.find({ itemId: id }, { event: 1 }, { session, sort: { _id: 1 } }).lean()
    ).map((row) => storedEvent(row.event));
    const records: ShelfRecord[] = [{ kind: 'item', value: { item, events } }];
    for (const attachment of item.attachments) {
      const text = await findText(models, attachment.id, session);
      if (text !== null) records.push({ kind: 'text', value: text });
    }
    return records;
  });
}

async function* itemRecords(
  connection: Connection,
  models: Models,
  after: string,
): AsyncIterable<ShelfRecord> {
  for await (const { _id } of models.items
    .find({ _id: { $gt: after } }, { _id: 1 }, { sort: { _id: 1 } })
    .lean()
    .cursor()) {
    const records = await oneItem(connection, models, _id);
    yield* records;
    for (const record of records)
      if (record.kind === 'item')
        for (const { id } of record.value.item.attachments)
          for await (const value of packedReadings(models, id))
            yield { kind: 'page-reading', value };
    const [kept, reports] = await inTransaction(
      connection,
      async (session) =>
        [
          await correctionRecords(models, _id, session),
          await textReportsOf(models, _id, session),
        ] as const,
    );
    for (const value of kept) yield { kind: 'page-correction', value };
    for (const value of reports) yield { kind: 'text-report', value };
  }
}

async function* allRecords(
  connection: Connection,
  models: Models,
  afterItem: string,
): AsyncIterable<ShelfRecord> {
  let head = NO_ROW;
  try {
    for (const kind of SHELF_RECORD_KINDS) {
      if (kind === 'item') yield* itemRecords(connection, models, afterItem);
      else if (!isOfItem(kind))
        for await (const value of READ[kind as KindAlone](models)) {
          const record = { kind, value } as ShelfRecord;
          if (record.kind === 'fact' && record.value.key === CHAIN_HEAD)
            head = headOf(record.value.value);
          // Rows that were added since the head was read are beyond it.
          if (record.kind !== 'security-event' || record.value.sequence <= head.sequence)
            yield record;
        }
    }
  } catch (error) {
    throw asAppError(error);
  }
}

/** Inserts or replaces by id. */
async function put<Row extends { readonly _id: string }>(
  model: Model<Row>,
  row: Row,
  session: ClientSession,
): Promise<void> {
  await model.replaceOne({ _id: row._id } as QueryFilter<Row>, row, {
    upsert: true,
    session,
    runValidators: true,
  });
}

/** Inserts a record of each kind or replaces the one of its key; inside a running transaction. */
const TAKE: {
  readonly [K in ShelfRecordKind]: (
    models: Models,
    value: ShelfValues[K],
    session: ClientSession,
  ) => Promise<void>;
} = {
  unit: ({ units }, unit, session) => put(units, { _id: unit.id, unit }, session),
  account: ({ accounts }, account, session) => put(accounts, accountRow(account), session),
  fact: ({ facts }, { key, value }, session) => put(facts, { _id: key, value }, session),
  collection: ({ collections }, collection, session) =>
    put(collections, collectionRow(storedCollection(collection)), session),
  kept: (models, { versions }, session) => replaceAuthority(models, versions, session),
  holding: putHolding,
  loan: putLoan,
  stocktake: (models, { stocktake, found }, session) =>
    putStocktake(models, stocktake, found, session),
  'empty-query': ({ emptyQueries }, query, session) =>
    put(emptyQueries, emptyQueryRow(query), session),
  'asked-query': ({ askedQueries }, query, session) =>
    put(askedQueries, askedQueryRow(query), session),
  'frequent-query': ({ frequentQueries }, query, session) =>
    put(frequentQueries, frequentQueryRow(query), session),
  visit: ({ visits }, visit, session) => put(visits, visitRow(visit), session),
  rating: ({ ratings }, rating, session) => put(ratings, ratingRow(rating), session),
  notice: (models, notice, session) => putNotices(models, [notice], session),
  'security-event': ({ securityEvents }, row, session) =>
    put(securityEvents, securityEventRow(row), session),
  law: ({ laws }, law, session) => put(laws, lawRow(law), session),
  item: (models, { item, events }, session) =>
    replaceItem(models, storedItem(item), events.map(storedEvent), session),
  text: writeText,
  'page-reading': putPackedReading,
  'page-correction': putCorrectionRecord,
  'text-report': putTextReport,
  question: putQuestion,
  subscriber: putSubscriber,
  'unit-entry': (models, { versions }, session) => replaceUnitEntry(models, versions, session),
  'desk-scan': ({ deskScans }, scan, session) => put(deskScans, deskScanRow(scan), session),
  report: putReportRecord,
  target: ({ targets }, target, session) => put(targets, targetRow(target), session),
  delivery: ({ deliveries }, delivery, session) => put(deliveries, deliveryRow(delivery), session),
  'sent-item': ({ sentItems }, sent, session) => put(sentItems, sentItemRow(sent), session),
  'shelf-link': (models, { address }, session) => addShelfLink(models, address, session),
  'link-check': putLinkCheck,
};

/** The table fits each kind to its value; TypeScript cannot follow that through a union. */
const take = (
  models: Models,
  { kind, value }: ShelfRecord,
  session: ClientSession,
): Promise<void> =>
  (TAKE[kind] as (models: Models, value: unknown, session: ClientSession) => Promise<void>)(
    models,
    value,
    session,
  );

/**
 * Backups and moves. `dump` gives each record, and each item with its texts, as it stood at one
 * moment, read in short transactions. It is an iterable and gives errors their place itself; both
 * methods ask the server even while the circuit leaves it alone.
 */
export const catalogKeeping = (connection: Connection, models: Models): ShelfCatalog => ({
  dump: (afterItem) => allRecords(connection, models, afterItem ?? ''),
  integrity: async () => {
    const faults: string[] = [];
    for (const { name } of await connection.db!.listCollections({}, { nameOnly: true }).toArray())
      try {
        const { valid, errors } = await connection.db!.command({ validate: name });
        if (valid === false)
          faults.push(`${name}: ${(errors as string[] | undefined)?.join('; ')}`);
      } catch (error) {
        // Not every account of the database may ask for that; a server that is gone is another thing.
        const told = asAppError(error);
        if (told instanceof AppError) throw told;
      }
    return faults;
  },
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
