import type { VisitCount } from '#server/figures/visit.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Holding, Loan, Stocktake } from '#server/holdings/holding.ts';
import { storedItem } from '#server/items/item.ts';
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
import type { LawRecord } from '#server/laws/law-record.ts';
import type { Account } from '#server/people/account.ts';
import type { Unit } from '#server/people/unit.ts';
import { storedCollection } from '#server/site/collection.ts';
import { deskScanRecords, putDeskScan } from './desk/catalog-desk.ts';
import { putDelivery, putSentItem, putTarget } from './exchange/catalog-delivery.ts';
import { putSecurityRow, securityRowOf } from './audit/catalog-audit.ts';
import { putFact } from './catalog-base.ts';
import { putRating, putVisitCount, ratingOf } from './catalog-figures-readers.ts';
import { foundIn, putHolding, putLoan, putStocktake } from './catalog-holdings.ts';
import {
  correctionRecords,
  putCorrectionRecord,
  putTextReport,
  textReportsOf,
} from './correction/catalog-correction.ts';
import { replaceItem } from './catalog-items-changes.ts';
import { packedReadings, putPackedReading } from './ingest/catalog-recognition.ts';
import { findText, writeText } from './catalog-items-texts.ts';
import { eventsOf, itemOf } from './catalog-items.ts';
import { putLaw } from './catalog-laws.ts';
import { addShelfLink, checkOf, putLinkCheck, SHELF } from './catalog-links.ts';
import { putAccount, putUnit } from './catalog-people.ts';
import { replaceUnitEntry, unitEntryRecords } from './site/catalog-unit-entries.ts';
import { putQuestion, questionRecords } from './questions/catalog-questions.ts';
import { putSubscriber, subscriberRecords } from './subscriptions/catalog-subscriptions.ts';
import { putReportRecord, reportRecords } from './reports/catalog-reports.ts';
import {
  askedQueryOf,
  emptyQueryOf,
  frequentQueryOf,
  putAskedQuery,
  putEmptyQuery,
  putFrequentQuery,
} from './catalog-search.ts';
import { collectionOf, putCollection } from './catalog-site.ts';
import { replaceAuthority, versionsOf } from './catalog-vocabulary.ts';
import { noticeOf, putNotice } from './catalog-workflow.ts';
import { Database, type SqlValue } from './database.ts';
import { documentOf, type DocRow } from './documents.ts';
import { bumpRevision } from './revision.ts';

/** More than these say nothing new. */
const MOST_FAULTS = 20;

/** Reads one row at a time: a whole shelf does not fit into memory. */
function* each<Row, Value>(
  db: Database,
  valueOf: (row: Row) => Value,
  sql: string,
  ...values: readonly SqlValue[]
): Iterable<Value> {
  for (const row of db.raw.prepare(sql).iterate(...values)) yield valueOf(row as unknown as Row);
}

/** Kinds that are read by themselves; `itemRecords` gives items and what is of them. */
type KindAlone = Exclude<ShelfRecordKind, 'item' | KindOfItem>;

/** Reads the records of each kind, ordered by key. */
const READ: { readonly [K in KindAlone]: (db: Database) => Iterable<ShelfValues[K]> } = {
  unit: (db) => each(db, documentOf<Unit>, 'SELECT doc FROM unit ORDER BY id'),
  account: (db) => each(db, documentOf<Account>, 'SELECT doc FROM account ORDER BY id'),
  fact: (db) =>
    each(
      db,
      ({ key, value }: ShelfValues['fact']) => ({ key, value }),
      'SELECT key, value FROM fact ORDER BY key',
    ),
  collection: (db) => each(db, collectionOf, 'SELECT doc FROM collection ORDER BY slug'),
  kept: (db) =>
    each(
      db,
      ({ list, id }: { list: string; id: string }) => ({ versions: versionsOf(db, list, id) }),
      'SELECT list, id FROM kept ORDER BY list, id',
    ),
  holding: (db) => each(db, documentOf<Holding>, 'SELECT doc FROM holding ORDER BY id'),
  loan: (db) => each(db, documentOf<Loan>, 'SELECT doc FROM loan ORDER BY id'),
  stocktake: (db) =>
    each(
      db,
      (row: DocRow & { readonly id: string }) => ({
        stocktake: documentOf<Stocktake>(row),
        found: foundIn(db, row.id),
      }),
      'SELECT id, doc FROM stocktake ORDER BY id',
    ),
  'empty-query': (db) => each(db, emptyQueryOf, 'SELECT * FROM empty_query ORDER BY folded'),
  'asked-query': (db) =>
    each(db, askedQueryOf, 'SELECT * FROM asked_query ORDER BY day, folded, outcome'),
  'frequent-query': (db) => each(db, frequentQueryOf, 'SELECT * FROM frequent_query ORDER BY key'),
  visit: (db) =>
    each(
      db,
      (row: VisitCount) => ({ ...row }),
      'SELECT day, item_id AS itemId, kind, count FROM visit ORDER BY day, item_id, kind',
    ),
  rating: (db) => each(db, ratingOf, 'SELECT * FROM rating ORDER BY id'),
  notice: (db) => each(db, noticeOf, 'SELECT read_at, doc FROM notice ORDER BY id'),
  'security-event': (db) =>
    each(db, securityRowOf, 'SELECT content, previous, hash FROM security_event ORDER BY sequence'),
  law: (db) => each(db, documentOf<LawRecord>, 'SELECT doc FROM law ORDER BY key'),
  question: questionRecords,
  subscriber: subscriberRecords,
  'unit-entry': unitEntryRecords,
  'desk-scan': deskScanRecords,
  report: reportRecords,
  target: (db) => each(db, documentOf<Target>, 'SELECT doc FROM target ORDER BY id'),
  delivery: (db) => each(db, documentOf<Delivery>, 'SELECT doc FROM delivery ORDER BY id'),
  'sent-item': (db) =>
    each(db, documentOf<SentItem>, 'SELECT doc FROM sent_item ORDER BY target_id, item_id'),
  'shelf-link': (db) =>
    each(
      db,
      ({ address }: ShelfValues['shelf-link']) => ({ address }),
      'SELECT address FROM item_link WHERE item_id = ? ORDER BY address',
      SHELF,
    ),
  'link-check': (db) =>
    each(db, checkOf, `SELECT * FROM link_check WHERE state <> 'new' ORDER BY address`),
};

