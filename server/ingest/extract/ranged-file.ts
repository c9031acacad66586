import { open } from 'node:fs/promises';

/** Reads small pieces of a file that may be many gigabytes. */
export interface RangedFile {
  readonly size: number;
  /** Up to `length` bytes from `at`; fewer at the end of the file. */
  bytes(at: number, length: number): Promise<Buffer>;
}

/** Opens a file, lends it to `use`, and closes it whatever happens. */
export async function withRangedFile<T>(
  path: string,
  use: (file: RangedFile) => Promise<T>,
): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await use({
      size,
      async bytes(at, length) {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
        const { bytesRead } =
          buffer.length === 0 ? { bytesRead: 0 } : await handle.read(buffer, 0, buffer.length, at);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}
