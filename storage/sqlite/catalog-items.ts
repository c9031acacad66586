import { setImmediate } from 'node:timers/promises';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { newestKey, stageOf, storedItem, type Item } from '#server/items/item.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Catalog, ItemChange, ItemList } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import type { Database, SqlValue } from './database.ts';
import { writeLaws } from './catalog-laws.ts';
import { writeLinks } from './catalog-links.ts';
import { writeNames } from './catalog-names.ts';
import { putNotice } from './catalog-notices.ts';
import { listNewestOfUnits } from './catalog-waiting.ts';
import { writeText } from './catalog-texts.ts';
import { insertJobs } from './queue.ts';

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

interface DocRow {
  doc: string;
}

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;

const itemOf = (row: DocRow | undefined): Item | null =>
  row === undefined ? null : storedItem(JSON.parse(row.doc) as Item);

/** Writes one change inside a running transaction. Throws `stale-version` and `duplicate-identifier`. */
export function writeChange(
  db: Database,
  { item, event, texts, jobs, notices = [] }: ItemChange,
): Item {
  const before = db.get<{ version: number; state: string }>(
    'SELECT version, state FROM item WHERE id = ?',
    item.id,
  );
  if ((before?.version ?? 0) !== item.version)
    throw new AppError('stale-version', {
      itemId: item.id,
      stored: before?.version ?? 0,
      given: item.version,
    });
  if (item.identifier !== null) {
    const other = db.get<{ id: string }>(
      'SELECT id FROM item WHERE identifier = ? AND id <> ?',
      item.identifier,
      item.id,
    );
    if (other)
      throw new AppError('duplicate-identifier', { identifier: item.identifier, itemId: other.id });
  }
  const saved: Item = { ...item, version: item.version + 1 };
  writeItem(db, saved, before !== undefined);
  for (const text of texts) writeText(db, text);
  if (event !== null)
    db.run(
      'INSERT INTO event (id, item_id, doc) VALUES (?, ?, ?)',
      event.id,
      item.id,
      JSON.stringify(event),
    );
  for (const notice of notices) putNotice(db, notice);
  insertJobs(db, jobs, saved.updatedAt);
  if (saved.state === 'published' || before?.state === 'published') db.run(BUMP);
  return saved;
}

/** The record with everything that is looked up by it, inside a running transaction. */
function writeItem(db: Database, item: Item, existed: boolean): void {
  db.run(
    `INSERT INTO item (id, identifier, state, unit_id, version, newest_key, updated_at, stage, since, holder, genre, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET identifier = excluded.identifier, state = excluded.state, unit_id = excluded.unit_id, version = excluded.version,
      newest_key = excluded.newest_key, updated_at = excluded.updated_at, stage = excluded.stage, since = excluded.since, holder = excluded.holder, genre = excluded.genre, doc = excluded.doc`,
    item.id,
    item.identifier,
    item.state,
    item.unitId,
    item.version,
    newestKey(item),
    item.updatedAt,
    stageOf(item),
    item.work.since,
    item.work.holder?.id ?? '',
    item.genre,
    JSON.stringify(item),
  );
  writeReferences(db, item, existed);
  writeLaws(db, item, existed);
  writeLinks(db, item, existed);
  writeNames(db, item, existed);
}

/** Puts an item as it is, with its whole history, in the place of the one of its id; inside a running transaction. */
export function replaceItem(db: Database, item: Item, events: readonly WorkflowEvent[]): void {
  db.run('DELETE FROM event WHERE item_id = ?', item.id);
  writeItem(db, item, true);
  for (const event of events)
    db.run(
      'INSERT INTO event (id, item_id, doc) VALUES (?, ?, ?)',
      event.id,
      event.itemId,
      JSON.stringify(event),
    );
}

function writeReferences(db: Database, item: Item, existed: boolean): void {
  if (existed) {
    db.run('DELETE FROM attachment WHERE item_id = ?', item.id);
    db.run('DELETE FROM law_ref WHERE item_id = ?', item.id);
  }
  for (const a of item.attachments)
    db.run(
      'INSERT INTO attachment (id, item_id, sha256) VALUES (?, ?, ?)',
      a.id,
      item.id,
      a.sha256,
    );
  for (const key of new Set(item.lawRefs.map((r) => lawNumberKey(r.number)))) {
    db.run(
      'INSERT INTO law_ref (law_key, newest_key, item_id) VALUES (?, ?, ?)',
      key,
      newestKey(item),
      item.id,
    );
  }
}