/** Each item with its history, followed by the texts of its files and what was read of pages. */
function* itemRecords(db: Database, after: string): Iterable<ShelfRecord> {
  for (const item of each(db, itemOf, 'SELECT doc FROM item WHERE id > ? ORDER BY id', after)) {
    yield { kind: 'item', value: { item, events: eventsOf(db, item.id) } };
    for (const { id } of item.attachments) {
      const text = findText(db, id);
      if (text !== null) yield { kind: 'text', value: text };
    }
    for (const { id } of item.attachments)
      for (const value of packedReadings(db, id)) yield { kind: 'page-reading', value };
    for (const value of correctionRecords(db, item.id)) yield { kind: 'page-correction', value };
    for (const value of textReportsOf(db, item.id)) yield { kind: 'text-report', value };
  }
}

function* allRecords(db: Database, afterItem: string): Iterable<ShelfRecord> {
  for (const kind of SHELF_RECORD_KINDS) {
    if (kind === 'item') yield* itemRecords(db, afterItem);
    else if (!isOfItem(kind))
      for (const value of READ[kind as KindAlone](db)) yield { kind, value } as ShelfRecord;
  }
}

/** Inserts a record of each kind or replaces the one of its key; inside a running transaction. */
const TAKE: {
  readonly [K in ShelfRecordKind]: (db: Database, value: ShelfValues[K]) => void;
} = {
  unit: putUnit,
  account: putAccount,
  fact: putFact,
  collection: (db, collection) => putCollection(db, storedCollection(collection)),
  kept: (db, { versions }) => replaceAuthority(db, versions),
  holding: putHolding,
  loan: putLoan,
  stocktake: (db, { stocktake, found }) => putStocktake(db, stocktake, found),
  'empty-query': putEmptyQuery,
  'asked-query': putAskedQuery,
  'frequent-query': putFrequentQuery,
  visit: putVisitCount,
  rating: putRating,
  notice: putNotice,
  'security-event': putSecurityRow,
  law: putLaw,
  item: (db, { item, events }) => replaceItem(db, storedItem(item), events.map(storedEvent)),
  text: writeText,
  'page-reading': putPackedReading,
  'page-correction': putCorrectionRecord,
  'text-report': putTextReport,
  question: putQuestion,
  subscriber: putSubscriber,
  'unit-entry': (db, { versions }) => replaceUnitEntry(db, versions),
  'desk-scan': putDeskScan,
  report: putReportRecord,
  target: putTarget,
  delivery: putDelivery,
  'sent-item': putSentItem,
  'shelf-link': (db, { address }) => addShelfLink(db, address),
  'link-check': putLinkCheck,
};

/** The table fits each kind to its value; TypeScript cannot follow that through a union. */
const take = (db: Database, { kind, value }: ShelfRecord): void =>
  (TAKE[kind] as (db: Database, value: unknown) => void)(db, value);

/**
 * Backups and moves. `dump` reads on a connection of its own inside one transaction: the shelf as
 * it stood at one moment, while it goes on being written.
 */
export const catalogKeeping = (db: Database, path: string): ShelfCatalog => ({
  async *dump(afterItem) {
    const snapshot = new Database(path, { readOnly: true });
    try {
      snapshot.raw.exec('BEGIN');
      yield* allRecords(snapshot, afterItem ?? '');
    } finally {
      snapshot.close();
    }
  },
  integrity: async () => {
    const snapshot = new Database(path, { readOnly: true });
    try {
      return snapshot
        .all<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST_FAULTS})`)
        .map((row) => row.integrity_check)
        .filter((told) => told !== 'ok');
    } finally {
      snapshot.close();
    }
  },
  load: async (records) => {
    db.transaction(() => {
      for (const record of records) take(db, record);
      bumpRevision(db);
    });
  },
});
