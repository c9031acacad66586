import type { Database } from '../../database.ts';
import { ByteSink, ByteSource } from './byte-sink.ts';
import {
  deadRows,
  entriesIn,
  findBlock,
  FirstKeys,
  mustBeThere,
  readPieces,
  SMALL_BYTES,
  type Entry,
  type PieceRow,
} from './piece-set.ts';
import { BLOCKS, PieceWriter } from './piece-writer.ts';

/** Bytes of lists that one step takes over: some ten milliseconds. */
const STEP_BYTES = 512 * 1024;
/** Pieces of the lowest tier are smaller than this; each tier above holds eight times as much. */
const LOWEST_TIER_BYTES = 64 * 1024;
const TIER_GROWTH = 8;
/** How many pieces of one tier may stand while documents come, and at rest. */
const MOST_WHILE_BUSY = 8;
const MOST_AT_REST = 1;
/** Share of a piece's rows that may be gone before it is written anew. */
const DEAD_SHARE = 0.25;

const tierOf = ({ bytes }: PieceRow): number =>
  Math.max(0, Math.ceil(Math.log(bytes / LOWEST_TIER_BYTES) / Math.log(TIER_GROWTH)));

/** The pieces that nothing is being done with at the end of the index, oldest first. */
function idleTail(pieces: readonly PieceRow[]): PieceRow[] {
  const busy = pieces.findLastIndex(({ into, upto }) => into !== 0 || upto !== null);
  return pieces.slice(busy + 1);
}

/**
 * Neighbours at the end of the index that are to become one: the newest pieces up to a tier, once
 * they are more than `most`. Null when there are none.
 */
export function piecesToMerge(pieces: readonly PieceRow[], most: number): PieceRow[] | null {
  const tail = idleTail(pieces);
  for (const tier of [...new Set(tail.map(tierOf))].toSorted((a, b) => a - b)) {
    const larger = tail.findLastIndex((piece) => tierOf(piece) > tier);
    const run = tail.slice(larger + 1);
    if (run.filter((piece) => tierOf(piece) === tier).length > most) return run;
  }
  return null;
}

/** Which of the rows from `lo` to `hi` belonged to an item when it was made. */
class LiveRows {
  readonly #lo: number;
  readonly #live: Uint8Array;

  constructor(db: Database, lo: number, hi: number) {
    this.#lo = lo;
    this.#live = new Uint8Array(hi - lo + 1);
    for (const { first, rows } of db.all<{ first: number; rows: number }>(
      'SELECT first_row AS first, rows FROM item WHERE removed = 0 AND first_row BETWEEN ? AND ?',
      lo,
      hi,
    ))
      this.#live.fill(1, first - lo, first - lo + rows);
  }

  has(row: number): boolean {
    return this.#live[row - this.#lo] === 1;
  }
}

/** The entries of a piece from a key on; the block each stands in is deleted when it is left. */
class PieceSource {
  readonly piece: PieceRow;
  readonly #db: Database;
  readonly #keys: FirstKeys;
  #block: number;
  #entries: Iterator<Entry>;
  /** The entry at which the source stands; null at the end. */
  now: Entry | null = null;

  constructor(db: Database, piece: PieceRow, keys: FirstKeys, from: number) {
    this.#db = db;
    this.piece = piece;
    this.#keys = keys;
    this.#block = Math.max(0, keys.blockOf(from));
    // The step before may have left this block behind.
    if (this.#find(this.#block) === undefined) this.#block++;
    this.#entries = this.#open();
    this.next();
    while (this.now !== null && this.#key() < from) this.next();
  }

  #key(): number {
    return this.now!.key;
  }

  #find(block: number): Uint8Array | undefined {
    return findBlock(this.#db, this.piece.id, block);
  }

  #read(block: number): Uint8Array {
    return mustBeThere(this.#find(block));
  }

  #drop(block: number): void {
    this.#db.run('DELETE FROM block WHERE id = ?', this.piece.id * BLOCKS + block);
  }

  #open(): Iterator<Entry> {
    return this.#block < this.#keys.length
      ? entriesIn(this.#read(this.#block))[Symbol.iterator]()
      : [][Symbol.iterator]();
  }

  next(): void {
    let step = this.#entries.next();
    if (step.done === true && this.#block < this.#keys.length) {
      // Its lists are all in the new piece by now.
      this.#drop(this.#block++);
      this.#entries = this.#open();
      step = this.#entries.next();
    }
    this.now = step.done === true ? null : step.value;
  }

  /** The list of the entry at which the source stands; one with a block of its own is taken away. */
  take(): Uint8Array {
    const { list } = this.now!;
    if (typeof list !== 'number') return list;
    const data = this.#read(list);
    this.#drop(list);
    return data;
  }
}

/** Lists of one term from several pieces, made one: what was taken away falls out. */
class ListJoiner {
  readonly list = new ByteSink(4_096);
  readonly #live: LiveRows;
  readonly #lo: number;
  #before: number;
  count = 0;

  constructor(live: LiveRows, lo: number) {
    this.#live = live;
    this.#lo = lo;
    this.#before = lo;
  }

  begin(): void {
    this.list.clear();
    this.#before = this.#lo;
    this.count = 0;
  }

