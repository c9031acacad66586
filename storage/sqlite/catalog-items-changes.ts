import { fileBytes, filesFound } from '#server/items/file-bytes.ts';
import { AppError } from '#server/base/errors.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { ItemCatalog, ItemChange } from '#server/items/item-catalog.ts';
import { newestKey, stageOf, type Item, identifierForms } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { writeNames } from './catalog-cataloguing.ts';
import { dropCorrectionsOfGone } from './correction/catalog-correction.ts';
import { dropReadingsOfGone } from './ingest/catalog-recognition.ts';
import { writeText } from './catalog-items-texts.ts';
import { writeLaws } from './catalog-laws.ts';
import { writeLinks } from './catalog-links.ts';
import { putNotice } from './catalog-workflow.ts';
import type { Database } from './database.ts';
import { insertJobs } from './queue.ts';
import { bumpRevision } from './revision.ts';

/** One that the item had before stays its own, whoever else has it in other letters. */
function refuseTakenIdentifier(
  db: Database,
  { id, identifier }: Item,
  before: string | null,
): void {
  if (identifier === null || identifier === before) return;
  for (const form of identifierForms(identifier)) {
    const other = db.get<{ id: string }>(
      'SELECT id FROM item WHERE identifier = ? AND id <> ?',
      form,
      id,
    );
    if (other) throw new AppError('duplicate-identifier', { identifier, itemId: other.id });
  }
}

/** Reserves where an item came from. Throws `duplicate-identifier` when another came from there. */
function writeOrigin(db: Database, { id, origin }: Item): void {
  if (!origin) return;
  db.run(
    'INSERT INTO item_origin (source, id, item_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    origin.source,
    origin.id,
    id,
  );
  const holder = db.get<{ item_id: string }>(
    'SELECT item_id FROM item_origin WHERE source = ? AND id = ?',
    origin.source,
    origin.id,
  )!.item_id;
  if (holder !== id)
    throw new AppError('duplicate-identifier', { origin: origin.id, itemId: holder });
}

const putEvent = (db: Database, event: WorkflowEvent): void => {
  db.run(
    'INSERT INTO event (id, item_id, doc) VALUES (?, ?, ?)',
    event.id,
    event.itemId,
    JSON.stringify(event),
  );
};

/**
 * Writes one change inside a running transaction. Throws `stale-version` and
 * `duplicate-identifier`.
 */
function writeChange(db: Database, { item, event, texts, jobs, notices = [] }: ItemChange): Item {
  const before = db.get<{ version: number; state: string; identifier: string | null }>(
    'SELECT version, state, identifier FROM item WHERE id = ?',
    item.id,
  );
  if ((before?.version ?? 0) !== item.version)
    throw new AppError('stale-version', {
      itemId: item.id,
      stored: before?.version ?? 0,
      given: item.version,
    });
  refuseTakenIdentifier(db, item, before?.identifier ?? null);
  const saved: Item = { ...item, version: item.version + 1 };
  writeItem(db, saved, before !== undefined);
  for (const text of texts) writeText(db, text);
  if (event !== null) putEvent(db, event);
  for (const notice of notices) putNotice(db, notice);
  insertJobs(db, jobs, saved.updatedAt);
  if (saved.state === 'published' || before?.state === 'published') bumpRevision(db);
  return saved;
}

function writeReferences(db: Database, item: Item, existed: boolean): void {
  if (existed) {
    dropReadingsOfGone(db, item);
    dropCorrectionsOfGone(db, item);
    db.run('DELETE FROM attachment WHERE item_id = ?', item.id);
    db.run('DELETE FROM law_ref WHERE item_id = ?', item.id);
  }
  for (const a of filesFound(item))
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

/** Writes the record and every row by which it is found; inside a running transaction. */
function writeItem(db: Database, item: Item, existed: boolean): void {
  db.run(
    `INSERT INTO item (id, identifier, state, unit_id, version, newest_key, updated_at, stage, since, holder, genre, file_bytes, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET identifier = excluded.identifier, state = excluded.state, unit_id = excluded.unit_id, version = excluded.version,
      newest_key = excluded.newest_key, updated_at = excluded.updated_at, stage = excluded.stage, since = excluded.since, holder = excluded.holder, genre = excluded.genre, file_bytes = excluded.file_bytes, doc = excluded.doc`,
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
    fileBytes(item),
    JSON.stringify(item),
  );
  writeReferences(db, item, existed);
  writeOrigin(db, item);
  writeLaws(db, item, existed);
  writeLinks(db, item, existed);
  writeNames(db, item, existed);
}

/** Replaces the item of this id, with its whole history; inside a running transaction. */
export function replaceItem(db: Database, item: Item, events: readonly WorkflowEvent[]): void {
  db.run('DELETE FROM event WHERE item_id = ?', item.id);
  writeItem(db, item, true);
  for (const event of events) putEvent(db, event);
}

/** A save writes the item together with every row by which it is found. */
export const itemChanges = (
  db: Database,
): Pick<ItemCatalog, 'saveItem' | 'saveItems' | 'addEvent'> => ({
  saveItem: async (change) => db.transaction(() => writeChange(db, change)),
  saveItems: async (changes) =>
    db.transaction(() => changes.map((change) => writeChange(db, change))),
  addEvent: async (event, notices = []) =>
    db.transaction(() => {
      putEvent(db, event);
      for (const notice of notices) putNotice(db, notice);
    }),
});
