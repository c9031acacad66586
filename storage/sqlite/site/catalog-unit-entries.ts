import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import type { UnitValues } from '#server/ports.ts';
import type { UnitEntryCatalog, UnitEntryQuery } from '#server/site/unit-entry-catalog.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';
import { MOST_AUTHORITY_VERSIONS } from '#server/vocabulary/authority-list.ts';
import type { Database, SqlValue } from '../database.ts';
import { findDocument, listDocuments } from '../documents.ts';
import { bumpRevision } from '../revision.ts';

type List = keyof UnitValues & string;
type Entry<L extends List> = UnitEntry<L, UnitValues[L]>;

/** Days that are open stand before and after all others. */
const ALWAYS = ['0000-00-00', '9999-99-99'] as const;

/** Stores the entry as the newest of its versions; inside a running transaction. */
function putEntry(db: Database, entry: UnitEntry): void {
  const { list, id, slug, unitId, state, topic, sortKey, version } = entry;
  const [from, to] = [entry.from ?? ALWAYS[0], entry.to ?? ALWAYS[1]];
  const doc = JSON.stringify(entry);
  db.run(
    `INSERT OR REPLACE INTO unit_entry (list, id, slug, unit_id, state, topic, sort_key, shown_from, shown_to, version, doc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    list,
    id,
    slug,
    unitId,
    state,
    topic,
    sortKey,
    from,
    to,
    version,
    doc,
  );
  db.run(
    'INSERT OR REPLACE INTO unit_entry_version (list, id, version, doc) VALUES (?, ?, ?, ?)',
    list,
    id,
    version,
    doc,
  );
  db.run(
    'DELETE FROM unit_entry_version WHERE list = ? AND id = ? AND version <= ?',
    list,
    id,
    version - MOST_AUTHORITY_VERSIONS,
  );
}

/** Replaces an entry with all its versions, oldest first; inside a running transaction. */
export function replaceUnitEntry(db: Database, versions: readonly UnitEntry[]): void {
  const last = versions.at(-1);
  if (last === undefined) return;
  db.run('DELETE FROM unit_entry_version WHERE list = ? AND id = ?', last.list, last.id);
  for (const version of versions) putEntry(db, version);
}

const VERSIONS = 'SELECT doc FROM unit_entry_version WHERE list = ? AND id = ? ORDER BY version';

/** All of them with their versions, oldest first, as backups and moves carry them. */
export function* unitEntryRecords(db: Database): Iterable<{ readonly versions: UnitEntry[] }> {
  const rows = db.raw.prepare('SELECT list, id FROM unit_entry ORDER BY list, id').iterate();
  for (const row of rows) {
    const { list, id } = row as { list: string; id: string };
    yield { versions: listDocuments<UnitEntry>(db, VERSIONS, list, id) };
  }
}

function save<L extends List>(db: Database, entry: Entry<L>): Entry<L> {
  return db.transaction(() => {
    const { list, id, slug } = entry;
    const before = db.get<{ version: number; state: string }>(
      'SELECT version, state FROM unit_entry WHERE list = ? AND id = ?',
      list,
      id,
    );
    const stored = before?.version ?? 0;
    if (stored !== entry.version)
      throw new AppError('stale-version', { list, id, stored, given: entry.version });
    const other = db.get(
      'SELECT id FROM unit_entry WHERE list = ? AND slug = ? AND id <> ?',
      list,
      slug,
      id,
    );
    if (other !== undefined) throw new AppError('address-taken', { slug });
    const saved = { ...entry, version: stored + 1 };
    putEntry(db, saved);
    if (entry.state === 'published' || before?.state === 'published') bumpRevision(db);
    return saved;
  });
}

function listEntries<L extends List>(
  db: Database,
  list: L,
  { unitIds, states, topics, day, limit, after }: UnitEntryQuery,
): Page<Entry<L>> {
  const [where, values]: [string[], SqlValue[]] = [['list = ?'], [list]];
  const among = (column: string, some: readonly string[] | null): void => {
    if (some === null) return;
    where.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(some));
  };
  among('state', states);
  among('unit_id', unitIds);
  among('topic', topics);
  if (day !== null) {
    where.push('shown_from <= ? AND shown_to >= ?');
    values.push(day, day);
  }
  if (after !== null) {
    where.push('(sort_key, id) < (?, ?)');
    values.push(...(readCursor(after, ['string', 'string']) as string[]));
  }
  const found = listDocuments<Entry<L>>(
    db,
    `SELECT doc FROM unit_entry WHERE ${where.join(' AND ')} ORDER BY sort_key DESC, id DESC LIMIT ?`,
    ...values,
    limit + 1,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.sortKey, last.id]) : null };
}

/** What units write: news, the law of a week. */
export const catalogUnitEntries = (db: Database): UnitEntryCatalog<UnitValues> => ({
  saveUnitEntry: async (entry) => save(db, entry),
  findUnitEntry: async <L extends List>(list: L, id: string) =>
    findDocument<Entry<L>>(db, 'SELECT doc FROM unit_entry WHERE list = ? AND id = ?', list, id),
  findUnitEntryBySlug: async <L extends List>(list: L, slug: string) =>
    findDocument<Entry<L>>(
      db,
      'SELECT doc FROM unit_entry WHERE list = ? AND slug = ?',
      list,
      slug,
    ),
  listUnitEntries: async (list, query) => listEntries(db, list, query),
  unitEntryVersions: async <L extends List>(list: L, id: string) =>
    listDocuments<Entry<L>>(db, `${VERSIONS} DESC`, list, id),
});
