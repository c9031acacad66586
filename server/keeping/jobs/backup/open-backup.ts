import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { ShelfSource } from '../../actions/move-shelf.ts';
import { filesOf } from '../../shelf-manifest.ts';
import { isOfItem, type ShelfRecord } from '../../shelf-record.ts';
import {
  listGenerations,
  pathOfFile,
  readFileList,
  readGeneration,
  RECORDS,
  type Generation,
} from './generations.ts';
import { unsealWith, type Unseal } from './seal.ts';

const NAME = /^[0-9a-f]{64}$/u;

export interface OpenedBackup extends ShelfSource {
  readonly generation: Generation;
}

/** The generation itself, or the newest one of a folder of backups. Throws `backup-broken`. */
async function findGeneration(path: string): Promise<Generation> {
  const newest = (await listGenerations(path)).at(-1);
  const found = newest ?? (await readGeneration(path));
  if (found === null) throw new AppError('backup-broken', { path, why: 'no manifest' });
  return found;
}

/** Lines end with LF only: `readline` would also cut at U+2028, which texts may hold. */
async function* readRecords(unseal: Unseal, path: string): AsyncIterable<ShelfRecord> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of unseal.read(path)) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(first);
    for (const next of rest) {
      yield JSON.parse(begun.join('')) as ShelfRecord;
      begun = [next];
    }
  }
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Opens a backup after seeing that its records are the ones it was made with. `path`: a folder of
 * backups, whose newest is taken, or one generation in it; `identity`: the file with the private
 * key of an encrypted one. Throws `backup-broken`, `backup-newer`, `backup-locked`.
 */
export async function openBackup(
  path: string,
  identity: string | null = null,
): Promise<OpenedBackup> {
  const generation = await findGeneration(path);
  const { manifest, files } = generation;
  const ending = (manifest.backup?.recipients.length ?? 0) > 0 ? '.age' : '';
  const unseal = await unsealWith(ending !== '', identity);
  const records = join(generation.path, `${RECORDS}${ending}`);
  const found = await hashOf(unseal.read(records)).catch((cause: unknown) => {
    if (cause instanceof AppError && cause.code === 'backup-locked') throw cause;
    throw new AppError('backup-broken', { path, why: 'no records' }, { cause });
  });
  if (found !== manifest.records.sha256)
    throw new AppError('backup-broken', { path, why: 'records' });
  const sizes = await readFileList(generation);
  return {
    generation,
    name: `backup:${manifest.records.sha256}`,
    async *records(afterItem) {
      let held = afterItem !== null;
      for await (const record of readRecords(unseal, records)) {
        if (record.kind === 'item') held = afterItem !== null && record.value.item.id <= afterItem;
        if (!held || (record.kind !== 'item' && !isOfItem(record.kind))) yield record;
      }
    },
    stat: async (sha256) => {
      if (!NAME.test(sha256)) return null;
      const facts = await stat(pathOfFile(files, sha256, ending)).catch(() => null);
      if (facts === null) return null;
      if (sizes === null) return { bytes: facts.size };
      const bytes = sizes.get(sha256);
      return bytes === undefined ? null : { bytes };
    },
    read: (sha256) => unseal.read(pathOfFile(files, sha256, ending)),
  };
}

export interface BackupFaults {
  /** Names of files whose bytes are not there, though the backup says they are. */
  readonly missing: readonly string[];
  /** Whose bytes are not those of their name. */
  readonly damaged: readonly string[];
  /** What records name and the shelf had lost already when the backup was made. */
  readonly lostBefore: readonly string[];
}

/**
 * Reads a whole backup as a restore would: every record, every byte. Throws as `openBackup`, and
 * `backup-broken` when its list of files is not the one it was made with.
 */
export async function verifyBackup(backup: OpenedBackup): Promise<BackupFaults> {
  const { generation } = backup;
  const list = await readFileList(generation);
  const names = list === null ? null : [...list.keys()];
  const digest = createHash('sha256')
    .update((names ?? []).join('\n'))
    .digest('hex');
  if (names !== null && digest !== generation.manifest.files.sha256)
    throw new AppError('backup-broken', { path: generation.path, why: 'files' });
  const named = new Set<string>();
  for await (const record of backup.records(null))
    for (const one of filesOf(record)) named.add(one);
  const lostBefore = names === null ? [] : [...named].filter((one) => !list!.has(one));
  const [missing, damaged]: [string[], string[]] = [[], []];
  for (const sha256 of names ?? named) {
    if ((await backup.stat(sha256)) === null) missing.push(sha256);
    else if ((await hashOf(backup.read(sha256)).catch(() => '')) !== sha256) damaged.push(sha256);
  }
  return { missing, damaged, lostBefore };
}
