import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { AppError } from '#server/base/errors.ts';
import { AppendFile } from './append-file.ts';

/** Where a ZIP that is being written can be taken up again. */
export interface ZipPosition {
  readonly zip: number;
  readonly directory: number;
  readonly entries: number;
}

export const ZIP_BEGINNING: ZipPosition = { zip: 0, directory: 0, entries: 0 };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const UTF_8 = 0x0800;
/**
 * Version 4.5 on Unix: what unpacks in a locale without UTF-8 keeps the bytes of names, where it
 * would take those of another system for old letters.
 */
const MADE_BY = (3 << 8) | 45;
/** A regular file that everybody may read (rw-r--r--), in the place where Unix has it. */
const PLAIN_FILE = 0o100644 * 0x10000;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const CRC_AT = 14;

interface Entry {
  readonly name: Buffer;
  /** As it is, and as it stands in the ZIP. */
  readonly bytes: number;
  readonly packed: number;
  readonly method: 0 | 8;
  readonly offset: number;
  readonly crc: number;
}

/** Bytes that were deflated (RFC 1951) before they are added. */
export interface Deflated {
  readonly bytes: number;
  readonly packed: number;
  /** Of the bytes as they were. */
  readonly crc: number;
}

const isLarge = ({ bytes, packed }: Pick<Entry, 'bytes' | 'packed'>): boolean =>
  bytes >= MOST_32 || packed >= MOST_32;

/** Numbers too large for their fields, as the ZIP64 extra field has them (APPNOTE 4.5.3). */
function zip64Extra(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(numbers.length * 8, 2);
  numbers.forEach((n, i) => extra.writeBigUInt64LE(BigInt(n), 4 + i * 8));
  return extra;
}

/** The fields that both headers of an entry share, from "version needed" on. */
function sharedFields(
  to: Buffer,
  at: number,
  entry: Omit<Entry, 'offset'>,
  date: number,
  extra: Buffer,
): void {
  const { name, bytes, packed, method, crc } = entry;
  const large = isLarge(entry);
  to.writeUInt16LE(extra.length > 0 ? 45 : 20, at);
  to.writeUInt16LE(UTF_8, at + 2);
  to.writeUInt16LE(method, at + 4);
  to.writeUInt32LE(date, at + 6);
  to.writeUInt32LE(crc, at + 10);
  to.writeUInt32LE(large ? MOST_32 : packed, at + 14);
  to.writeUInt32LE(large ? MOST_32 : bytes, at + 18);
  to.writeUInt16LE(name.length, at + 22);
  to.writeUInt16LE(extra.length, at + 24);
}

function localHeader(entry: Omit<Entry, 'offset'>, date: number): Buffer {
  const extra = zip64Extra(isLarge(entry) ? [entry.bytes, entry.packed] : []);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL, 0);
  sharedFields(head, 4, entry, date, extra);
  return Buffer.concat([head, entry.name, extra]);
}

function centralHeader(entry: Entry, date: number): Buffer {
  const { bytes, packed, offset } = entry;
  const extra = zip64Extra([
    ...(isLarge(entry) ? [bytes, packed] : []),
    ...(offset >= MOST_32 ? [offset] : []),
  ]);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE(MADE_BY, 4);
  sharedFields(head, 6, entry, date, extra);
  head.writeUInt32LE(PLAIN_FILE, 38);
  head.writeUInt32LE(offset >= MOST_32 ? MOST_32 : offset, 42);
  return Buffer.concat([head, entry.name, extra]);
}

function endRecords({ zip, directory, entries }: ZipPosition): Buffer {
  const large = entries >= MOST_16 || zip >= MOST_32 || directory >= MOST_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(large ? MOST_16 : entries, 8);
  end.writeUInt16LE(large ? MOST_16 : entries, 10);
  end.writeUInt32LE(large ? MOST_32 : directory, 12);
  end.writeUInt32LE(large ? MOST_32 : zip, 16);
  if (!large) return end;
  const end64 = Buffer.alloc(56 + 20);
  end64.writeUInt32LE(END_64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(directory), 40);
  end64.writeBigUInt64LE(BigInt(zip), 48);
  end64.writeUInt32LE(LOCATOR_64, 56);
  end64.writeBigUInt64LE(BigInt(zip + directory), 64);
  end64.writeUInt32LE(1, 72);
  return Buffer.concat([end64, end]);
}

