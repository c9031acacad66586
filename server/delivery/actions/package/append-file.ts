import { open, stat, type FileHandle } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';

/** Small writes are gathered: a package has a million of them. */
const GATHERED = 256 * 1024;

/** A file that only grows, and that can be cut back to where it was whole. */
export class AppendFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #written: number;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(path: string, handle: FileHandle, length: number) {
    this.path = path;
    this.#handle = handle;
    this.#written = length;
  }

  /**
   * Opens it at a length it had before (0 makes it anew); what stands behind is cut off. Throws
   * `file-broken` when it is not there or shorter.
   */
  static async open(path: string, length: number): Promise<AppendFile> {
    const size = length === 0 ? 0 : ((await stat(path).catch(() => null))?.size ?? -1);
    if (size < length) throw new AppError('file-broken', { path, size, length });
    const handle = await open(path, length === 0 ? 'w+' : 'r+');
    await handle.truncate(length);
    return new AppendFile(path, handle, length);
  }

  get length(): number {
    return this.#written + this.#gatheredBytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= GATHERED) await this.flush();
  }

  /** Writes over bytes that stand in it already. */
  async patch(bytes: Uint8Array, position: number): Promise<void> {
    await this.flush();
    await this.#handle.write(bytes, 0, bytes.length, position);
  }

  async flush(): Promise<void> {
    if (this.#gatheredBytes === 0) return;
    const all = this.#gathered.length === 1 ? this.#gathered[0]! : Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    for (let at = 0; at < all.length;) {
      const { bytesWritten } = await this.#handle.write(
        all,
        at,
        all.length - at,
        this.#written + at,
      );
      at += bytesWritten;
    }
    this.#written += all.length;
  }

  /** Flushes, and waits until the disk has it. */
  async sync(): Promise<void> {
    await this.flush();
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#handle.close();
  }
}
