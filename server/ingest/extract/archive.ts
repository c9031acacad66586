import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import {
  fromBufferPromise,
  fromRandomAccessReaderPromise,
  openPromise,
  RandomAccessReader,
  validateFileName,
  type Entry,
  type ZipFile,
} from 'yauzl';
import { AppError } from '#server/base/errors.ts';
import { entryName, isOfMacOs } from './archive-names.ts';
import { withRangedFile } from './ranged-file.ts';

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of everything unpacked. */
  readonly total: number;
  /** Unpacked to packed size of one entry above `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Two entries of one name make the archive doubtful: which of them a reader sees is chance. */
  readonly unique?: true;
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
  /** Streams the bytes there. */
  pipe(name: string, sink: NodeJS.WritableStream): Promise<void>;
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
    entry.fileName = entryName(entry);
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
    if (limits.unique && entries.has(key(entry.fileName)))
      throw new AppError('file-broken', { name: entry.fileName, reason: 'twice' });
    if (!entry.fileName.endsWith('/') && !isOfMacOs(entry.fileName))
      entries.set(key(entry.fileName), entry);
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

/** Names are decoded here: see {@link entryName}. */
const OPTIONS = { autoClose: false, validateEntrySizes: true, decodeStrings: false } as const;
/** How much may lie behind the end record: its comment, and what a mail or web server added. */
const TAIL = 2 ** 20;
const END_RECORD = Buffer.from('PK\x05\x06', 'latin1');
const END_RECORD_BYTES = 22;
const OF_ZIP64 = 0xffffffff;

/**
 * Where an archive ends, behind the comment of its end record; its length when no record fits. A
 * record fits that stands right behind the directory it names.
 * @param start where `tail` begins in the file
 */
function endOfArchive(tail: Buffer, start: number): number {
  let at = tail.length - END_RECORD_BYTES;
  while (at >= 0) {
    at = tail.lastIndexOf(END_RECORD, at);
    if (at < 0) break;
    const end = at + END_RECORD_BYTES + tail.readUInt16LE(at + 20);
    const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    const fits = offset === OF_ZIP64 || bytes === OF_ZIP64 || offset + bytes === start + at;
    if (end <= tail.length && fits) return start + end;
    at--;
  }
  return start + tail.length;
}

const withoutTail = (whole: Buffer): Buffer => whole.subarray(0, endOfArchive(whole, 0));

/** A file as far as it is an archive. */
class ArchiveBytes extends RandomAccessReader {
  readonly #path: string;
  readonly #handle: FileHandle;

  constructor(path: string, handle: FileHandle) {
    super();
    this.#path = path;
    this.#handle = handle;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#handle.read(buffer, offset, length, position).then(
      ({ bytesRead }) => done(bytesRead < length ? new Error('unexpected EOF') : null, bytesRead),
      (error: Error) => done(error),
    );
  }

  override close(done: (error: Error | null) => void): void {
    this.#handle.close().then(() => done(null), done);
  }
}

async function openLarge(path: string, size: number): Promise<ZipFile> {
  const start = Math.max(0, size - TAIL);
  const end = await withRangedFile(path, async (file) =>
    endOfArchive(await file.bytes(start, TAIL), start),
  );
  if (end === size) return openPromise(path, OPTIONS);
  return fromRandomAccessReaderPromise(new ArchiveBytes(path, await open(path)), end, OPTIONS);
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
    const { size } = await stat(path);
    whole = size <= SMALL ? withoutTail(await readFile(path)) : null;
    zip = whole === null ? await openLarge(path, size) : await fromBufferPromise(whole, OPTIONS);
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
    pipe: (name, sink) => unpack(name, limits.total, sink),
    close: () => zip.close(),
  };
}

/** Names of the files in a ZIP that came with a sheet. @throws AppError as {@link openArchive} */
export async function archiveNames(path: string): Promise<readonly string[]> {
  const archive = await openArchive(path, COLLECTION_LIMITS);
  archive.close();
  return archive.names;
}
