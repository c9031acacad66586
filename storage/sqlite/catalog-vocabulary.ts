import { AppError } from '#server/base/errors.ts';
import type { AuthorityList, AuthorityValues, ListEntry } from '#server/ports.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { MOST_AUTHORITY_VERSIONS, type AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { Database } from './database.ts';
import { findDocument, listDocuments } from './documents.ts';
import { bumpRevision } from './revision.ts';

/** Stores the entry as the newest of its versions; inside a running transaction. */
function putAuthority(db: Database, entry: AuthorityEntry): void {
  db.run(
    'INSERT OR REPLACE INTO kept (list, id, rank, version, doc) VALUES (?, ?, ?, ?, ?)',
    entry.list,
    entry.id,
    entry.rank,
    entry.version,
    JSON.stringify(entry),
  );
  db.run(
    'INSERT OR REPLACE INTO kept_version (list, id, version, doc) VALUES (?, ?, ?, ?)',
    entry.list,
    entry.id,
    entry.version,
    JSON.stringify(entry),
  );
  db.run(
    'DELETE FROM kept_version WHERE list = ? AND id = ? AND version <= ?',
    entry.list,
    entry.id,
    entry.version - MOST_AUTHORITY_VERSIONS,
  );
}

function removeAuthority(db: Database, list: string, id: string): void {
  db.run('DELETE FROM kept WHERE list = ? AND id = ?', list, id);
  db.run('DELETE FROM kept_version WHERE list = ? AND id = ?', list, id);
}

/** Every version of one entry, oldest first. */
export const versionsOf = (db: Database, list: string, id: string): AuthorityEntry[] =>
  listDocuments<AuthorityEntry>(
    db,
    'SELECT doc FROM kept_version WHERE list = ? AND id = ? ORDER BY version',
    list,
    id,
  );

/** Replaces an entry with all its versions; inside a running transaction. */
export function replaceAuthority(db: Database, versions: readonly AuthorityEntry[]): void {
  const last = versions.at(-1);
  if (last === undefined) return;
  removeAuthority(db, last.list, last.id);
  for (const version of versions) putAuthority(db, version);
}

function saveAuthority<L extends AuthorityList>(db: Database, entry: ListEntry<L>): ListEntry<L> {
  return db.transaction(() => {
    const stored =
      db.get<{ version: number }>(
        'SELECT version FROM kept WHERE list = ? AND id = ?',
        entry.list,
        entry.id,
      )?.version ?? 0;
    if (stored !== entry.version)
      throw new AppError('stale-version', {
        list: entry.list,
        id: entry.id,
        stored,
        given: entry.version,
      });
    const saved = { ...entry, version: stored + 1 };
    putAuthority(db, saved);
    bumpRevision(db);
    return saved;
  });
}

/**
 * Lists that officials keep; the tables `kept` and `kept_version` have the names of the first
 * release.
 */
export const catalogVocabulary = (db: Database): AuthorityCatalog<AuthorityValues> => ({
  listAuthority: async <L extends AuthorityList>(list: L) =>
    listDocuments<ListEntry<L>>(db, 'SELECT doc FROM kept WHERE list = ? ORDER BY rank, id', list),
  findAuthority: async <L extends AuthorityList>(list: L, id: string) =>
    findDocument<ListEntry<L>>(db, 'SELECT doc FROM kept WHERE list = ? AND id = ?', list, id),
  saveAuthority: async (entry) => saveAuthority(db, entry),
  deleteAuthority: async (list, id) => {
    db.transaction(() => {
      removeAuthority(db, list, id);
      bumpRevision(db);
    });
  },
  authorityVersions: async <L extends AuthorityList>(list: L, id: string) =>
    listDocuments<ListEntry<L>>(
      db,
      'SELECT doc FROM kept_version WHERE list = ? AND id = ? ORDER BY version DESC',
      list,
      id,
    ),
});