  append(lo: number, count: number, bytes: Uint8Array): void {
    const source = new ByteSource(bytes);
    let row = lo;
    for (let i = 0; i < count; i++) {
      row += source.number();
      const impact = bytes[source.at++]!;
      if (!this.#live.has(row)) continue;
      this.list.number(row - this.#before);
      this.list.byte(impact);
      this.#before = row;
      this.count++;
    }
  }
}

/**
 * Puts one step's worth of lists together. `upto`: the first key that is left for the next step;
 * null when there is none.
 */
function takeOver(
  sources: readonly PieceSource[],
  joiner: ListJoiner,
  writer: PieceWriter,
): { taken: number; upto: number | null } {
  let taken = 1;
  for (;;) {
    const key = Math.min(...sources.map(({ now }) => now?.key ?? Infinity));
    if (key === Infinity) return { taken, upto: null };
    if (taken > STEP_BYTES) return { taken, upto: key };
    joiner.begin();
    for (const source of sources) {
      if (source.now?.key !== key) continue;
      const bytes = source.take();
      taken += bytes.length + 1;
      joiner.append(source.piece.lo, source.now.count, bytes);
      source.next();
    }
    if (joiner.count > 0) writer.put(key, joiner.count, joiner.list.view());
  }
}

/**
 * Makes one piece of neighbours, a step at a time. The new piece stands beside them from the first
 * step: it holds the keys below its bound, they those from there on, so that no step needs more room
 * than it frees, a search in between sees every list once, and any process may go on after a kill.
 */
export class PieceMerger {
  readonly #db: Database;
  /** What the last step read of the pieces it works on, for the next. */
  #known: { target: number; live: LiveRows; keys: Map<number, FirstKeys> } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Within a transaction. Bytes taken over; 0 when nothing is left to do. */
  step(atRest: boolean): number {
    const pieces = readPieces(this.#db);
    const fresh = piecesToMerge(pieces, atRest ? MOST_AT_REST : MOST_WHILE_BUSY);
    if (fresh !== null) return this.#goOn(this.#begin(fresh), fresh);
    // The newest is the smallest: searches have fewer pieces to look into soon.
    const target = pieces.findLast(({ upto }) => upto !== null);
    if (target !== undefined)
      return this.#goOn(
        target,
        pieces.filter(({ into }) => into === target.id),
      );
    const worn = atRest ? pieces.find((piece) => this.#isWorn(piece)) : undefined;
    return worn === undefined ? 0 : this.#goOn(this.#begin([worn]), [worn]);
  }

  /** Whether much was taken away since the piece was made. */
  #isWorn({ lo, hi, gone, bytes }: PieceRow): boolean {
    const rows = hi - lo + 1 - gone;
    const share = bytes <= SMALL_BYTES ? 0 : DEAD_SHARE;
    return deadRows(this.#db, lo, hi) - gone > rows * share;
  }

  #begin(inputs: readonly PieceRow[]): PieceRow {
    const { lo } = inputs[0]!;
    const { hi } = inputs.at(-1)!;
    const gone = deadRows(this.#db, lo, hi);
    const { lastId: id } = this.#db.run(
      'INSERT INTO piece (lo, hi, gone, bytes, blocks, long_lists, upto, into_piece) VALUES (?, ?, ?, 0, 0, 0, 0, 0)',
      lo,
      hi,
      gone,
    );
    for (const input of inputs)
      this.#db.run('UPDATE piece SET into_piece = ? WHERE id = ?', id, input.id);
    return { id, lo, hi, gone, bytes: 0, blocks: 0, longLists: 0, upto: 0, into: 0 };
  }

  #knownOf({ id, lo, hi }: PieceRow, inputs: readonly PieceRow[]) {
    if (this.#known?.target !== id)
      this.#known = {
        target: id,
        live: new LiveRows(this.#db, lo, hi),
        keys: new Map(
          inputs.map((input) => {
            const keys = new FirstKeys();
            keys.refresh(this.#db, input.id);
            return [input.id, keys];
          }),
        ),
      };
    return this.#known;
  }

  #goOn(target: PieceRow, inputs: readonly PieceRow[]): number {
    const { live, keys } = this.#knownOf(target, inputs);
    const sources = inputs.map(
      (piece) => new PieceSource(this.#db, piece, keys.get(piece.id)!, target.upto!),
    );
    const writer = new PieceWriter(this.#db, {
      piece: target.id,
      blocks: target.blocks,
      longLists: target.longLists,
    });
    const { taken, upto } = takeOver(sources, new ListJoiner(live, target.lo), writer);
    const { blocks, longLists } = writer.end();
    this.#db.run(
      'UPDATE piece SET bytes = bytes + ?, blocks = ?, long_lists = ?, upto = ? WHERE id = ?',
      writer.bytes,
      blocks,
      longLists,
      upto,
      target.id,
    );
    if (upto === null) {
      for (const { id } of inputs) this.#remove(id);
      // Nothing of them was left.
      if (blocks === 0) this.#remove(target.id);
      this.#known = null;
    }
    return taken;
  }

  #remove(piece: number): void {
    this.#db.run('DELETE FROM first_keys WHERE piece = ?', piece);
    this.#db.run('DELETE FROM piece WHERE id = ?', piece);
  }
}