/** A day as ZIP has it: midnight of `YYYY-MM-DD`, from 1980 to 2107. */
export function zipDate(day: string): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  const years = Math.min(Math.max(year - 1980, 0), 127);
  return (((years << 9) | (month << 5) | date) << 16) >>> 0;
}

/**
 * A ZIP (APPNOTE 6.3, ZIP64 where needed) that is written to disk in constant memory, may be taken
 * up where it stood after the process was killed, and has the same bytes for the same entries. What is
 * large in it is compressed already and stored as it is. The central directory grows in a file beside it.
 */
export class ZipFile {
  readonly #zip: AppendFile;
  readonly #directory: AppendFile;
  readonly #date: number;
  #entries: number;

  private constructor(zip: AppendFile, directory: AppendFile, entries: number, date: number) {
    this.#zip = zip;
    this.#directory = directory;
    this.#entries = entries;
    this.#date = date;
  }

  /** @param day `YYYY-MM-DD` that all its entries bear */
  static async open(path: string, position: ZipPosition, day: string): Promise<ZipFile> {
    return new ZipFile(
      await AppendFile.open(path, position.zip),
      await AppendFile.open(`${path}.directory`, position.directory),
      position.entries,
      zipDate(day),
    );
  }

  get position(): ZipPosition {
    return { zip: this.#zip.length, directory: this.#directory.length, entries: this.#entries };
  }

  /** Adds bytes that are in memory. */
  async addBytes(name: string, bytes: Uint8Array): Promise<void> {
    const entry = {
      name: Buffer.from(name),
      bytes: bytes.length,
      packed: bytes.length,
      method: 0 as const,
      crc: crc32(bytes),
    };
    const offset = this.#zip.length;
    await this.#zip.write(localHeader(entry, this.#date));
    await this.#zip.write(bytes);
    await this.#close({ ...entry, offset });
  }

  /**
   * Adds bytes that are read as they are written. Throws `file-broken` when they are more or fewer
   * than was said.
   */
  async addStream(name: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const offset = this.#zip.length;
    const entry = { name: Buffer.from(name), bytes, packed: bytes, method: 0 as const };
    await this.#zip.write(localHeader({ ...entry, crc: 0 }, this.#date));
    let crc = 0;
    await this.#pour(name, bytes, chunks, (chunk) => {
      crc = crc32(chunk, crc);
    });
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc);
    await this.#zip.patch(sum, offset + CRC_AT);
    await this.#close({ ...entry, crc, offset });
  }

  /** Adds bytes that are deflated already. Throws `file-broken` as {@link addStream}. */
  async addDeflated(
    name: string,
    { bytes, packed, crc }: Deflated,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const offset = this.#zip.length;
    const entry = { name: Buffer.from(name), bytes, packed, method: 8 as const, crc };
    await this.#zip.write(localHeader(entry, this.#date));
    await this.#pour(name, packed, chunks, () => undefined);
    await this.#close({ ...entry, offset });
  }

  async #pour(
    name: string,
    bytes: number,
    chunks: AsyncIterable<Uint8Array>,
    look: (chunk: Uint8Array) => void,
  ): Promise<void> {
    let seen = 0;
    for await (const chunk of chunks) {
      seen += chunk.length;
      if (seen > bytes) break;
      look(chunk);
      await this.#zip.write(chunk);
    }
    if (seen !== bytes) throw new AppError('file-broken', { name, bytes, seen });
  }

  async #close(entry: Entry): Promise<void> {
    await this.#directory.write(centralHeader(entry, this.#date));
    this.#entries += 1;
  }

  /** Waits until the disk has all that was added. */
  async sync(): Promise<void> {
    await this.#zip.sync();
    await this.#directory.sync();
  }

  /** Writes the central directory; the ZIP is whole. The file beside it is the caller's to remove. */
  async finish(): Promise<void> {
    await this.#directory.flush();
    const position = this.position;
    const end = position.directory - 1;
    if (end >= 0)
      for await (const chunk of createReadStream(this.#directory.path, { end }))
        await this.#zip.write(chunk as Uint8Array);
    await this.#zip.write(endRecords(position));
    await this.#zip.sync();
    await this.close();
  }

  async close(): Promise<void> {
    await this.#zip.close();
    await this.#directory.close();
  }
}
