import type { Account } from '#server/people/account.ts';
import { storedCollection, type Collection } from '#server/site/collection.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Holding, Loan, Stocktake } from '#server/holdings/holding.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { LawRecord } from '#server/laws/law-record.ts';
import type { AttachmentText, Catalog } from '#server/ports.ts';
import type { Rating } from '#server/figures/rating.ts';
import type { ShelfRecord } from '#server/keeping/shelf-record.ts';
import type { Unit } from '#server/people/unit.ts';
import type { VisitCount } from '#server/figures/visit.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { foundIn, putHolding, putLoan, putStocktake } from './catalog-holdings.ts';
import { replaceItem } from './catalog-items.ts';
import { replaceAuthority } from './catalog-authority.ts';
import { putLaw } from './catalog-laws.ts';
import { noticeOf, putNotice, type NoticeRow } from './catalog-notices.ts';
import { SHELF, checkOf, type LinkRow } from './catalog-links.ts';
import { fingerprintIn } from './catalog-fingerprints.ts';
import {
  passageOf,
  sectionOf,
  writeText,
  type PassageRow,
  type SectionRow,
} from './catalog-texts.ts';
import { Database } from './database.ts';

type DumpMethods = Pick<Catalog, 'dump' | 'load'>;
interface DocRow {
  doc: string;
}

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;

function* rows<Row>(db: Database, sql: string, ...values: string[]): Iterable<Row> {
  for (const row of db.raw.prepare(sql).iterate(...values)) yield row as unknown as Row;
}

function textOf(db: Database, attachmentId: string): AttachmentText {
  return {
    attachmentId,
    passages: db
      .all<PassageRow>(
        'SELECT * FROM passage WHERE attachment_id = ? ORDER BY ordinal',
        attachmentId,
      )
      .map(passageOf),
    sections: db
      .all<SectionRow>(
        'SELECT * FROM section WHERE attachment_id = ? ORDER BY number',
        attachmentId,
      )
      .map(sectionOf),
    resources: db
      .all<{ name: string; media_type: string; sha256: string; bytes: number }>(
        'SELECT * FROM resource WHERE attachment_id = ? ORDER BY name',
        attachmentId,
      )
      .map((r) => ({
        attachmentId,
        name: r.name,
        mediaType: r.media_type,
        sha256: r.sha256,
        bytes: r.bytes,
      })),
    outline: JSON.parse(
      db.get<DocRow>('SELECT doc FROM outline WHERE attachment_id = ?', attachmentId)?.doc ?? '[]',
    ) as OutlineEntry[],
    ...fingerprintIn(db, attachmentId),
  };
}

const isEmpty = (text: AttachmentText): boolean =>
  text.passages.length + text.sections.length + text.resources.length + text.outline.length === 0;

function* holdingRecords(db: Database): Iterable<ShelfRecord> {
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM holding ORDER BY id'))
    yield { kind: 'holding', value: JSON.parse(doc) as Holding };
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM loan ORDER BY id'))
    yield { kind: 'loan', value: JSON.parse(doc) as Loan };
  for (const { id, doc } of rows<DocRow & { id: string }>(
    db,
    'SELECT id, doc FROM stocktake ORDER BY id',
  ))
    yield {
      kind: 'stocktake',
      value: { stocktake: JSON.parse(doc) as Stocktake, found: foundIn(db, id) },
    };
}

function* smallRecords(db: Database): Iterable<ShelfRecord> {
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM unit ORDER BY id'))
    yield { kind: 'unit', value: JSON.parse(doc) as Unit };
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM account ORDER BY id'))
    yield { kind: 'account', value: JSON.parse(doc) as Account };
  for (const { key, value } of rows<{ key: string; value: string }>(
    db,
    'SELECT key, value FROM fact ORDER BY key',
  ))
    yield { kind: 'fact', value: { key, value } };
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM collection ORDER BY slug'))
    yield { kind: 'collection', value: storedCollection(JSON.parse(doc) as Collection) };
  for (const { list, id } of rows<{ list: string; id: string }>(
    db,
    'SELECT list, id FROM kept ORDER BY list, id',
  )) {
    yield {
      kind: 'kept',
      value: {
        versions: db
          .all<DocRow>(
            'SELECT doc FROM kept_version WHERE list = ? AND id = ? ORDER BY version',
            list,
            id,
          )
          .map(({ doc }) => JSON.parse(doc) as AuthorityEntry),
      },
    };
  }
  yield* holdingRecords(db);
  for (const q of rows<{ folded: string; count: number; last_at: string }>(
    db,
    'SELECT * FROM empty_query ORDER BY folded',
  )) {
    yield { kind: 'empty-query', value: { folded: q.folded, count: q.count, lastAt: q.last_at } };
  }
  for (const v of rows<VisitCount>(
    db,
    'SELECT day, item_id AS itemId, kind, count FROM visit ORDER BY day, item_id, kind',
  ))
    yield { kind: 'visit', value: { ...v } };
  for (const r of rows<Rating>(
    db,
    'SELECT id, item_id AS itemId, day, answer, comment FROM rating ORDER BY id',
  ))
    yield { kind: 'rating', value: { ...r } };
  for (const row of rows<NoticeRow>(db, 'SELECT read_at, doc FROM notice ORDER BY id'))
    yield { kind: 'notice', value: noticeOf(row) };
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM law ORDER BY key'))
    yield { kind: 'law', value: JSON.parse(doc) as LawRecord };
}

