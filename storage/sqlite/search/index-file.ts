import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namesOfSchema } from '../catalog-guard.ts';
import { Database, isDamage, isMisfit } from '../database.ts';
import { isWhole } from './index-faults.ts';
import { SEARCH_STEPS } from './search-schema.ts';

/** The log and the shared memory belong to the file that bears the name. */
const ENDINGS = ['', '-wal', '-shm'] as const;
/** Damaged files that are kept for whoever wants to know what happened. */
const KEPT = 3;

export const removeIndexFiles = (path: string): void => {
  for (const ending of ENDINGS) rmSync(`${path}${ending}`, { force: true });
};

export const fileNumber = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.ino;

/** Renames the index; only the newest few such files stay. */
export function setAside(path: string, now: Date): void {
  const mark = `${basename(path)}.hong-`;
  const day = now.toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  for (const ending of ENDINGS)
    if (existsSync(`${path}${ending}`))
      renameSync(`${path}${ending}`, `${path}.hong-${day}${ending}`);
  const folder = dirname(path);
  const old = readdirSync(folder).filter(
    (name) => name.startsWith(mark) && !/-(?:wal|shm)$/u.test(name),
  );
  for (const name of old.toSorted().slice(0, -KEPT)) removeIndexFiles(join(folder, name));
}

/** Brings the file into the present form; false when it cannot be an index of this program. */
function isUsable(path: string, names: ReadonlySet<string>): boolean {
  // Opening a file that was emptied would wait for those who have it open.
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) return false;
  try {
    const db = new Database(path);
    try {
      const { user_version: version } = db.get<{ user_version: number }>('PRAGMA user_version')!;
      // One of a newer program can be made again from the catalogue; its own would not be read.
      if (version > SEARCH_STEPS.length) return false;
      db.migrate(SEARCH_STEPS);
      const there = new Set(
        db.all<{ name: string }>('SELECT name FROM sqlite_schema').map((row) => row.name),
      );
      return [...names].every((name) => there.has(name));
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error) || isMisfit(error)) return false;
    throw error;
  }
}

/**
 * While no other process does the same: leaves an index of this program's form under the name: what cannot be one is set aside. A new one
 * is whole only where nothing is published yet. Gives whether a file was set aside.
 */
export function prepareIndex(path: string, mustHoldItems: () => boolean): boolean {
  const names = namesOfSchema(SEARCH_STEPS);
  const usable = isUsable(path, names);
  if (!usable) {
    setAside(path, new Date());
    isUsable(path, names);
  }
  const db = new Database(path);
  try {
    if (!isWhole(db) && !mustHoldItems())
      db.run(
        `INSERT INTO state (key, value) VALUES ('whole', 1) ON CONFLICT (key) DO UPDATE SET value = 1`,
      );
  } finally {
    db.close();
  }
  return !usable;
}
