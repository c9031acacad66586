import { resolve } from 'node:path';
import {
  moveShelf,
  storageSource,
  type MoveResult,
  type ShelfSource,
} from '../actions/move-shelf.ts';
import type { Storage } from '#server/ports.ts';
import { openBackup } from '../jobs/backup/open-backup.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { counter, report } from './backup-command.ts';

async function moveInto(source: ShelfSource, storage: Storage, what: string): Promise<number> {
  const { catalog, search, queue } = storage;
  const { manifest, missing }: MoveResult = await moveShelf(
    source,
    storage,
    counter('tài liệu'),
    () => rebuildIndex({ catalog, search, queue, now: () => new Date().toISOString() }),
  );
  return report(what, manifest, missing);
}

/** `identity`: the file with the private key of an encrypted backup. */
export const restore = async (
  storage: Storage,
  folder: string,
  identity: string | null,
): Promise<number> =>
  moveInto(await openBackup(resolve(folder), identity), storage, 'đã khôi phục');

/**
 * Between two storages of either form; `name` tells the source from others when an interrupted move
 * goes on.
 */
export const move = (from: Storage, name: string, to: Storage): Promise<number> =>
  moveInto(storageSource(`storage:${name}`, from), to, 'đã chuyển');
