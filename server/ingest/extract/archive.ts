import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { fromBufferPromise, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { AppError } from '#server/base/errors.ts';

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of everything unpacked. */
  readonly total: number;
  /** Unpacked to packed size of one entry above `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 5_000,
  total: 500 * 2 ** 20,
  ratio: 200,
  ratioFrom: 2 ** 20,
};

/** A collection, not a document: many large files, each of them no bomb. */
export const COLLECTION_LIMITS: ArchiveLimits = {
  entries: 20_000,
  total: 50 * 2 ** 30,
  ratio: 1_000,
  ratioFrom: 16 * 2 ** 20,
};

export interface Archive {
  /** Names of the files inside, NFC, as they were written otherwise. */
  readonly names: readonly string[];
  has(name: string): boolean;
  size(name: string): number;
  /**
   * @throws AppError file-broken when absent or damaged, file-bomb when larger than `limit` or than
   * announced.
   */
  read(name: string, limit?: number): Promise<Buffer>;
  save(name: string, path: string): Promise<void>;
  close(): void;
}

/** Archives up to this size are read whole. */
const SMALL = 8 * 2 ** 20;

// macOS writes names decomposed while the book's own links are composed.
const key = (name: string): string => name.normalize('NFC');

/** Turns what yauzl and zlib throw into the error an official reads. */
export function archiveError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/invalid relative path|absolute path|invalid characters in fileName/u.test(message))
    return new AppError('file-unsafe-path', {}, { cause: error });
  if (/too many bytes in the stream/u.test(message))
    return new AppError('file-bomb', {}, { cause: error });
  if (/encrypted/u.test(message)) return new AppError('file-encrypted', {}, { cause: error });
  return new AppError('file-broken', {}, { cause: error });
}

async function readDirectory(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new AppError('file-bomb', { entries: zip.entryCount, limit: limits.entries });
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    // The announced count may lie, so count again.
    if (entries.size >= limits.entries) throw new AppError('file-bomb', { limit: limits.entries });
    const fault = validateFileName(entry.fileName);
    if (fault !== null || entry.fileName.includes('\0'))
      throw new AppError('file-unsafe-path', { name: entry.fileName });
    total += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (
      total > limits.total ||
      (entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio)
    ) {
      throw new AppError('file-bomb', { name: entry.fileName, bytes: entry.uncompressedSize });
    }
    if (!entry.fileName.endsWith('/')) entries.set(key(entry.fileName), entry);
  }
  return entries;
}

/** Counts what really comes out: sizes in the headers are only claims. */
function byteGate(allow: (bytes: number) => boolean): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (allow(chunk.length)) done(null, chunk);
      else done(new AppError('file-bomb'));
    },
  });
}

/**
 * Opens a ZIP (EPUB, DOCX) after checking its directory: count, sizes, ratios, paths. Nothing is
 * unpacked before.
 * @throws AppError file-broken | file-bomb | file-unsafe-path
 */
export async function openArchive(
  path: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Archive> {
  let zip: ZipFile;
  let whole: Buffer | null = null;
  try {
    // Dozens of small reads cost more than one whole one; larger archives are read piece by piece.
    const options = { autoClose: false, validateEntrySizes: true };
    whole = (await stat(path)).size <= SMALL ? await readFile(path) : null;
    zip =
      whole === null ? await openPromise(path, options) : await fromBufferPromise(whole, options);
  } catch (error) {
    throw archiveError(error);
  }
  let entries: Map<string, Entry>;
  try {
    entries = await readDirectory(zip, limits);
  } catch (error) {
    zip.close();
    throw archiveError(error);
  }
  return archiveOf(zip, whole, entries, limits);
}

const DEFLATED = 8;
/**
 * What is unpacked in one step: a stream of its own costs more than the few kilobytes of most
 * chapters.
 */
const AT_ONCE = 2 ** 20;

const isPlainAndSmall = (entry: Entry): boolean =>
  entry.compressionMethod === DEFLATED &&
  !entry.isEncrypted() &&
  entry.uncompressedSize <= AT_ONCE &&
  entry.compressedSize <= AT_ONCE;

/**
 * @throws AppError file-bomb when more comes out than announced, file-broken when less or when the
 * data is damaged
 */
async function inflateAtOnce(zip: ZipFile, whole: Buffer, entry: Entry): Promise<Buffer> {
  let bytes: Buffer;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    bytes = inflateRawSync(whole.subarray(fileDataStart, fileDataStart + entry.compressedSize), {
      maxOutputLength: Math.max(entry.uncompressedSize, 1),
    });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? new AppError('file-bomb', { name: entry.fileName }, { cause: error })
      : archiveError(error);
  }
  if (bytes.length !== entry.uncompressedSize)
    throw new AppError('file-broken', { name: entry.fileName });
  return bytes;
}

function archiveOf(
  zip: ZipFile,
  whole: Buffer | null,
  entries: ReadonlyMap<string, Entry>,
  limits: ArchiveLimits,
): Archive {
  let unpacked = 0;
  const unpack = async (
    name: string,
    limit: number,
    sink: NodeJS.WritableStream | ((chunks: AsyncIterable<Buffer>) => Promise<void>),
  ): Promise<void> => {
    const entry = entries.get(key(name));
    if (entry === undefined) throw new AppError('file-broken', { name });
    if (entry.isEncrypted()) throw new AppError('file-encrypted', { name });
    let mine = 0;
    const gate = byteGate((bytes) => {
      mine += bytes;
      unpacked += bytes;
      return mine <= limit && unpacked <= limits.total * 2;
    });
    try {
      await pipeline(await zip.openReadStreamPromise(entry), gate, sink as NodeJS.WritableStream);
    } catch (error) {
      throw archiveError(error);
    }
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(key(name)),
    size: (name) => entries.get(key(name))?.uncompressedSize ?? 0,
    async read(name, limit = 64 * 2 ** 20) {
      const entry = entries.get(key(name));
      if (
        whole !== null &&
        entry !== undefined &&
        isPlainAndSmall(entry) &&
        entry.uncompressedSize <= limit
      ) {
        unpacked += entry.uncompressedSize;
        if (unpacked > limits.total * 2) throw new AppError('file-bomb', { name });
        return inflateAtOnce(zip, whole, entry);
      }
      const parts: Buffer[] = [];
      await unpack(name, limit, async (chunks) => {
        for await (const chunk of chunks) parts.push(chunk);
      });
      return Buffer.concat(parts);
    },
    save: (name, path) => unpack(name, limits.total, createWriteStream(path)),
    close: () => zip.close(),
  };
}

/** Names of the files in a ZIP that came with a sheet. @throws AppError as {@link openArchive} */
export async function archiveNames(path: string): Promise<readonly string[]> {
  const archive = await openArchive(path, COLLECTION_LIMITS);
  archive.close();
  return archive.names;
}
