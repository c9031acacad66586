import { lettersOfWord, phraseWord } from './phrase-words.ts';
import { showToneKey } from './show-tone.ts';
import { foldKey, hasMarks, toneKey } from './syllables.ts';
import type { TonePairs } from './tone-pairs.ts';
import { walkTones, type WalkedWord } from './tone-walk.ts';

/** Nats that a syllable other than the one read costs (of 4 to 9 the least faults, on scans). */
const LEAVE = 6;
/** Nats that the second reader's syllable costs, and that of a name within a sentence. */
const SECOND = 3;
const SECOND_NAME = 4;

const isCapital = (letters: string): boolean =>
  letters.toLowerCase() !== letters && letters.toUpperCase() === letters;
const isCapitalised = (letters: string): boolean =>
  letters[0] !== letters[0]!.toLowerCase() && letters.slice(1).toLowerCase() === letters.slice(1);

/** The syllable of a tone key in the capitals of another. */
function inCapitalsOf(letters: string, key: string): string {
  const shown = showToneKey(key);
  if (isCapital(letters)) return shown.toUpperCase();
  return isCapitalised(letters) ? shown[0]!.toUpperCase() + shown.slice(1) : shown;
}

/** Words as they were, with the syllables of these keys in place of other ones. */
const withKeys = (
  words: readonly string[],
  walked: readonly WalkedWord[],
  keys: readonly string[],
): string[] =>
  words.map((word, at) => {
    if (keys[at] === walked[at]!.key) return word;
    const letters = lettersOfWord(word);
    return word.replace(letters, inCapitalsOf(letters, keys[at]!));
  });

/** A capital word is a heading's, no abbreviation, beside another that is some syllable. */
function isHeading(pairs: TonePairs, words: readonly string[], at: number): boolean {
  const spoken = (word: string | undefined): boolean => {
    const letters = lettersOfWord(word ?? '');
    if (letters.length < 2 || !isCapital(letters)) return false;
    return pairs.sameLetters(foldKey(toneKey(letters))).length > 0;
  };
  return spoken(words[at]) && (spoken(words[at - 1]) || spoken(words[at + 1]));
}

/** What may be repaired: no number, no single letter, no abbreviation, no name. */
function mayBeOther(pairs: TonePairs, words: readonly string[], at: number, begins: boolean) {
  const letters = lettersOfWord(words[at]!);
  if (letters.length < 2) return false;
  if (isCapital(letters)) return isHeading(pairs, words, at);
  return isCapitalised(letters) ? begins : letters === letters.toLowerCase();
}

/**
 * Another reader's syllable: the same letters with other marks, or anything where the first's is
 * no syllable; never in place of an abbreviation.
 */
function otherReading(
  pairs: TonePairs,
  word: string,
  seen: string,
  leave: number,
): Pick<WalkedWord, 'others'> {
  const [letters, others] = [lettersOfWord(word), lettersOfWord(seen)];
  if (letters.length < 2 || others.length < 2) return {};
  if (isCapital(letters) && leave === Infinity) return {};
  const [read, key] = [phraseWord(word).key, phraseWord(seen).key];
  if (read === '' || key === '') return {};
  if (foldKey(read) !== foldKey(key) && pairs.idOf(read) >= 0) return {};
  return { others: [{ key, cost: leave === Infinity ? SECOND_NAME : SECOND }] };
}

/**
 * Words of running text with the tones and hats that they most likely have; numbers, single
 * letters, abbreviations and names within a sentence stay as one of their readers read them.
 * @param words as they follow each other, signs beside them included
 * @param others for each word what another reader read; '' for nothing
 * @param sure which words both readers read alike and the first surely: pairs know no better
 */
export function repairTones(
  pairs: TonePairs,
  words: readonly string[],
  others: readonly string[] = [],
  sure: readonly boolean[] = [],
): string[] {
  const walked: WalkedWord[] = [];
  let begins = true;
  for (const [at, word] of words.entries()) {
    const { key, ends } = phraseWord(word);
    const may = key !== '' && sure[at] !== true && mayBeOther(pairs, words, at, begins);
    const leave = may ? LEAVE : Infinity;
    const second = otherReading(pairs, word, others[at] ?? '', leave);
    walked.push({ key, ends, leave, ...second });
    begins = ends;
  }
  return withKeys(words, walked, walkTones(pairs, walked));
}

/** A question as it was most likely meant. */
export interface TonedQuestion {
  readonly text: string;
  /** Whether a word is other than it was typed. */
  readonly changed: boolean;
}

/**
 * Puts tones and hats on the words of a question that were typed bare; words with any mark,
 * numbers and abbreviations stay as they were typed.
 */
export function toneQuestion(pairs: TonePairs, text: string): TonedQuestion {
  const words = text.normalize('NFC').match(/\S+/gu) ?? [];
  const walked = words.map((word): WalkedWord => {
    const letters = lettersOfWord(word);
    const bare = letters.length > 1 && !isCapital(letters) && !hasMarks(letters);
    return { ...phraseWord(word), leave: bare ? 0 : Infinity };
  });
  const toned = withKeys(words, walked, walkTones(pairs, walked));
  return { text: toned.join(' '), changed: toned.some((word, at) => word !== words[at]) };
}
