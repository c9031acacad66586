import { AppError } from '#server/base/errors.ts';
import type { RangedFile } from '../ranged-file.ts';

/** The first four bytes of every compound file. */
export const COMPOUND_MAGIC = 0xd0cf11e0;
/** Larger ones are not read: their parts are read whole. */
export const MOST_COMPOUND_BYTES = 50 * 2 ** 20;

const HEADER = 512;
const DIFAT_IN_HEADER = 109;
const ENTRY = 128;
/** Directories of real documents have dozens of entries, with many embedded objects thousands. */
const MOST_ENTRIES = 100_000;
/** Sector numbers from here on are signs: free, end of chain, part of the table itself. */
const FIRST_SIGN = 0xfffffffa;
const NONE = 0xffffffff;
const [STREAM, ROOT] = [2, 5];

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/**
 * The compound files of Office 97–2003 ([MS-CFB]): a small file system of sectors in chains. Only
 * streams at the root are read; what documents embed and their macros are never looked at. Chains
 * that lead in circles or out of the file are broken files.
 */
export class CompoundFile {
  readonly #file: RangedFile;
  readonly #sector: number;
  readonly #miniSector: number;
  readonly #miniCutoff: number;
  readonly #fat: Uint32Array;
  readonly #miniFat: Uint32Array;
  readonly #streams: ReadonlyMap<string, Entry>;
  readonly #ministream: Buffer;

  private constructor(parts: {
    readonly file: RangedFile;
    readonly sector: number;
    readonly miniSector: number;
    readonly miniCutoff: number;
    readonly fat: Uint32Array;
    readonly miniFat: Uint32Array;
    readonly streams: ReadonlyMap<string, Entry>;
    readonly ministream: Buffer;
  }) {
    this.#file = parts.file;
    this.#sector = parts.sector;
    this.#miniSector = parts.miniSector;
    this.#miniCutoff = parts.miniCutoff;
    this.#fat = parts.fat;
    this.#miniFat = parts.miniFat;
    this.#streams = parts.streams;
    this.#ministream = parts.ministream;
  }

  /** @throws AppError file-broken | file-too-slow (more than 50 MB) */
  static async open(file: RangedFile): Promise<CompoundFile> {
    if (file.size > MOST_COMPOUND_BYTES)
      throw new AppError('file-too-slow', { bytes: file.size, limit: MOST_COMPOUND_BYTES });
    const header = await file.bytes(0, HEADER);
    if (header.length < HEADER || header.readUInt32BE(0) !== COMPOUND_MAGIC)
      throw new AppError('file-broken');
    const [shift, miniShift] = [header.readUInt16LE(30), header.readUInt16LE(32)];
    if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw new AppError('file-broken');
    const sector = 2 ** shift;
    const fat = await readFat(file, header, sector);
    const chain = (start: number): Promise<Buffer> => readChain(file, sector, fat, start);
    const entries = entriesOf(await chain(header.readUInt32LE(48)));
    const root = entries.find(({ kind }) => kind === ROOT);
    if (root === undefined) throw new AppError('file-broken');
    const miniFat = numbersOf(await chain(header.readUInt32LE(60)));
    return new CompoundFile({
      file,
      sector,
      miniSector: 2 ** miniShift,
      miniCutoff: header.readUInt32LE(56),
      fat,
      miniFat,
      streams: rootStreams(entries, root),
      ministream: await chain(root.start),
    });
  }

  /** Names of the streams at the root. */
  get names(): readonly string[] {
    return [...this.#streams.keys()];
  }

  has(name: string): boolean {
    return this.#streams.has(name);
  }

  /**
   * A stream as far as the file has it: a truncated file gives less than its directory says.
   * @throws AppError file-broken when there is none of this name, or its chain leads in a circle
   */
  async read(name: string): Promise<Buffer> {
    const entry = this.#streams.get(name);
    if (entry === undefined) throw new AppError('file-broken', { missing: name });
    const whole =
      entry.size < this.#miniCutoff
        ? this.#readMini(entry.start)
        : await readChain(this.#file, this.#sector, this.#fat, entry.start);
    return whole.subarray(0, entry.size);
  }

  #readMini(start: number): Buffer {
    const size = this.#miniSector;
    return Buffer.concat(
      sectorsOf(this.#miniFat, start).map((n) =>
        this.#ministream.subarray(n * size, (n + 1) * size),
      ),
    );
  }
}

const numbersOf = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));

/** The sectors of a chain in order. @throws AppError file-broken for a circle */
function sectorsOf(table: Uint32Array, start: number): number[] {
  const sectors: number[] = [];
  for (let n = start; n < FIRST_SIGN && n < table.length; n = table[n]!) {
    sectors.push(n);
    if (sectors.length > table.length) throw new AppError('file-broken', { reason: 'circle' });
  }
  return sectors;
}

const sectorAt = (file: RangedFile, sector: number, n: number, count = 1): Promise<Buffer> =>
  file.bytes((n + 1) * sector, count * sector);

async function readChain(
  file: RangedFile,
  sector: number,
  fat: Uint32Array,
  start: number,
): Promise<Buffer> {
  const sectors = sectorsOf(fat, start);
  const pieces: Buffer[] = [];
  for (let i = 0; i < sectors.length;) {
    // Sectors mostly follow one another: one reading for each such stretch.
    let count = 1;
    while (sectors[i + count] === sectors[i]! + count) count++;
    pieces.push(await sectorAt(file, sector, sectors[i]!, count));
    i += count;
  }
  return Buffer.concat(pieces);
}

/** The table of chains, whose own sectors the header and further sectors list. */
async function readFat(file: RangedFile, header: Buffer, sector: number): Promise<Uint32Array> {
  const most = Math.ceil(file.size / sector);
  const numbersAt = (bytes: Buffer, from: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => bytes.readUInt32LE(from + i * 4));
  const listed = numbersAt(header, 76, DIFAT_IN_HEADER);
  let next = header.readUInt32LE(68);
  for (let read = 0; next < FIRST_SIGN && next < most; read++) {
    if (read > most) throw new AppError('file-broken', { reason: 'circle' });
    const bytes = await sectorAt(file, sector, next);
    if (bytes.length < sector) break;
    listed.push(...numbersAt(bytes, 0, sector / 4 - 1));
    next = bytes.readUInt32LE(sector - 4);
  }
  const sectors = [...new Set(listed.filter((n) => n < FIRST_SIGN && n < most))];
  const pieces: Buffer[] = [];
  for (const n of sectors.slice(0, header.readUInt32LE(44)))
    pieces.push(await sectorAt(file, sector, n));
  return numbersOf(Buffer.concat(pieces));
}

function entriesOf(directory: Buffer): Entry[] {
  const count = Math.min(MOST_ENTRIES, Math.floor(directory.length / ENTRY));
  return Array.from({ length: count }, (_, i) => {
    const at = i * ENTRY;
    const nameBytes = Math.max(0, Math.min(62, directory.readUInt16LE(at + 64) - 2));
    return {
      name: directory.toString('utf16le', at, at + nameBytes),
      kind: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    };
  });
}

/** Siblings form a tree; each entry is visited once, however the tree leads. */
function rootStreams(entries: readonly Entry[], root: Entry): Map<string, Entry> {
  const streams = new Map<string, Entry>();
  const visited = new Set<number>([NONE]);
  const waiting = [root.child];
  for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
    const entry = entries[n];
    if (visited.has(n) || entry === undefined) continue;
    visited.add(n);
    if (entry.kind === STREAM) streams.set(entry.name, entry);
    waiting.push(entry.left, entry.right);
  }
  return streams;
}
