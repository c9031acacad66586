import { setImmediate } from 'node:timers/promises';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import type { ItemCatalog, ItemList } from '#server/items/item-catalog.ts';
import {
  ITEM_STATES,
  newestKey,
  storedItem,
  type Item,
  identifierForms,
} from '#server/items/item.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { itemChanges } from './catalog-items-changes.ts';
import type { Database, SqlValue } from './database.ts';
import { documentOf, type DocRow } from './documents.ts';

export const itemOf = (row: DocRow): Item => storedItem(documentOf<Item>(row));

function findOne(db: Database, sql: string, ...values: readonly SqlValue[]): Item | null {
  const row = db.get<DocRow>(sql, ...values);
  return row === undefined ? null : itemOf(row);
}

/** The history of an item, oldest first. */
export const eventsOf = (db: Database, itemId: string): WorkflowEvent[] =>
  db
    .all<DocRow>('SELECT doc FROM event WHERE item_id = ? ORDER BY id', itemId)
    .map((row) => storedEvent(documentOf<WorkflowEvent>(row)));

/**
 * The newest items of some units: one seek for each unit and state. The planner would rather walk
 * everybody's newest and throw away what is of other units, which for a small unit is the whole
 * shelf.
 */
function listNewestOfUnits(
  db: Database,
  list: ItemList & { readonly unitId: string | readonly string[] },
): Page<Item> {
  const beyond =
    list.after === null ? null : (readCursor(list.after, ['string', 'string']) as [string, string]);
  const states = list.states.length > 0 ? list.states : ITEM_STATES;
  const seeks = [...new Set([list.unitId].flat())].flatMap((unit) =>
    states.flatMap((state) =>
      db.all<{ key: string; id: string }>(
        `SELECT newest_key AS key, id FROM item WHERE unit_id = ? AND state = ? ${beyond === null ? '' : 'AND (newest_key, id) < (?, ?)'} ORDER BY newest_key DESC, id DESC LIMIT ?`,
        unit,
        state,
        ...(beyond ?? []),
        list.limit + 1,
      ),
    ),
  );
  const found = seeks
    .toSorted((a, b) => (a.key === b.key ? (a.id < b.id ? 1 : -1) : a.key < b.key ? 1 : -1))
    .slice(0, list.limit + 1);
  const rows = found
    .slice(0, list.limit)
    .map(({ id }) => itemOf(db.get<DocRow>('SELECT doc FROM item WHERE id = ?', id)!));
  const last = found[list.limit - 1];
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.key, last.id]) : null,
  };
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
  const falling = list.order !== 'updated';
  const key = newest ? 'i.newest_key' : 'i.updated_at';
  const where: string[] = [];
  const values: SqlValue[] = [];
  if (list.states.length > 0) {
    // Where the order is not that of the index by state, the planner would sort the whole shelf for
    // each page: the plus keeps it to the index of the order.
    where.push(`${newest ? '' : '+'}i.state IN (${list.states.map(() => '?').join(', ')})`);
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
    where.push(`(${key}, i.id) ${falling ? '<' : '>'} (?, ?)`);
    values.push(at, id);
  }
  const direction = falling ? 'DESC' : 'ASC';
  const rows = db.all<DocRow>(
    `SELECT i.doc FROM item i ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY ${key} ${direction}, i.id ${direction} LIMIT ?`,
    ...values,
    list.limit + 1,
  );
  const items = rows.slice(0, list.limit).map(itemOf);
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

/**
 * Walks published items, newest first, and lets other requests run between pages. It is slow; it
 * runs only while the index cannot be asked.
 */
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

/**
 * Items are read here; `catalog-items-changes.ts` writes them, `catalog-items-texts.ts` keeps the
 * texts of their files.
 */
export function catalogItems(db: Database): ItemCatalog {
  const findItem = (id: string): Item | null =>
    findOne(db, 'SELECT doc FROM item WHERE id = ?', id);
  return {
    ...itemChanges(db),
    findItem: async (id) => findItem(id),
    findItems: async (ids) => ids.map(findItem).filter((item) => item !== null),
    findItemByIdentifier: async (identifier) => {
      for (const form of identifierForms(identifier)) {
        const item = findOne(db, 'SELECT doc FROM item WHERE identifier = ?', form);
        if (item !== null) return item;
      }
      return null;
    },
    findItemByOrigin: async (source, id) =>
      findOne(
        db,
        'SELECT i.doc FROM item_origin o JOIN item i ON i.id = o.item_id WHERE o.source = ? AND o.id = ?',
        source,
        id,
      ),
    findItemByAttachment: async (attachmentId) =>
      findOne(
        db,
        'SELECT i.doc FROM attachment a JOIN item i ON i.id = a.item_id WHERE a.id = ?',
        attachmentId,
      ),
    findItemsByFile: async (sha256) =>
      db
        .all<DocRow>(
          'SELECT DISTINCT i.id, i.doc FROM attachment a JOIN item i ON i.id = a.item_id WHERE a.sha256 = ? ORDER BY i.id',
          sha256,
        )
        .map(itemOf),
    listItems: async (list) => listItems(db, list),
    sumFileBytes: async (unitIds) =>
      db.get<{ bytes: number }>(
        'SELECT coalesce(sum(file_bytes), 0) AS bytes FROM item WHERE unit_id IN (SELECT value FROM json_each(?))',
        JSON.stringify(unitIds),
      )!.bytes,
    findTitles: (folded, limit) => findTitles(db, folded, limit),
    countItems: async (states) =>
      db.get<{ n: number }>(
        `SELECT count(*) AS n FROM item WHERE state IN (${states.map(() => '?').join(', ')})`,
        ...states,
      )?.n ?? 0,
    events: async (itemId) => eventsOf(db, itemId),
  };
}
