import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import type {
  AlikeText,
  CataloguingCatalog,
  NamedItems,
  NameList,
} from '#server/cataloguing/cataloguing-catalog.ts';
import { namesOf, namesSeenBy, type CountedName } from '#server/cataloguing/name-list.ts';
import type { UnsavedForm } from '#server/cataloguing/unsaved-form.ts';
import { bandsOf, shareOf, type Fingerprint } from '#server/items/fingerprint.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { Database, SqlValue } from './database.ts';
import { findDocument } from './documents.ts';

/** Replaces the names of an item, inside a running transaction. */
export function writeNames(db: Database, item: Item, existed: boolean): void {
  if (existed) db.run('DELETE FROM item_name WHERE item_id = ?', item.id);
  for (const { kind, key, value } of namesOf(item))
    db.run(
      'INSERT INTO item_name (kind, key, value, item_id, unit_id) VALUES (?, ?, ?, ?, ?)',
      kind,
      key,
      value,
      item.id,
      namesSeenBy(item),
    );
}

/** Names of published items and of items of these units; all for null. */
const ofUnits = (
  units: readonly string[] | null,
  table = 'item_name',
): readonly [string, SqlValue[]] =>
  units === null
    ? ['true', []]
    : [
        `${table}.unit_id IN (SELECT '' UNION ALL SELECT value FROM json_each(?))`,
        [JSON.stringify(units)],
      ];

function listNames(
  db: Database,
  { kind, search, units, variants, order, limit, after }: NameList,
): Page<CountedName> {
  const [seen, seeing] = ofUnits(units);
  const where = ['kind = ?', seen];
  const values: SqlValue[] = [kind, ...seeing];
  if (search !== '') {
    where.push(`instr(' ' || key, ?) > 0`);
    values.push(` ${search}`);
  }
  if (variants) {
    where.push(
      `key IN (SELECT key FROM item_name WHERE kind = ? AND ${seen} GROUP BY key HAVING min(value) <> max(value))`,
    );
    values.push(kind, ...seeing);
  }
  if (after !== null) {
    where.push('(key, value) > (?, ?)');
    values.push(...(readCursor(after, ['string', 'string']) as [string, string]));
  }
  const found = db.all<CountedName>(
    `SELECT value, key, count(*) AS items FROM item_name WHERE ${where.join(' AND ')} GROUP BY kind, key, value ORDER BY ${order === 'key' ? 'key, value' : 'items DESC, key, value'} LIMIT ?`,
    ...values,
    limit + 1,
  );
  const rows = found.slice(0, limit).map((row) => ({ ...row }));
  const last = rows.at(-1);
  return {
    rows,
    next:
      order === 'key' && found.length > limit && last ? writeCursor([last.key, last.value]) : null,
  };
}

function itemsNamed(
  db: Database,
  { kind, key, values, units, limit, after }: NamedItems,
): Page<Item> {
  const [seen, seeing] = ofUnits(units, 'n');
  const written = values === null ? '' : 'AND n.value IN (SELECT value FROM json_each(?))';
  const found = db.all<{ doc: string }>(
    `SELECT DISTINCT i.id, i.doc FROM item_name n JOIN item i ON i.id = n.item_id WHERE n.kind = ? AND n.key = ? ${written} AND ${seen} AND n.item_id > ? ORDER BY n.item_id LIMIT ?`,
    kind,
    key,
    ...(values === null ? [] : [JSON.stringify(values)]),
    ...seeing,
    after === null ? '' : (readCursor(after, ['string']) as [string])[0],
    limit + 1,
  );
  const rows = found.slice(0, limit).map(({ doc }) => storedItem(JSON.parse(doc) as Item));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.id]) : null };
}

/** Thousands of texts may share boilerplate: those that agree in most bands are compared. */
const MOST_LOOKED_AT = 500;

const bytesOf = (fingerprint: Fingerprint): Uint8Array =>
  new Uint8Array(Uint32Array.from(fingerprint).buffer);
const fingerprintFrom = (bytes: Uint8Array): Fingerprint => [
  ...new Uint32Array(bytes.slice().buffer),
];

function findFingerprint(db: Database, attachmentId: string): Fingerprint | null {
  const row = db.get<{ print: Uint8Array }>(
    'SELECT print FROM text_print WHERE attachment_id = ?',
    attachmentId,
  );
  return row === undefined ? null : fingerprintFrom(row.print);
}

