import { postingKey } from './posting-key.ts';

const EMPTY = -1;

const widened = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
  const wide = new Uint32Array(old.length * 2);
  wide.set(old);
  return wide;
};

/**
 * Numbers from 0 for terms that are named by two halves: a hash table in typed arrays, as a `Map`
 * would make an object of every key that is no small number.
 */
export class TermTable {
  #firsts = new Uint32Array(2_048);
  #seconds = new Uint32Array(2_048);
  /** Twice as many as there may be terms, so that a search ends soon. */
  #slots = new Int32Array(4_096).fill(EMPTY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The slot of the term, or the empty one where it belongs. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    // Odd numbers without a pattern in their bits scatter neighbours.
    const hash = Math.imul(first, 0x9e_37_79_b1) ^ Math.imul(second, 0x85_eb_ca_6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number === EMPTY || (this.#firsts[number] === first && this.#seconds[number] === second))
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** The term's number, given when it is new. */
  numberOf(first: number, second: number): number {
    let slot = this.#slotOf(first, second);
    const known = this.#slots[slot]!;
    if (known !== EMPTY) return known;
    if (this.#size === this.#firsts.length) {
      this.#grow();
      slot = this.#slotOf(first, second);
    }
    const number = this.#size++;
    this.#firsts[number] = first;
    this.#seconds[number] = second;
    this.#slots[slot] = number;
    return number;
  }

  #grow(): void {
    this.#firsts = widened(this.#firsts);
    this.#seconds = widened(this.#seconds);
    this.#slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    for (let i = 0; i < this.#size; i++)
      this.#slots[this.#slotOf(this.#firsts[i]!, this.#seconds[i]!)] = i;
  }

  /** The numbers of all terms, their keys ascending. */
  *inOrder(): Iterable<{ key: number; number: number }> {
    const keys = new Float64Array(this.#size);
    for (let i = 0; i < keys.length; i++) keys[i] = postingKey(this.#firsts[i]!, this.#seconds[i]!);
    for (const key of keys.toSorted()) {
      const second = key % postingKey(1, 0);
      const first = (key - second) / postingKey(1, 0);
      yield { key, number: this.#slots[this.#slotOf(first, second)]! };
    }
  }
}
