import { longestCommonSubsequence } from '../compare-words.ts';

/** How a text that was read compares with what it should be, by letters. */
export interface LettersRight {
  /** Letters of the expected text. */
  readonly letters: number;
  /** Those that the text has. */
  readonly right: number;
  /** Words that it has not, each as often as it is missing. */
  readonly lost: readonly string[];
  /** Words that it has too many. */
  readonly added: readonly string[];
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu) ?? [];

/** Words of one list that the other has not, each as often as it is missing there. */
function surplus(words: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of other) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const left = counts.get(word) ?? 0;
    if (left > 0) counts.set(word, left - 1);
    return left === 0;
  });
}

/**
 * Compares without regard to case, blanks, digits and signs. A word counts wherever it stands; of
 * those that differ, letters count that both have in the same order.
 */
export function lettersRight(expected: string, actual: string): LettersRight {
  const [all, read] = [wordsOf(expected), wordsOf(actual)];
  const [lost, added] = [surplus(all, read), surplus(read, all)];
  const [missing, instead] = [Array.from(lost.join('')), Array.from(added.join(''))];
  const letters = Array.from(all.join('')).length;
  const right = letters - missing.length + longestCommonSubsequence(missing, instead);
  return { letters, right, lost, added };
}
