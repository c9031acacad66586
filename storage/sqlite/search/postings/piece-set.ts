import type { Database } from '../../database.ts';
import { ByteSource } from './byte-sink.ts';
import { BLOCKS } from './piece-writer.ts';

/** A term's list in one piece. */
export interface PostingList {
  /** Row numbers are counted from here. */
  readonly lo: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** A row of the table `piece`. */
export interface PieceRow {
  readonly id: number;
  readonly lo: number;
  readonly hi: number;
  /** Rows in between of which it was known from the beginning that they belong to no item. */
  readonly gone: number;
  readonly bytes: number;
  readonly blocks: number;
  readonly longLists: number;
  /** While the piece is made of others: it holds the keys below this. */
  readonly upto: number | null;
  /** The piece that takes this one's lists over, from the lowest keys on; 0 when none does. */
  readonly into: number;
}

export const readPieces = (db: Database): PieceRow[] =>
  db.all<PieceRow>(
    `SELECT id, lo, hi, gone, bytes, blocks, long_lists AS longLists, upto, into_piece AS "into" FROM piece ORDER BY lo, id`,
  );

/** First keys of a piece's blocks, in order; grown as more are written. */
export class FirstKeys {
  #keys = new Float64Array(0);

  get length(): number {
    return this.#keys.length;
  }

