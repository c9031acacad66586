/**
 * No syllable of the language has more letters; longer words are not repeated, and from 13 letters
 * on V8 keeps the whole text that a word was cut from.
 */
const LONGEST_WORD = 12;
const MOST_WORDS = 10_000;

/**
 * What was made of words already met: texts of any length repeat a few thousand syllables. Bounded
 * by its words and their length (some 2 MB), whatever somebody searches for.
 */
export class WordMemo<Made> {
  readonly #made = new Map<string, Made>();
  readonly #make: (word: string) => Made;

  constructor(make: (word: string) => Made) {
    this.#make = make;
  }

  /** Letters of all the words that are remembered. */
  get letters(): number {
    let sum = 0;
    for (const word of this.#made.keys()) sum += word.length;
    return sum;
  }

  of(word: string): Made {
    const known = this.#made.get(word);
    if (known !== undefined) return known;
    const made = this.#make(word);
    if (word.length > LONGEST_WORD) return made;
    if (this.#made.size >= MOST_WORDS) this.#made.clear();
    this.#made.set(word, made);
    return made;
  }
}
