import { B, K1 } from '#server/search/scoring/score.ts';
import type { ByteSink } from './byte-sink.ts';
import { OF_NUMBER, OF_SYLLABLE } from './posting-key.ts';
import { TermTable } from './term-table.ts';

/** Largest impact: a byte. */
const MOST = 255;

/**
 * What a term adds that stands so many times in a passage of this length, as a byte: BM25's
 * `tf/(tf + norm)` (docs/search.md). The mean length is that of the day of writing: candidates only
 * need an order near the true one, which the exact score gives afterwards.
 */
export const impactOf = (times: number, length: number, averageLength: number): number =>
  Math.max(
    1,
    Math.round((MOST * times) / (times + K1 * (1 - B + (B * length) / Math.max(averageLength, 1)))),
  );

/** The share of a term's weight that an impact stands for, 0–1. */
export const IMPACT_SHARE = 1 / MOST;

const NONE = 0xff_ff_ff_ff;

/** Numbers in a row that grows. */
class Numbers {
  #values = new Uint32Array(4_096);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }
}

/**
 * Postings of a batch of passages, by term, before they become a piece of the index. Each term's are
 * a chain through rows of numbers: millions of small arrays would cost more than all else.
 */
export class PostingGatherer {
  /** The first row of the batch. */
  readonly lo: number;
  readonly #terms = new TermTable();
  /** By term: its first and its last posting, and how many there are. */
  readonly #first = new Numbers();
  readonly #last = new Numbers();
  readonly #counts = new Numbers();
  /** By posting: its passage (from 0), how often the term stands there, the term's next posting. */
  readonly #passages = new Numbers();
  readonly #times = new Numbers();
  readonly #next = new Numbers();
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
    const passage = this.#lengths.length;
    this.#lengths.push(length);
    for (const run of runs) {
      let before = 0;
      for (const id of run) {
        if (id !== 0) {
          this.#count(OF_SYLLABLE, id, passage);
          if (before !== 0) this.#count(before, id, passage);
        }
        before = id;
      }
    }
    for (const id of numbers) this.#count(OF_NUMBER, id, passage);
  }

  #count(first: number, second: number, passage: number): void {
    const known = this.#terms.size;
    const term = this.#terms.numberOf(first, second);
    if (term === known) {
      this.#first.push(this.#passages.length);
      this.#last.push(this.#passages.length);
      this.#counts.push(1);
    } else {
      const last = this.#last.at(term);
      if (this.#passages.at(last) === passage) {
        this.#times.set(last, this.#times.at(last) + 1);
        return;
      }
      this.#next.set(last, this.#passages.length);
      this.#last.set(term, this.#passages.length);
      this.#counts.set(term, this.#counts.at(term) + 1);
    }
    this.#passages.push(passage);
    this.#times.push(1);
    this.#next.push(NONE);
  }

  /** Every term with its list, keys ascending; `list` is overwritten by the next. */
  *lists(averageLength: number, list: ByteSink): Iterable<{ key: number; count: number }> {
    for (const { key, number } of this.#terms.inOrder()) {
      list.clear();
      let before = 0;
      for (let at = this.#first.at(number); at !== NONE; at = this.#next.at(at)) {
        const passage = this.#passages.at(at);
        list.number(passage - before);
        list.byte(impactOf(this.#times.at(at), this.#lengths[passage]!, averageLength));
        before = passage;
      }
      yield { key, count: this.#counts.at(number) };
    }
  }
}
