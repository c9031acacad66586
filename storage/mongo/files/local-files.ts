import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const PREFIX = 'tu-sach-tep-';
/** No reading of a file takes a day: a crash left an older temporary file. */
const LEFT_BEHIND_MS = 24 * 3_600_000;

/**
 * Lends the bytes as a temporary file on this machine (`TMPDIR`): what extracts text and pictures
 * opens files by path.
 */
export async function withLocalFile<T>(
  bytes: AsyncIterable<Uint8Array>,
  use: (path: string) => Promise<T>,
  within = tmpdir(),
): Promise<T> {
  const folder = await mkdtemp(join(within, PREFIX));
  try {
    const path = join(folder, 'file');
    await pipeline(bytes, createWriteStream(path));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What the clock says that dates the files of a folder, in milliseconds: a clock of this process that
 * runs ahead would take away what others read at this moment.
 */
async function clockOf(folder: string): Promise<number> {
  const probe = await mkdtemp(join(folder, PREFIX));
  const { mtimeMs } = await stat(probe);
  await rm(probe, { recursive: true, force: true });
  return mtimeMs;
}

/**
 * Removes temporary files that processes left when they were killed. Several processes may sweep at
 * once.
 */
export async function sweepLocalFiles(within = tmpdir()): Promise<void> {
  const names = await readdir(within);
  const now = await clockOf(within);
  for (const name of names.filter((n) => n.startsWith(PREFIX))) {
    const path = join(within, name);
    const madeAt = await stat(path).then(
      (s) => s.mtimeMs,
      () => Infinity,
    );
    if (madeAt < now - LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
  }
}
