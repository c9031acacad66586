import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Files, StoredFile } from '#server/ports.ts';
import { arrivingFiles } from './ingest/arriving-files.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '');

const NAME = /^[0-9a-f]{64}$/u;

/** The name is on the disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(
  handle: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw new AppError('too-large', { limit: maxBytes });
    hash.update(chunk);
    for (let written = 0; written < chunk.length;)
      written += (await handle.write(chunk, written)).bytesWritten;
  }
  if (size === 0) throw new AppError('file-empty');
  await handle.sync();
  return { sha256: hash.digest('hex'), size };
}

/** The paths below the folder of the store. */
class Paths {
  readonly root: string;
  readonly incoming: string;

  constructor(root: string) {
    this.root = root;
    this.incoming = join(root, 'incoming');
  }

  stored(sha256: string): string {
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  derived(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').replace(/^(..)/u, '$1/');
    return join(this.root, 'derived', name);
  }

  /** A name that nothing stands under yet. */
  temporary(): string {
    return join(this.incoming, randomUUID());
  }
}

async function writeTemporary(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const handle = await open(path, 'wx');
  try {
    return await writeAll(handle, bytes, maxBytes);
  } finally {
    await handle.close();
  }
}

/** Gives a whole file its name in the store; true when the same bytes have it already. */
async function place(path: string, target: string): Promise<boolean> {
  if (await touch(target)) return true;
  await mkdir(dirname(target), { recursive: true });
  await rename(path, target);
  await syncFolder(dirname(target));
  return false;
}

async function put(
  paths: Paths,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<StoredFile> {
  const temporary = paths.temporary();
  try {
    const { sha256, size } = await writeTemporary(temporary, bytes, maxBytes);
    const existed = await place(temporary, paths.stored(sha256));
    return { sha256, bytes: size, existed };
  } catch (error) {
    throw isFull(error) ? new AppError('storage-full', {}, { cause: error }) : error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function statStored(paths: Paths, sha256: string): Promise<{ bytes: number } | null> {
  if (!NAME.test(sha256)) return null;
  try {
    return { bytes: (await stat(paths.stored(sha256))).size };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function findDerived(paths: Paths, key: string): Promise<Uint8Array | null> {
  try {
    return await readFile(paths.derived(key));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function putDerived(paths: Paths, key: string, bytes: Uint8Array): Promise<void> {
  const target = paths.derived(key);
  const temporary = paths.temporary();
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw isFull(error) ? new AppError('storage-full', {}, { cause: error }) : error;
  }
}

/**
 * Files by their SHA-256 under `root`: `ab/cd/abcd…`. A file is written under a temporary name,
 * synced, then renamed: a name that stands is whole. Temporary names left by a crash are removed
 * when the store opens.
 */
export async function openFiles(root: string): Promise<Files> {
  const paths = new Paths(root);
  await mkdir(paths.incoming, { recursive: true });
  await removeOldIncoming(paths.incoming);
  return {
    arriving: await arrivingFiles(join(root, 'arriving'), {
      place: (path, sha256) => place(path, paths.stored(sha256)),
      full: isFull,
    }),
    put: (bytes, maxBytes) => put(paths, bytes, maxBytes),
    stat: (sha256) => statStored(paths, sha256),
    read: (sha256, range) => readStored(paths.stored(sha256), sha256, range),
    withLocalPath: async (sha256, use) => {
      if ((await statStored(paths, sha256)) === null)
        throw new AppError('file-missing', { sha256 });
      return use(paths.stored(sha256));
    },
    findDerived: (key) => findDerived(paths, key),
    putDerived: (key, bytes) => putDerived(paths, key, bytes),
    list: () => listStored(root),
    remove: async (sha256, storedBefore) => {
      if (NAME.test(sha256))
        await removeUnlessNew(paths.stored(sha256), paths.temporary(), storedBefore);
    },
  };
}

/** Says that the bytes were put just now; false when they are not there. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  try {
    await utimes(path, now, now);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  return true;
}

/** Moved aside first: a `put` that comes meanwhile finds nothing and stores its bytes anew. */
async function removeUnlessNew(path: string, aside: string, storedBefore: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if ((await stat(aside)).mtime.toISOString() >= storedBefore) await rename(aside, path);
  else await rm(aside);
}

async function* readStored(
  path: string,
  sha256: string,
  range: { start: number; end: number } | null,
): AsyncIterable<Uint8Array> {
  // Anything else would be a path of its own.
  if (!NAME.test(sha256)) throw new AppError('file-missing', { sha256 });
  try {
    yield* createReadStream(path, {
      highWaterMark: 256 * 1024,
      ...range,
    }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw isMissing(error) ? new AppError('file-missing', { sha256 }, { cause: error }) : error;
  }
}

/** Another process may be writing right now: only names older than a day are a crash's. */
async function removeOldIncoming(folder: string): Promise<void> {
  const old = Date.now() - 24 * 3_600_000;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (facts !== null && facts.mtimeMs < old) await rm(path, { force: true });
  }
}

async function* listStored(
  root: string,
): AsyncIterable<{ sha256: string; bytes: number; storedAt: string }> {
  for (const first of (await readdir(root)).filter((n) => /^[0-9a-f]{2}$/u.test(n))) {
    for (const second of await readdir(join(root, first))) {
      for (const sha256 of await readdir(join(root, first, second))) {
        const facts = await stat(join(root, first, second, sha256)).catch(() => null);
        if (facts !== null)
          yield { sha256, bytes: facts.size, storedAt: facts.mtime.toISOString() };
      }
    }
  }
}