/** The field of the text's record; no field where there is none. */
export function fingerprintIn(db: Database, attachmentId: string): Pick<AttachmentText, 'print'> {
  const fingerprint = findFingerprint(db, attachmentId);
  return fingerprint === null ? {} : { print: fingerprint };
}

/** Deletes a fingerprint, inside a running transaction. */
export function deleteFingerprint(db: Database, attachmentId: string): void {
  const fingerprint = findFingerprint(db, attachmentId);
  if (fingerprint === null) return;
  for (const band of bandsOf(fingerprint))
    db.run('DELETE FROM text_band WHERE band = ? AND attachment_id = ?', band, attachmentId);
  db.run('DELETE FROM text_print WHERE attachment_id = ?', attachmentId);
}

/** Adds a fingerprint where there is none, inside a running transaction. */
export function writeFingerprint(
  db: Database,
  attachmentId: string,
  fingerprint: Fingerprint,
): void {
  db.run(
    'INSERT INTO text_print (attachment_id, print) VALUES (?, ?)',
    attachmentId,
    bytesOf(fingerprint),
  );
  for (const band of bandsOf(fingerprint))
    db.run('INSERT INTO text_band (band, attachment_id) VALUES (?, ?)', band, attachmentId);
}

function findAlike(
  db: Database,
  fingerprint: Fingerprint,
  { least, limit }: { least: number; limit: number },
): AlikeText[] {
  const rows = db.all<{ attachmentId: string; itemId: string; print: Uint8Array }>(
    `WITH near AS (SELECT attachment_id, count(*) AS n FROM text_band WHERE band IN (SELECT value FROM json_each(?)) GROUP BY attachment_id ORDER BY n DESC, attachment_id LIMIT ?)
     SELECT a.id AS attachmentId, a.item_id AS itemId, p.print FROM near JOIN text_print p ON p.attachment_id = near.attachment_id JOIN attachment a ON a.id = near.attachment_id`,
    JSON.stringify(bandsOf(fingerprint)),
    MOST_LOOKED_AT,
  );
  return rows
    .map(({ attachmentId, itemId, print: other }) => ({
      itemId,
      attachmentId,
      share: shareOf(fingerprint, fingerprintFrom(other)),
    }))
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share || (a.attachmentId < b.attachmentId ? -1 : 1))
    .slice(0, limit);
}

/** Fingerprints of texts, by which texts that are alike are found. */
const likeness = (
  db: Database,
): Pick<CataloguingCatalog, 'findFingerprint' | 'saveFingerprint' | 'findAlike'> => ({
  findFingerprint: async (attachmentId) => findFingerprint(db, attachmentId),
  saveFingerprint: async (attachmentId, fingerprint) => {
    db.transaction(() => {
      deleteFingerprint(db, attachmentId);
      writeFingerprint(db, attachmentId, fingerprint);
    });
  },
  findAlike: async (fingerprint, list) => findAlike(db, fingerprint, list),
});

/** Forms that are being typed. */
const unsavedForms = (
  db: Database,
): Pick<
  CataloguingCatalog,
  'saveUnsaved' | 'findUnsaved' | 'deleteUnsaved' | 'deleteUnsavedBefore'
> => ({
  saveUnsaved: async (form, most) => {
    db.transaction(() => {
      db.run(
        'INSERT OR REPLACE INTO unsaved_form (account_id, item_id, at, doc) VALUES (?, ?, ?, ?)',
        form.accountId,
        form.itemId,
        form.at,
        JSON.stringify(form),
      );
      db.run(
        'DELETE FROM unsaved_form WHERE account_id = ?1 AND item_id IN (SELECT item_id FROM unsaved_form WHERE account_id = ?1 ORDER BY at DESC, item_id DESC LIMIT -1 OFFSET ?2)',
        form.accountId,
        most,
      );
    });
  },
  findUnsaved: async (accountId, itemId) =>
    findDocument<UnsavedForm>(
      db,
      'SELECT doc FROM unsaved_form WHERE account_id = ? AND item_id = ?',
      accountId,
      itemId,
    ),
  deleteUnsaved: async (accountId, itemId) => {
    db.run('DELETE FROM unsaved_form WHERE account_id = ? AND item_id = ?', accountId, itemId);
  },
  deleteUnsavedBefore: async (at) => {
    db.run('DELETE FROM unsaved_form WHERE at < ?', at);
  },
});

export const catalogCataloguing = (db: Database): CataloguingCatalog => ({
  listNames: async (list) => listNames(db, list),
  itemsNamed: async (list) => itemsNamed(db, list),
  ...likeness(db),
  ...unsavedForms(db),
});