function* itemRecords(db: Database, after: string): Iterable<ShelfRecord> {
  for (const { doc } of rows<DocRow>(db, 'SELECT doc FROM item WHERE id > ? ORDER BY id', after)) {
    const item = storedItem(JSON.parse(doc) as Item);
    const events = db
      .all<DocRow>('SELECT doc FROM event WHERE item_id = ? ORDER BY id', item.id)
      .map((row) => storedEvent(JSON.parse(row.doc) as WorkflowEvent));
    yield { kind: 'item', value: { item, events } };
    for (const { id } of item.attachments) {
      const text = textOf(db, id);
      if (!isEmpty(text)) yield { kind: 'text', value: text };
    }
  }
}

function* linkRecords(db: Database): Iterable<ShelfRecord> {
  for (const { address } of rows<{ address: string }>(
    db,
    'SELECT address FROM item_link WHERE item_id = ? ORDER BY address',
    SHELF,
  ))
    yield { kind: 'shelf-link', value: { address } };
  for (const row of rows<LinkRow>(
    db,
    `SELECT * FROM link_check WHERE state <> 'new' ORDER BY address`,
  ))
    yield { kind: 'link-check', value: checkOf(row) };
}

function take(db: Database, { kind, value }: ShelfRecord): void {
  switch (kind) {
    case 'unit':
      db.run(
        'INSERT OR REPLACE INTO unit (id, doc) VALUES (?, ?)',
        value.id,
        JSON.stringify(value),
      );
      break;
    case 'account':
      db.run(
        'INSERT OR REPLACE INTO account (id, username, doc) VALUES (?, ?, ?)',
        value.id,
        value.username.toLowerCase(),
        JSON.stringify(value),
      );
      break;
    case 'fact':
      db.run('INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)', value.key, value.value);
      break;
    case 'collection':
      db.run(
        'INSERT OR REPLACE INTO collection (slug, rank, doc) VALUES (?, ?, ?)',
        value.slug,
        value.rank,
        JSON.stringify(storedCollection(value)),
      );
      break;
    case 'kept':
      replaceAuthority(db, value.versions);
      break;
    case 'holding':
      putHolding(db, value);
      break;
    case 'loan':
      putLoan(db, value);
      break;
    case 'stocktake':
      putStocktake(db, value.stocktake, value.found);
      break;
    case 'empty-query':
      db.run(
        'INSERT OR REPLACE INTO empty_query (folded, count, last_at) VALUES (?, ?, ?)',
        value.folded,
        value.count,
        value.lastAt,
      );
      break;
    case 'visit':
      db.run(
        'INSERT OR REPLACE INTO visit (item_id, day, kind, count) VALUES (?, ?, ?, ?)',
        value.itemId,
        value.day,
        value.kind,
        value.count,
      );
      break;
    case 'rating':
      db.run(
        'INSERT OR REPLACE INTO rating (id, item_id, day, answer, comment) VALUES (?, ?, ?, ?, ?)',
        value.id,
        value.itemId,
        value.day,
        value.answer,
        value.comment,
      );
      break;
    case 'notice':
      putNotice(db, value);
      break;
    case 'law':
      putLaw(db, value);
      break;
    case 'item':
      replaceItem(db, storedItem(value.item), value.events.map(storedEvent));
      break;
    case 'text':
      writeText(db, value);
      break;
    case 'shelf-link':
      db.run(
        'INSERT OR IGNORE INTO item_link (address, item_id) VALUES (?, ?)',
        value.address,
        SHELF,
      );
      db.run('INSERT OR IGNORE INTO link_check (address) VALUES (?)', value.address);
      break;
    case 'link-check':
      db.run(
        'UPDATE link_check SET checked_at = ?, state = ?, status = ?, fault = ?, failures = ?, failing_since = ?, next_at = ? WHERE address = ?',
        value.checkedAt,
        value.state,
        value.status,
        value.fault,
        value.failures,
        value.failingSince,
        value.nextAt,
        value.address,
      );
  }
}

/** Reads on a connection of its own inside one transaction: the shelf as it stood at one moment, while it goes on being written. */
export const catalogDump = (db: Database, path: string): DumpMethods => ({
  async *dump(afterItem) {
    const snapshot = new Database(path, { readOnly: true });
    try {
      snapshot.raw.exec('BEGIN');
      yield* smallRecords(snapshot);
      yield* itemRecords(snapshot, afterItem ?? '');
      yield* linkRecords(snapshot);
    } finally {
      snapshot.close();
    }
  },
  load: async (records) => {
    db.transaction(() => {
      for (const record of records) take(db, record);
      db.run(BUMP);
    });
  },
});
