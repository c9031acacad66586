import { setTimeout } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import { COPY_PROGRESS } from '#server/keeping/shelf-manifest.ts';
import { CATALOG_STEPS } from './catalog-schema.ts';
import { Database, isDamage } from './database.ts';

/** Looking a file of this size through takes a tenth of a second; larger ones `check` looks through. */
const LOOKED_THROUGH_BYTES = 128 * 1024 ** 2;

const sizeOf = async (path: string): Promise<number> =>
  (await stat(path).catch(() => null))?.size ?? 0;

const namesIn = (path: string): Promise<string[]> => readdir(path).catch(() => []);

async function holdsFiles(folder: string): Promise<boolean> {
  const files = join(folder, 'files');
  for (const first of (await namesIn(files)).filter((name) => /^[0-9a-f]{2}$/u.test(name)))
    for (const second of await namesIn(join(files, first)))
      if ((await namesIn(join(files, first, second))).length > 0) return true;
  return false;
}

/** Names of the tables and indexes that these steps of the schema make. */
export function namesOfSchema(steps: readonly string[]): ReadonlySet<string> {
  const made = new Database(':memory:');
  try {
    made.migrate(steps);
    return new Set(made.all<{ name: string }>('SELECT name FROM sqlite_schema').map((r) => r.name));
  } finally {
    made.close();
  }
}

/** `begun` has its tables and nobody and nothing in them, as a shelf before its first administrator. */
type Contents = 'none' | 'begun' | 'some';

/** Throws what stands against writing to this catalogue. */
function contentsOf(db: Database, bytes: number): Contents {
  const version = db.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
  if (version > CATALOG_STEPS.length) throw new AppError('storage-newer', { version });
  if (version === 0) return 'none';
  const there = new Set(
    db.all<{ name: string }>('SELECT name FROM sqlite_schema').map((row) => row.name),
  );
  const missing = [...namesOfSchema(CATALOG_STEPS.slice(0, version))].filter((n) => !there.has(n));
  if (missing.length > 0) throw new AppError('storage-damaged', { missing });
  if (
    bytes <= LOOKED_THROUGH_BYTES &&
    db.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check !== 'ok'
  )
    throw new AppError('storage-damaged');
  const row = db.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM item)
     OR EXISTS (SELECT 1 FROM fact WHERE key = ?)`,
    COPY_PROGRESS,
  );
  return row === undefined ? 'begun' : 'some';
}

async function lookAt(path: string): Promise<Contents> {
  const bytes = await sizeOf(path);
  if (bytes + (await sizeOf(`${path}-wal`)) === 0 || !existsSync(path)) return 'none';
  const db = new Database(path, { readOnly: true });
  try {
    return contentsOf(db, bytes);
  } catch (error) {
    throw isDamage(error) ? new AppError('storage-damaged', {}, { cause: error }) : error;
  } finally {
    db.close();
  }
}

const MOST_LOOKS = 6;
const LOOK_AGAIN_MS = 100;

/**
 * Looks at the folder before anything is written: a catalogue of a newer program, a damaged one,
 * and one that is gone or empty beside what it named are refused. `filesAlone`: a restored
 * catalogue may come to files that have lost theirs.
 */
export async function guardCatalog(folder: string, filesAlone: boolean): Promise<void> {
  const path = join(folder, 'catalog.db');
  if ((await lookAt(path)) === 'some' || filesAlone) return;
  // The index is only ever made after the catalogue, maybe by another process this moment.
  const hadIndex = (await sizeOf(join(folder, 'search.db'))) > 0;
  const hasFiles = await holdsFiles(folder);
  if (!hadIndex && !hasFiles) return;
  for (let looks = 1; ; looks++) {
    const contents = await lookAt(path);
    if (contents !== 'none' && !(contents === 'begun' && hasFiles)) return;
    if (looks === MOST_LOOKS) throw new AppError('catalog-gone');
    // Another process may have put a new shelf's first file and not yet said what it is of.
    await setTimeout(LOOK_AGAIN_MS);
  }
}

/**
 * Nobody else on the machine reads the shelf, not even what an older program wrote. Where the
 * folder is somebody else's, its owner decides.
 */
export async function closeToOthers(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  for (const name of (await namesIn(folder)).filter((n) => /\.db(?:-wal|-shm)?$/u.test(n)))
    await chmod(join(folder, name), 0o600).catch(() => undefined);
}
