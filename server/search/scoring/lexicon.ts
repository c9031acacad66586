import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { wordKey } from '#server/base/vietnamese/tokens.ts';
import { WordMemo } from '#server/base/word-memo.ts';

/**
 * Numbers for syllables. Every tone key has an id (from 1; 0 marks a break); every folded form has
 * one too. Token lists hold tone ids; `foldOf[toneId]` gives the folded id.
 */
export class Lexicon {
  readonly #toneIds = new Map<string, number>();
  readonly #foldIds = new Map<string, number>();
  readonly #tones: string[] = [''];
  readonly #folds: string[] = [''];
  #foldOf = new Int32Array(4096);
  /** Ids of words as they stand in texts: one look-up for what is met again and again. */
  readonly #wordIds = new WordMemo((word) => this.add(wordKey(word)));

  /** Largest tone id in use. */
  get size(): number {
    return this.#tones.length - 1;
  }

  get foldCount(): number {
    return this.#folds.length;
  }

  /** Folded id by tone id; valid up to `size`. */
  get foldOf(): Int32Array {
    return this.#foldOf;
  }

  toneId(key: string): number | undefined {
    return this.#toneIds.get(key);
  }

  foldId(folded: string): number | undefined {
    return this.#foldIds.get(folded);
  }

  tone(id: number): string {
    return this.#tones[id] ?? '';
  }

  folded(foldId: number): string {
    return this.#folds[foldId] ?? '';
  }

  foldedOfTone(toneId: number): string {
    return this.folded(this.#foldOf[toneId] ?? 0);
  }

  /** The id of the key, made when new: ids are given in order. */
  add(key: string): number {
    const known = this.#toneIds.get(key);
    if (known !== undefined) return known;
    const id = this.#tones.length;
    this.#toneIds.set(key, id);
    this.#tones.push(key);
    const folded = foldKey(key);
    let foldId = this.#foldIds.get(folded);
    if (foldId === undefined) {
      foldId = this.#folds.length;
      this.#foldIds.set(folded, foldId);
      this.#folds.push(folded);
    }
    if (id >= this.#foldOf.length) {
      const grown = new Int32Array(this.#foldOf.length * 2);
      grown.set(this.#foldOf);
      this.#foldOf = grown;
    }
    this.#foldOf[id] = foldId;
    return id;
  }

  /** As {@link add}, for a word as it stands in an NFC text. */
  addWord(word: string): number {
    return this.#wordIds.of(word);
  }

  /** Folded forms, for spelling proposals. */
  foldedForms(): readonly string[] {
    return this.#folds;
  }
}
