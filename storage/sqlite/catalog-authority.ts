import { AppError } from '#server/base/errors.ts';
import {
  MOST_AUTHORITY_VERSIONS,
  type AuthorityEntry,
  type AuthorityList,
} from '#server/vocabulary/authority-list.ts';
import type { Catalog } from '#server/ports.ts';
import type { Database } from './database.ts';

type AuthorityMethods = Pick<
  Catalog,
  'listAuthority' | 'findAuthority' | 'saveAuthority' | 'deleteAuthority' | 'authorityVersions'
>;

interface DocRow {
  doc: string;
}

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;
const entryOf = <L extends AuthorityList>({ doc }: DocRow): AuthorityEntry<L> =>
  JSON.parse(doc) as AuthorityEntry<L>;

/** The entry as it is, the newest of its versions; inside a running transaction. */
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

function removeAuthority(db: Database, list: AuthorityList, id: string): void {
  db.run('DELETE FROM kept WHERE list = ? AND id = ?', list, id);
  db.run('DELETE FROM kept_version WHERE list = ? AND id = ?', list, id);
}

/** Takes an entry with its versions in, in the place of what stood there; inside a running transaction. */
export function replaceAuthority(db: Database, versions: readonly AuthorityEntry[]): void {
  const last = versions.at(-1);
  if (last === undefined) return;
  removeAuthority(db, last.list, last.id);
  for (const version of versions) putAuthority(db, version);
}

function saveAuthority<L extends AuthorityList>(
  db: Database,
  entry: AuthorityEntry<L>,
): AuthorityEntry<L> {
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
    db.run(BUMP);
    return saved;
  });
}

/** Lists that officials keep. */
export const catalogAuthority = (db: Database): AuthorityMethods => ({
  listAuthority: async <L extends AuthorityList>(list: L) =>
    db
      .all<DocRow>('SELECT doc FROM kept WHERE list = ? ORDER BY rank, id', list)
      .map((row) => entryOf<L>(row)),
  findAuthority: async <L extends AuthorityList>(list: L, id: string) => {
    const row = db.get<DocRow>('SELECT doc FROM kept WHERE list = ? AND id = ?', list, id);
    return row ? entryOf<L>(row) : null;
  },
  saveAuthority: async (entry) => saveAuthority(db, entry),
  deleteAuthority: async (list, id) => {
    db.transaction(() => {
      removeAuthority(db, list, id);
      db.run(BUMP);
    });
  },
  authorityVersions: async <L extends AuthorityList>(list: L, id: string) =>
    db
      .all<DocRow>(
        'SELECT doc FROM kept_version WHERE list = ? AND id = ? ORDER BY version DESC',
        list,
        id,
      )
      .map((row) => entryOf<L>(row)),
});
