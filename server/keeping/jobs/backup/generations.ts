import { readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import { MANIFEST_FORM, type ShelfManifest } from '../../shelf-manifest.ts';

export const MANIFEST = 'manifest.json';
export const RECORDS = 'records.ndjson';
export const FILE_LIST = 'files.txt';
/** What is being written, and what is about to go; nobody reads there. */
export const INCOMING = 'incoming';
const GENERATION = /^\d{4}-\d\d-\d\dT\d{6}Z(?:-\d+)?$/u;
const SHA256 = /^[0-9a-f]{64}$/u;

/** What a backup says of itself. */
export interface BackupManifest extends ShelfManifest {
  /** Null for backups made before there were generations: the folder is the backup. */
  readonly backup: {
    /** Later ones have larger numbers, whatever the clock said. */
    readonly number: number;
    readonly at: string;
    /** Folder of the files, beside the generation. */
    readonly files: string;
    /** Public keys it is encrypted for. */
    readonly recipients: readonly string[];
    /** Bytes that the shelf itself had lost. */
    readonly missing: readonly string[];
  } | null;
}

export interface Generation {
  /** Where its records and its manifest are. */
  readonly path: string;
  /** Where its files are, by name. */
  readonly files: string;
  readonly manifest: BackupManifest;
}

/** Where a file lies below the folder of files. */
export const pathOfFile = (files: string, sha256: string, ending: string): string =>
  join(files, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}${ending}`);

/** Null when there is no manifest. Throws `backup-broken` and `backup-newer`. */
export async function readGeneration(path: string): Promise<Generation | null> {
  const text = await readFile(join(path, MANIFEST), 'utf8').catch(() => null);
  if (text === null) return null;
  let manifest: BackupManifest;
  try {
    manifest = { backup: null, ...(JSON.parse(text) as Partial<BackupManifest>) } as BackupManifest;
  } catch (cause) {
    throw new AppError('backup-broken', { path, why: 'manifest' }, { cause });
  }
  if (typeof manifest.form === 'number' && manifest.form > MANIFEST_FORM)
    throw new AppError('backup-newer', { path, form: manifest.form });
  if (manifest.form !== MANIFEST_FORM) throw new AppError('backup-broken', { path });
  const files =
    manifest.backup === null ? join(path, 'files') : join(dirname(path), manifest.backup.files);
  return { path, files, manifest };
}

const numberOf = ({ manifest }: Generation): number => manifest.backup?.number ?? 0;

/** Every whole backup in the folder, oldest first; one that cannot be read is left out. */
export async function listGenerations(folder: string): Promise<Generation[]> {
  const names = await readdir(folder).catch(() => []);
  const read = await Promise.all(
    [
      folder,
      ...names.filter((name) => GENERATION.test(name)).map((name) => join(folder, name)),
    ].map((path) => readGeneration(path).catch(() => null)),
  );
  return read.filter((one) => one !== null).toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** The name of a new one; the clock may have stood here before. */
export function nameOfGeneration(now: string, taken: readonly string[]): string {
  const name = now.replace(/\.\d+/u, '').replace(/:/gu, '');
  for (let n = 1; ; n++) {
    const one = n === 1 ? name : `${name}-${n}`;
    if (!taken.includes(one)) return one;
  }
}

/** The names of a generation's files with their sizes; null for the oldest kind, which has no list. */
export async function readFileList(
  generation: Generation,
): Promise<ReadonlyMap<string, number> | null> {
  if (generation.manifest.backup === null) return null;
  const text = await readFile(join(generation.path, FILE_LIST), 'utf8').catch((cause: unknown) => {
    throw new AppError('backup-broken', { path: generation.path, why: FILE_LIST }, { cause });
  });
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, 64), Number(line.slice(65))]),
  );
}

/** Out of sight at once, whole or gone: a removal that is killed leaves no half generation. */
async function removeGeneration(folder: string, { path, manifest }: Generation): Promise<void> {
  if (manifest.backup === null) {
    for (const name of [MANIFEST, RECORDS]) await rm(join(path, name), { force: true });
    return;
  }
  const aside = join(folder, INCOMING, `cu-${manifest.backup.number}`);
  await rename(path, aside);
  await rm(aside, { recursive: true, force: true });
}

/** Removes the files that none of these generations names. */
async function sweepFiles(folder: string, generations: readonly Generation[]): Promise<void> {
  const named = new Map<string, Set<string>>();
  for (const one of generations) {
    const list = await readFileList(one);
    // What the oldest kind of backup names is not known without reading all its records.
    if (list === null) return;
    const names = named.get(one.files) ?? new Set<string>();
    for (const name of list.keys()) names.add(name);
    named.set(one.files, names);
  }
  const stores = (await readdir(folder)).filter((name) => /^files(?:-[0-9a-f]{8})?$/u.test(name));
  for (const store of stores) await sweepStore(join(folder, store), named.get(join(folder, store)));
}

async function sweepStore(files: string, named: ReadonlySet<string> | undefined): Promise<void> {
  for (const first of await readdir(files)) {
    for (const second of await readdir(join(files, first))) {
      const folder = join(files, first, second);
      for (const name of await readdir(folder)) {
        const sha256 = name.slice(0, 64);
        if (SHA256.test(sha256) && named?.has(sha256) !== true) await rm(join(folder, name));
      }
      // Only empty ones go.
      await rmdir(folder).catch(() => undefined);
    }
    await rmdir(join(files, first)).catch(() => undefined);
  }
  await rmdir(files).catch(() => undefined);
}

/** Keeps the newest `keep` generations, and the files that they name. */
export async function prune(folder: string, keep: number): Promise<void> {
  const all = await listGenerations(folder);
  for (const old of all.slice(0, -keep)) await removeGeneration(folder, old);
  await sweepFiles(folder, all.slice(-keep));
}
