import type { Database } from '../../database.ts';
import { ByteSink } from './byte-sink.ts';

/** Blocks of one piece have numbers of their own from `piece × BLOCKS`; long lists take the upper half. */
export const BLOCKS = 2 ** 24;
export const LONG_LISTS = 2 ** 23;

/** A block with its row's head fills one page of 4,096 bytes. */
const BLOCK_BYTES = 4_000;
/** A longer list has a block of its own, so that counting a frequent term does not read it. */
const INLINE_BYTES = 1_000;

/**
 * Appends lists to a piece of the index: blocks of `key − key before · count · bytes × 2 | is long ·
 * list`, where a long list has its block's number in place of its bytes. One transaction's worth;
 * {@link PieceWriter.end} leaves the first keys of the blocks for readers to find them.
 */
export class PieceWriter {
  readonly #db: Database;
  readonly #piece: number;
  readonly #block = new ByteSink(BLOCK_BYTES * 2);
  readonly #firstKeys: number[] = [];
  readonly #from: number;
  #longLists: number;
  #lastKey = 0;
  #bytes = 0;

  /** `blocks`, `longLists`: how many the piece has from steps before. */
  constructor(
    db: Database,
    { piece, blocks, longLists }: { piece: number; blocks: number; longLists: number },
  ) {
    this.#db = db;
    this.#piece = piece;
    this.#from = blocks;
    this.#longLists = longLists;
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  put(key: number, count: number, list: Uint8Array): void {
    if (this.#block.length > 0 && this.#block.length + Math.min(list.length, 8) > BLOCK_BYTES)
      this.#flush();
    const isLong = list.length > INLINE_BYTES;
    if (!isLong && this.#block.length > 0 && this.#block.length + list.length > BLOCK_BYTES)
      this.#flush();
    if (this.#block.length === 0) {
      this.#firstKeys.push(key);
      this.#lastKey = 0;
    }
    this.#block.number(key - this.#lastKey);
    this.#lastKey = key;
    this.#block.number(count);
    if (isLong) {
      const number = LONG_LISTS + this.#longLists++;
      this.#block.number(number * 2 + 1);
      this.#save(number, list);
    } else {
      this.#block.number(list.length * 2);
      this.#block.append(list);
    }
  }

  #save(number: number, data: Uint8Array): void {
    this.#bytes += data.length;
    this.#db.run('INSERT INTO block (id, data) VALUES (?, ?)', this.#piece * BLOCKS + number, data);
  }

  #flush(): void {
    this.#save(this.#from + this.#firstKeys.length - 1, this.#block.view());
    this.#block.clear();
  }

  /** Writes the last block and the keys of all that were written since this writer began. */
  end(): { readonly blocks: number; readonly longLists: number } {
    if (this.#block.length > 0) this.#flush();
    if (this.#firstKeys.length > 0)
      this.#db.run(
        'INSERT INTO first_keys (piece, from_block, keys) VALUES (?, ?, ?)',
        this.#piece,
        this.#from,
        new Uint8Array(Float64Array.from(this.#firstKeys).buffer),
      );
    return { blocks: this.#from + this.#firstKeys.length, longLists: this.#longLists };
  }
}
