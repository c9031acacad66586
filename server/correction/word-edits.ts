/** How a line was changed, word by word, and how two changes of it go together. */

/** Words `from` up to `to` (not included) are replaced by these. */
export interface WordEdit {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

export const wordsOf = (line: string): readonly string[] => (line === '' ? [] : line.split(' '));

/** Lengths of the longest common row of words from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
}

/** What was changed between two rows of words, from the left; neighbours in one edit. */
export function wordEdits(before: readonly string[], after: readonly string[]): WordEdit[] {
  const common = commonLengths(before, after);
  const edits: WordEdit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      i++;
      j++;
      continue;
    }
    const [from, first] = [i, j];
    while (
      (i < before.length || j < after.length) &&
      !(i < before.length && j < after.length && before[i] === after[j])
    )
      if (j >= after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) i++;
      else j++;
    edits.push({ from, to: i, words: after.slice(first, j) });
  }
  return edits;
}

const isSame = (a: WordEdit, b: WordEdit): boolean =>
  a.from === b.from && a.to === b.to && a.words.join(' ') === b.words.join(' ');

/** Two edits that touch the same words, or put words at the same spot. */
const meet = (a: WordEdit, b: WordEdit): boolean =>
  a.from === b.from || (a.from < b.to && b.from < a.to);

/** What a line becomes when it was changed meanwhile, or both texts where a person has to choose. */
export type Merged =
  | { readonly isConflict: false; readonly text: string | null }
  | { readonly isConflict: true; readonly now: string | null };

/**
 * Brings a change of a line together with others made since it was read. Changes of different
 * words both stand; nothing is ever lost silently.
 * @param saw what the person saw; null for no line
 * @param wants what the person makes of it; null to take it away
 * @param now what stands there by now
 */
export function mergeLine(saw: string | null, wants: string | null, now: string | null): Merged {
  if (now === saw || now === wants) return { isConflict: false, text: wants };
  if (wants === saw) return { isConflict: false, text: now };
  if (saw === null || wants === null || now === null) return { isConflict: true, now };
  const base = wordsOf(saw);
  const mine = wordEdits(base, wordsOf(wants));
  const theirs = wordEdits(base, wordsOf(now)).filter(
    (their) => !mine.some((m) => isSame(m, their)),
  );
  if (mine.some((m) => theirs.some((their) => meet(m, their)))) return { isConflict: true, now };
  const text = [...mine, ...theirs]
    .toSorted((a, b) => b.from - a.from)
    .reduce<readonly string[]>(
      (words, e) => words.toSpliced(e.from, e.to - e.from, ...e.words),
      base,
    )
    .join(' ');
  return { isConflict: false, text };
}