function listItems(db: Database, list: ItemList): Page<Item> {
  const { unitId } = list;
  if (
    unitId !== null &&
    list.order === 'newest' &&
    list.lawKey === null &&
    list.updatedSince === null
  )
    return listNewestOfUnits(db, { ...list, unitId });
  const newest = list.order === 'newest';
  const key = newest ? 'i.newest_key' : 'i.updated_at';
  const where: string[] = [];
  const values: SqlValue[] = [];
  if (list.states.length > 0) {
    where.push(`i.state IN (${list.states.map(() => '?').join(', ')})`);
    values.push(...list.states);
  }
  if (list.unitId !== null) {
    where.push('i.unit_id IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify([list.unitId].flat()));
  }
  if (list.lawKey !== null) {
    where.push('i.id IN (SELECT item_id FROM law_ref WHERE law_key = ?)');
    values.push(list.lawKey);
  }
  if (list.updatedSince !== null) {
    where.push('i.updated_at >= ?');
    values.push(list.updatedSince);
  }
  if (list.after !== null) {
    const [at, id] = readCursor(list.after, ['string', 'string']) as [string, string];
    where.push(`(${key}, i.id) ${newest ? '<' : '>'} (?, ?)`);
    values.push(at, id);
  }
  const direction = newest ? 'DESC' : 'ASC';
  const rows = db.all<DocRow>(
    `SELECT i.doc FROM item i ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY ${key} ${direction}, i.id ${direction} LIMIT ?`,
    ...values,
    list.limit + 1,
  );
  const items = rows.slice(0, list.limit).map((row) => itemOf(row)!);
  const last = items.at(-1);
  return {
    rows: items,
    next:
      rows.length > list.limit && last
        ? writeCursor([newest ? newestKey(last) : last.updatedAt, last.id])
        : null,
  };
}

const TITLES_AT_ONCE = 500;

/** Walks published items, newest first, without holding others up; every fallback is slow, this one is never asked while the index answers. */
async function findTitles(db: Database, folded: readonly string[], limit: number): Promise<Item[]> {
  const found: Item[] = [];
  let after: string | null = null;
  if (folded.length === 0) return found;
  do {
    const page = listItems(db, {
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: TITLES_AT_ONCE,
      after,
    });
    found.push(...page.rows.filter((item) => holdsAll(item.title, folded)));
    after = page.next;
    await setImmediate();
  } while (after !== null && found.length < limit);
  return found.slice(0, limit);
}

function holdsAll(title: string, folded: readonly string[]): boolean {
  const held = new Set(foldedWords(title));
  return folded.every((word) => held.has(word));
}

export function catalogItems(db: Database): ItemMethods {
  const findItem = (id: string): Item | null =>
    itemOf(db.get<DocRow>('SELECT doc FROM item WHERE id = ?', id));
  return {
    findItem: async (id) => findItem(id),
    findItems: async (ids) => ids.map(findItem).filter((item) => item !== null),
    findItemByIdentifier: async (identifier) =>
      itemOf(db.get<DocRow>('SELECT doc FROM item WHERE identifier = ?', identifier)),
    findItemByAttachment: async (attachmentId) =>
      itemOf(
        db.get<DocRow>(
          'SELECT i.doc FROM attachment a JOIN item i ON i.id = a.item_id WHERE a.id = ?',
          attachmentId,
        ),
      ),
    findItemsByFile: async (sha256) =>
      db
        .all<DocRow>(
          'SELECT DISTINCT i.id, i.doc FROM attachment a JOIN item i ON i.id = a.item_id WHERE a.sha256 = ? ORDER BY i.id',
          sha256,
        )
        .map((row) => itemOf(row)!),
    saveItem: async (change) => db.transaction(() => writeChange(db, change)),
    saveItems: async (changes) =>
      db.transaction(() => changes.map((change) => writeChange(db, change))),
    listItems: async (list) => listItems(db, list),
    findTitles: (folded, limit) => findTitles(db, folded, limit),
    countItems: async (states) =>
      db.get<{ n: number }>(
        `SELECT count(*) AS n FROM item WHERE state IN (${states.map(() => '?').join(', ')})`,
        ...states,
      )?.n ?? 0,
    events: async (itemId) =>
      db
        .all<DocRow>('SELECT doc FROM event WHERE item_id = ? ORDER BY id', itemId)
        .map((row) => storedEvent(JSON.parse(row.doc) as WorkflowEvent)),
    addEvent: async (event, notices = []) =>
      db.transaction(() => {
        db.run(
          'INSERT INTO event (id, item_id, doc) VALUES (?, ?, ?)',
          event.id,
          event.itemId,
          JSON.stringify(event),
        );
        for (const notice of notices) putNotice(db, notice);
      }),
    publicRevision: async () =>
      db.get<{ value: number }>(`SELECT value FROM counter WHERE name = 'public-revision'`)
        ?.value ?? 0,
    bumpPublicRevision: async () => {
      db.run(BUMP);
    },
  };
}