  /** Reads what was written since the last call. */
  refresh(db: Database, piece: number): void {
    for (const { keys } of db.all<{ keys: Uint8Array }>(
      'SELECT keys FROM first_keys WHERE piece = ? AND from_block >= ? ORDER BY from_block',
      piece,
      this.#keys.length,
    )) {
      const more = new Float64Array(Uint8Array.from(keys).buffer);
      const grown = new Float64Array(this.#keys.length + more.length);
      grown.set(this.#keys);
      grown.set(more, this.#keys.length);
      this.#keys = grown;
    }
  }

  at(block: number): number {
    return this.#keys[block] ?? Infinity;
  }

  /** The block that holds the key if any does; −1 when all begin above it. */
  blockOf(key: number): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle]! <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Blocks that readers keep: they never change under their number. */
const KEPT_BYTES = 4 * 1024 ** 2;
/** Long lists are read whole and seldom twice. */
const LONGEST_KEPT = 16 * 1024;

export const findBlock = (db: Database, piece: number, block: number): Uint8Array | undefined =>
  db.get<{ data: Uint8Array }>('SELECT data FROM block WHERE id = ?', piece * BLOCKS + block)?.data;

/** Throws a RangeError when the block is missing: the index is damaged. */
export function mustBeThere(data: Uint8Array | undefined): Uint8Array {
  if (data === undefined) throw new RangeError('a block of postings is missing');
  return data;
}

/** Blocks by number, those asked for last in memory. */
export class BlockReader {
  readonly #db: Database;
  readonly #kept = new Map<number, Uint8Array>();
  #bytes = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Throws a RangeError when the block is missing: the index is damaged. */
  read(piece: number, block: number): Uint8Array {
    return mustBeThere(this.find(piece, block));
  }

  find(piece: number, block: number): Uint8Array | undefined {
    const id = piece * BLOCKS + block;
    const kept = this.#kept.get(id);
    if (kept !== undefined) {
      this.#kept.delete(id);
      this.#kept.set(id, kept);
      return kept;
    }
    const data = findBlock(this.#db, piece, block);
    if (data !== undefined && data.length <= LONGEST_KEPT) this.#keep(id, data);
    return data;
  }

  #keep(id: number, data: Uint8Array): void {
    this.#kept.set(id, data);
    this.#bytes += data.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES) return;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
  }
}

/** Where a list stands within its block. */
export interface Entry {
  readonly key: number;
  readonly count: number;
  /** The list itself, or the block that it fills alone. */
  readonly list: Uint8Array | number;
}

/** Walks a block from its beginning, keys ascending. */
class BlockWalk {
  readonly #source: ByteSource;
  key = 0;
  count = 0;
  list: Uint8Array | number = 0;

  constructor(block: Uint8Array) {
    this.#source = new ByteSource(block);
  }

  /** Goes on to the next entry; false at the end. */
  next(): boolean {
    if (this.#source.atEnd) return false;
    this.key += this.#source.number();
    this.count = this.#source.number();
    const head = this.#source.number();
    const size = Math.floor(head / 2);
    this.list = head % 2 === 1 ? size : this.#source.take(size);
    return true;
  }

  get entry(): Entry {
    return { key: this.key, count: this.count, list: this.list };
  }
}

/** The entries of a block, keys ascending. */
export function* entriesIn(block: Uint8Array): Iterable<Entry> {
  const walk = new BlockWalk(block);
  while (walk.next()) yield walk.entry;
}

function findIn(block: Uint8Array, wanted: number): Entry | undefined {
  const walk = new BlockWalk(block);
  while (walk.next() && walk.key <= wanted) if (walk.key === wanted) return walk.entry;
  return undefined;
}

/** A piece of so many bytes is written anew, and walked, in a moment: its counts are never wrong. */
export const SMALL_BYTES = 2 * 1024 ** 2;

/** Rows from `lo` to `hi` that belong to no item any more. */
export const deadRows = (db: Database, lo: number, hi: number): number =>
  hi -
  lo +
  1 -
  (db.get<{ live: number | null }>(
    'SELECT sum(rows) AS live FROM item WHERE removed = 0 AND first_row BETWEEN ? AND ?',
    lo,
    hi,
  )!.live ?? 0);

interface Open {
  row: PieceRow;
  readonly keys: FirstKeys;
  /** It is small, and rows of it were taken away since it was made. */
  isWorn: boolean;
}

/** All pieces of an index as a reader sees them within one transaction. */
export class PieceSet {
  readonly #db: Database;
  readonly #isLive: (row: number) => boolean;
  readonly #blocks: BlockReader;
  #pieces: Open[] = [];

  /** `isLive`: whether a row belongs to an item. */
  constructor(db: Database, isLive: (row: number) => boolean) {
    this.#db = db;
    this.#isLive = isLive;
    this.#blocks = new BlockReader(db);
  }

  /** Reads which pieces there are; call it whenever the file has changed. */
  refresh(): void {
    const known = new Map(this.#pieces.map((piece) => [piece.row.id, piece]));
    this.#pieces = readPieces(this.#db).map((row) => {
      const piece = known.get(row.id) ?? { row, keys: new FirstKeys(), isWorn: false };
      piece.row = row;
      piece.isWorn = row.bytes <= SMALL_BYTES && deadRows(this.#db, row.lo, row.hi) > row.gone;
      if (piece.keys.length < row.blocks) piece.keys.refresh(this.#db, row.id);
      return piece;
    });
  }

  *#entries(key: number): Iterable<{ piece: PieceRow; isWorn: boolean; entry: Entry }> {
    const upto = (id: number): number =>
      this.#pieces.find(({ row }) => row.id === id)?.row.upto ?? 0;
    for (const { row, keys, isWorn } of this.#pieces) {
      if (row.upto !== null && key >= row.upto) continue;
      if (row.into !== 0 && key < upto(row.into)) continue;
      const block = keys.blockOf(key);
      if (block < 0) continue;
      // A block whose lists were all taken over is gone before its piece is.
      const data =
        row.into === 0 ? this.#blocks.read(row.id, block) : this.#blocks.find(row.id, block);
      const entry = data && findIn(data, key);
      if (entry !== undefined) yield { piece: row, isWorn, entry };
    }
  }

  #listOf(piece: PieceRow, { count, list }: Entry): PostingList {
    const bytes = typeof list === 'number' ? this.#blocks.read(piece.id, list) : list;
    return { lo: piece.lo, count, bytes };
  }

  #liveIn({ lo, count, bytes }: PostingList): number {
    const source = new ByteSource(bytes);
    let row = lo;
    let live = 0;
    for (let i = 0; i < count; i++) {
      row += source.number();
      source.at++;
      if (this.#isLive(row)) live++;
    }
    return live;
  }

  /**
   * In how many passages the term stands; passages taken away count in large pieces until these are
   * merged.
   */
  count(key: number): number {
    let sum = 0;
    for (const { piece, isWorn, entry } of this.#entries(key))
      sum += isWorn ? this.#liveIn(this.#listOf(piece, entry)) : entry.count;
    return sum;
  }

  /** The term's lists, rows ascending from one to the next. */
  lists(key: number): PostingList[] {
    return [...this.#entries(key)].map(({ piece, entry }) => this.#listOf(piece, entry));
  }
}
