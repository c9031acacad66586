import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#server/base/errors.ts';
import type { Way } from '../../target.ts';
import {
  bytesFrom,
  NO_ANSWER,
  partName,
  refused,
  sha256Of,
  unreachable,
  type Parcel,
  type TakeOut,
} from './way-out.ts';

const sizeOf = async (path: string): Promise<number | null> =>
  (await stat(path).catch(() => null))?.size ?? null;

const isWhole = async (path: string, { bytes, sha256 }: Parcel): Promise<boolean> =>
  (await sizeOf(path)) === bytes && (await sha256Of(createReadStream(path))) === sha256;

async function copyFrom(parcel: Parcel, part: string, stopping: AbortSignal): Promise<void> {
  const there = (await sizeOf(part)) ?? 0;
  const start = there > parcel.bytes ? 0 : there;
  await pipeline(
    bytesFrom(parcel, start),
    createWriteStream(part, start === 0 ? {} : { flags: 'r+', start }),
    { signal: stopping },
  );
  const handle = await open(part, 'r+');
  await handle.sync();
  await handle.close();
}

/** The folder of a target, which lies below the one that the server's administrator named. */
function folderOf({ folder }: Extract<Way, { kind: 'folder' }>, root: string): string {
  if (root === '') throw refused('EXPORT_FOLDER');
  const whole = resolve(root, folder);
  if (whole !== resolve(root) && !whole.startsWith(resolve(root) + sep)) throw refused(folder);
  return whole;
}

/**
 * Into a folder: a share, a disk or a stick. The parcel bears its name only once all its bytes are
 * there and were read back.
 */
export const toFolder: TakeOut<Extract<Way, { kind: 'folder' }>> = async (
  way,
  parcel,
  { root, stopping },
) => {
  const folder = folderOf(way, root);
  const path = join(folder, parcel.name);
  const part = join(folder, partName(parcel.name));
  try {
    // A stick that is not plugged in has no folder: nothing is written onto the disk under it.
    if ((await sizeOf(root)) === null) throw unreachable('folder');
    await mkdir(folder, { recursive: true });
    if (await isWhole(path, parcel)) return NO_ANSWER;
    await copyFrom(parcel, part, stopping);
    if (!(await isWhole(part, parcel))) {
      await rm(part, { force: true });
      throw unreachable('bytes');
    }
    await rename(part, path);
    return NO_ANSWER;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw unreachable((cause as NodeJS.ErrnoException).code ?? (cause as Error).message, cause);
  }
};
