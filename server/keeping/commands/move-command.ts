import { resolve } from 'node:path';
import {
  moveShelf,
  storageSource,
  type MoveResult,
  type ShelfSource,
} from '../actions/move-shelf.ts';
import type { Storage } from '#server/ports.ts';
import type { ShelfManifest } from '../shelf-manifest.ts';
import { openBackup, writeBackup } from '../jobs/backup-folder.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';

const EVERY = 500;

/** A line on standard error now and then, where somebody watches. */
const counter =
  (what: string) =>
  (n: number): void => {
    if (process.stderr.isTTY && n % EVERY === 0) process.stderr.write(`\r${what}: ${n}`);
  };

const told = ({ records, files }: ShelfManifest): string =>
  `${records.kinds.item ?? 0} tài liệu, ${records.count} bản ghi (SHA-256 ${records.sha256.slice(0, 16)}…), ${files.count} tệp, ${files.bytes} byte`;

/** Bytes that are gone in the source are gone in the copy; everything else is there. */
function report(what: string, manifest: ShelfManifest, missing: readonly string[]): number {
  console.log(`${what}: ${told(manifest)}`);
  for (const sha256 of missing) console.error(`  thiếu tệp ${sha256}`);
  return missing.length === 0 ? 0 : 3;
}

export async function backup(storage: Storage, folder: string): Promise<number> {
  const { manifest, missing } = await writeBackup(
    storageSource('', storage),
    resolve(folder),
    counter('bản ghi'),
  );
  return report('đã sao lưu', manifest, missing);
}

async function moveInto(source: ShelfSource, storage: Storage, what: string): Promise<number> {
  const { manifest, missing }: MoveResult = await moveShelf(source, storage, counter('tài liệu'));
  await rebuildIndex({
    catalog: storage.catalog,
    search: storage.search,
    queue: storage.queue,
    now: () => new Date().toISOString(),
  });
  return report(what, manifest, missing);
}

export const restore = async (storage: Storage, folder: string): Promise<number> =>
  moveInto(await openBackup(resolve(folder)), storage, 'đã khôi phục');

/**
 * Between two storages of either form; `name` tells the source from others when an interrupted move
 * goes on.
 */
export const move = (from: Storage, name: string, to: Storage): Promise<number> =>
  moveInto(storageSource(`storage:${name}`, from), to, 'đã chuyển');
