import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { ArrivingFiles } from '#server/ports.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

interface Store {
  /** Gives a whole file its name; true when the same bytes have it already. */
  readonly place: (path: string, sha256: string) => Promise<boolean>;
  readonly full: (error: unknown) => boolean;
}

/** A file for each upload, written at its end; what was whole is renamed into the store. */
export async function arrivingFiles(folder: string, store: Store): Promise<ArrivingFiles> {
  await mkdir(folder, { recursive: true });
  const pathOf = (id: string): string => {
    // Anything else would be a path of its own.
    if (!/^[\w-]{1,64}$/u.test(id)) throw new AppError('file-missing', { id });
    return join(folder, id);
  };
  return {
    write: async (id, offset, bytes) => {
      // Never cut: somebody who was overtaken may still write what is there already.
      const mode = constants.O_RDWR | (offset === 0 ? constants.O_CREAT : 0);
      const handle = await open(pathOf(id), mode).catch((error: unknown) => {
        throw isMissing(error) ? new AppError('file-missing', { id }) : error;
      });
      try {
        if ((await handle.stat()).size < offset) throw new AppError('file-missing', { id, offset });
        for (let at = 0; at < bytes.length;)
          at += (await handle.write(bytes, at, bytes.length - at, offset + at)).bytesWritten;
        await handle.sync();
      } catch (error) {
        throw store.full(error) ? new AppError('storage-full', {}, { cause: error }) : error;
      } finally {
        await handle.close();
      }
    },
    store: async (id, bytes, note) => {
      const path = pathOf(id);
      const size = await stat(path).then(
        (facts) => facts.size,
        () => -1,
      );
      if (size < bytes) throw new AppError('file-missing', { id, size });
      const handle = await open(path, 'r+');
      try {
        await handle.truncate(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(path, { highWaterMark: 1024 ** 2 }))
        hash.update(chunk as Buffer);
      const sha256 = hash.digest('hex');
      await note(sha256);
      const existed = await store.place(path, sha256);
      if (existed) await rm(path, { force: true });
      return { sha256, bytes, existed };
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
