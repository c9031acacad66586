import { toneKey } from './syllables.ts';

/** A word of running text as tone pairs see it. */
export interface PhraseWord {
  /** Of its letters; '' for what is no syllable, as numbers and signs. */
  readonly key: string;
  /** A phrase ends after it. */
  readonly ends: boolean;
}

/** No syllable of Vietnamese is longer: `nghiêng`. */
const LONGEST = 7;
const ONE_WORD = /^[^\p{L}\p{N}]*(\p{L}+)([^\p{L}\p{N}]*)$/u;

/** The letters of a word between its signs; '' where there are none, several, or numbers. */
export const lettersOfWord = (word: string): string => ONE_WORD.exec(word)?.[1] ?? '';

/** What tone pairs see of a word, signs beside it included. */
export function phraseWord(word: string): PhraseWord {
  const [, letters = '', after = ''] = ONE_WORD.exec(word) ?? [];
  if (letters === '' || letters.length > LONGEST) return { key: '', ends: true };
  return { key: toneKey(letters), ends: /[.;:!?]/u.test(after) };
}
