import { AppError } from '#server/base/errors.ts';
import { KEPT_VERSIONS, type KeptEntry, type KeptList } from '#server/vocabulary/authority-list.ts';
import type { Catalog } from '#server/ports.ts';
import type { Database } from './database.ts';

type KeptMethods = Pick<
  Catalog,
  'listKept' | 'findKept' | 'saveKept' | 'deleteKept' | 'keptVersions'
>;

interface DocRow {
  doc: string;
}

const BUMP = `UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`;
const entryOf = <L extends KeptList>({ doc }: DocRow): KeptEntry<L> =>
  JSON.parse(doc) as KeptEntry<L>;

/** The entry as it is, the newest of its versions; inside a running transaction. */
function putKept(db: Database, entry: KeptEntry): void {
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
    entry.version - KEPT_VERSIONS,
  );
}

function removeKept(db: Database, list: KeptList, id: string): void {
  db.run('DELETE FROM kept WHERE list = ? AND id = ?', list, id);
  db.run('DELETE FROM kept_version WHERE list = ? AND id = ?', list, id);
}

/** Takes an entry with its versions in, in the place of what stood there; inside a running transaction. */
export function replaceKept(db: Database, versions: readonly KeptEntry[]): void {
  const last = versions.at(-1);
  if (last === undefined) return;
  removeKept(db, last.list, last.id);
  for (const version of versions) putKept(db, version);
}

function saveKept<L extends KeptList>(db: Database, entry: KeptEntry<L>): KeptEntry<L> {
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
    putKept(db, saved);
    db.run(BUMP);
    return saved;
  });
}

/** Lists that officials keep. */
export const catalogKept = (db: Database): KeptMethods => ({
  listKept: async <L extends KeptList>(list: L) =>
    db
      .all<DocRow>('SELECT doc FROM kept WHERE list = ? ORDER BY rank, id', list)
      .map((row) => entryOf<L>(row)),
  findKept: async <L extends KeptList>(list: L, id: string) => {
    const row = db.get<DocRow>('SELECT doc FROM kept WHERE list = ? AND id = ?', list, id);
    return row ? entryOf<L>(row) : null;
  },
  saveKept: async (entry) => saveKept(db, entry),
  deleteKept: async (list, id) => {
    db.transaction(() => {
      removeKept(db, list, id);
      db.run(BUMP);
    });
  },
  keptVersions: async <L extends KeptList>(list: L, id: string) =>
    db
      .all<DocRow>(
        'SELECT doc FROM kept_version WHERE list = ? AND id = ? ORDER BY version DESC',
        list,
        id,
      )
      .map((row) => entryOf<L>(row)),
});
