import { IMPACT_SHARE } from './gather-postings.ts';
import type { PostingList } from './piece-set.ts';

/** A term of a query with its lists, rows ascending. */
export interface WeightedTerm {
  readonly weight: number;
  readonly lists: readonly PostingList[];
}

/** Rows scored at a time: their sums stay within the processor's near memory. */
const WINDOW = 65_536;

/** Walks a term's lists, one window of rows after the other. */
class Cursor {
  /** The row at which the cursor stands; Infinity at the end. */
  row = Infinity;
  readonly #factor: number;
  readonly #lists: readonly PostingList[];
  #next = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #left = 0;

  constructor({ weight, lists }: WeightedTerm) {
    this.#factor = weight * IMPACT_SHARE;
    this.#lists = lists;
    this.#nextList();
  }

  #nextList(): void {
    const list = this.#lists[this.#next++];
    if (list === undefined) {
      this.row = Infinity;
      return;
    }
    this.#bytes = list.bytes;
    this.#at = 0;
    this.#left = list.count;
    this.row = list.lo;
    this.#readGap();
  }

  #readGap(): void {
    const bytes = this.#bytes;
    let gap = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[this.#at++]!;
      gap |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    this.row += gap;
  }

  /** Adds the impacts of all rows before `end`; rows are counted from `start`. */
  addTo(
    sums: Float32Array,
    terms: Uint8Array,
    touched: number[],
    start: number,
    end: number,
  ): void {
    while (this.row < end) {
      const bytes = this.#bytes;
      const factor = this.#factor;
      let { row } = this;
      let at = this.#at;
      let left = this.#left;
      // The walk of a whole list in local variables: a posting costs two or three nanoseconds.
      for (;;) {
        const slot = row - start;
        if (terms[slot] === 0) touched.push(slot);
        terms[slot]!++;
        sums[slot]! += factor * bytes[at++]!;
        if (--left === 0) break;
        let byte = bytes[at++]!;
        let gap = byte & 127;
        let shift = 7;
        while (byte > 127) {
          byte = bytes[at++]!;
          gap |= (byte & 127) << shift;
          shift += 7;
        }
        row += gap;
        if (row >= end) break;
      }
      this.row = row;
      this.#at = at;
      this.#left = left;
      if (left === 0) this.#nextList();
    }
  }
}

/** The best rows seen so far: a heap whose root is the worst of them. */
class BestRows {
  readonly #most: number;
  readonly #rows: number[] = [];
  readonly #scores: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** What a row must exceed to be taken. */
  get threshold(): number {
    return this.#rows.length < this.#most ? -Infinity : this.#scores[0]!;
  }

  add(row: number, score: number): void {
    if (this.#rows.length < this.#most) {
      this.#rows.push(row);
      this.#scores.push(score);
      this.#rise(this.#rows.length - 1);
    } else {
      this.#rows[0] = row;
      this.#scores[0] = score;
      this.#sink();
    }
  }

  #swap(a: number, b: number): void {
    [this.#rows[a], this.#rows[b]] = [this.#rows[b]!, this.#rows[a]!];
    [this.#scores[a], this.#scores[b]] = [this.#scores[b]!, this.#scores[a]!];
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#scores[parent]! <= this.#scores[at]!) return;
      this.#swap(parent, at);
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#rows.length) return;
      const right = left + 1;
      const least =
        right < this.#rows.length && this.#scores[right]! < this.#scores[left]! ? right : left;
      if (this.#scores[at]! <= this.#scores[least]!) return;
      this.#swap(at, least);
      at = least;
    }
  }

  /** Best first; rows of one score in ascending order. */
  sorted(): number[] {
    return this.#rows
      .map((row, i) => ({ row, score: this.#scores[i]! }))
      .toSorted((a, b) => b.score - a.score || a.row - b.row)
      .map(({ row }) => row);
  }
}

export interface Walk {
  /** Whether a row may be found. */
  readonly allows: (row: number) => boolean;
  /** Asked after every window; true ends the walk with what was found so far. */
  readonly isLate: () => boolean;
}

/** Sums and counts of one window, used again by every query of a thread. */
export class PostingScorer {
  readonly #sums = new Float32Array(WINDOW);
  readonly #terms = new Uint8Array(WINDOW);

  /** Calls `take` with every row touched, its sum and how many of the terms stand in it. */
  #walk(
    terms: readonly WeightedTerm[],
    isLate: () => boolean,
    take: (row: number, sum: number, found: number) => void,
  ): void {
    const cursors = terms.map((term) => new Cursor(term));
    const touched: number[] = [];
    for (;;) {
      const first = Math.min(...cursors.map(({ row }) => row));
      // Not a number where bytes were written over.
      if (!(first < Infinity) || isLate()) return;
      const start = first - (first % WINDOW);
      touched.length = 0;
      for (const cursor of cursors)
        cursor.addTo(this.#sums, this.#terms, touched, start, start + WINDOW);
      for (const slot of touched) {
        take(start + slot, this.#sums[slot]!, this.#terms[slot]!);
        this.#sums[slot] = 0;
        this.#terms[slot] = 0;
      }
    }
  }

  /** The `most` best rows that hold any (`all`: every one) of the terms, best first. */
  best(terms: readonly WeightedTerm[], most: number, all: boolean, walk: Walk): number[] {
    const best = new BestRows(most);
    const least = all ? terms.length : 1;
    this.#walk(terms, walk.isLate, (row, sum, found) => {
      if (found >= least && sum > best.threshold && walk.allows(row)) best.add(row, sum);
    });
    return best.sorted();
  }

  /** Every row that holds all of the terms. */
  holdingAll(terms: readonly WeightedTerm[], walk: Walk): number[] {
    const rows: number[] = [];
    this.#walk(terms, walk.isLate, (row, _, found) => {
      if (found === terms.length && walk.allows(row)) rows.push(row);
    });
    return rows;
  }
}
