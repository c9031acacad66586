import { B, K1 } from '#server/search/scoring/score.ts';
import type { ByteSink } from './byte-sink.ts';
import { lawNumberPosting, pairKey } from './posting-key.ts';

/** Passages a term stands in, in ascending order, and how often. */
interface Gathered {
  readonly rows: number[];
  readonly times: number[];
}

/** Largest impact: a byte. */
const MOST = 255;

/**
 * What one occurrence more adds to a passage of this length, as a byte: BM25's `tf/(tf + norm)`
 * (docs/search.md). The mean length is that of the day of writing: candidates only need an order
 * near the true one, which the exact score gives afterwards.
 */
export const impactOf = (times: number, length: number, averageLength: number): number =>
  Math.max(
    1,
    Math.round((MOST * times) / (times + K1 * (1 - B + (B * length) / Math.max(averageLength, 1)))),
  );

/** The share of a term's weight that an impact stands for, 0–1. */
export const IMPACT_SHARE = 1 / MOST;

/** Postings of a batch of passages, by term, before they become a piece of the index. */
export class PostingGatherer {
  /** The first row of the batch. */
  readonly lo: number;
  readonly #lists = new Map<number, Gathered>();
  readonly #lengths: number[] = [];

  constructor(lo: number) {
    this.lo = lo;
  }

  get isEmpty(): boolean {
    return this.#lengths.length === 0;
  }

  /** The last row of the batch. */
  get hi(): number {
    return this.lo + this.#lengths.length - 1;
  }

  /**
   * The next passage: its rows follow each other. `runs`: folded ids of heading and text, 0 where
   * pairs end; `numbers`: ids of the số hiệu in it.
   */
  add(runs: readonly (readonly number[])[], numbers: readonly number[], length: number): void {
    this.#lengths.push(length);
    const row = this.hi;
    for (const run of runs) {
      let before = 0;
      for (const id of run) {
        if (id !== 0) {
          this.#count(id, row);
          if (before !== 0) this.#count(pairKey(before, id), row);
        }
        before = id;
      }
    }
    for (const id of numbers) this.#count(lawNumberPosting(id), row);
  }

  #count(key: number, row: number): void {
    const list = this.#lists.get(key);
    if (list === undefined) {
      this.#lists.set(key, { rows: [row], times: [1] });
      return;
    }
    const last = list.rows.length - 1;
    if (list.rows[last] === row) list.times[last]!++;
    else {
      list.rows.push(row);
      list.times.push(1);
    }
  }

  /** Every term with its list, keys ascending; `list` is overwritten by the next. */
  *lists(averageLength: number, list: ByteSink): Iterable<{ key: number; count: number }> {
    for (const key of Float64Array.from(this.#lists.keys()).toSorted()) {
      const { rows, times } = this.#lists.get(key)!;
      list.clear();
      let before = this.lo;
      rows.forEach((row, i) => {
        list.number(row - before);
        list.byte(impactOf(times[i]!, this.#lengths[row - this.lo]!, averageLength));
        before = row;
      });
      yield { key, count: rows.length };
    }
  }
}
