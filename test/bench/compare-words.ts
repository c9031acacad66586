/** How far one text of a file is from another of the same file, counted in words. */
export interface WordComparison {
  /** Words of the expected text. */
  readonly words: number;
  /** Words of the expected text that the actual one has not, each as often as it is missing. */
  readonly lost: number;
  /** Words of the actual text that the expected one has not, each as often as it is too many. */
  readonly added: number;
  /**
   * 0 to 1: of the words both have, the share that stands in the same order (longest common
   * subsequence); 1 when they share none.
   */
  readonly order: number;
  /** The first words lost and added, to look at. */
  readonly examples: { readonly lost: readonly string[]; readonly added: readonly string[] };
}

const EXAMPLES = 12;

/** Letters and digits only: readers differ in how they draw dashes, quotes and list marks. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** What `from` has more often than `other`, with repetitions. */
function surplus(from: Map<string, number>, other: Map<string, number>): [string, number][] {
  return [...from]
    .map(([word, n]): [string, number] => [word, n - (other.get(word) ?? 0)])
    .filter(([, n]) => n > 0);
}

/** Length of the longest common subsequence (Hunt and Szymanski 1977). */
export function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  const places = new Map<string, number[]>();
  for (let i = b.length - 1; i >= 0; i--) {
    const known = places.get(b[i]!);
    if (known === undefined) places.set(b[i]!, [i]);
    else known.push(i);
  }
  /** `ends[k]`: the earliest place in `b` where a common subsequence of length k + 1 ends. */
  const ends: number[] = [];
  for (const word of a)
    for (const place of places.get(word) ?? []) {
      let low = 0;
      let high = ends.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ends[middle]! < place) low = middle + 1;
        else high = middle;
      }
      ends[low] = place;
    }
  return ends.length;
}

/** Compares word by word, without regard to case, punctuation and line ends. */
export function compareWords(expected: string, actual: string): WordComparison {
  const [a, b] = [wordsOf(expected), wordsOf(actual)];
  const [inA, inB] = [countsOf(a), countsOf(b)];
  const lost = surplus(inA, inB);
  const added = surplus(inB, inA);
  const sum = (list: readonly [string, number][]): number => list.reduce((n, [, k]) => n + k, 0);
  const common = a.length - sum(lost);
  return {
    words: a.length,
    lost: sum(lost),
    added: sum(added),
    order: common === 0 ? 1 : longestCommonSubsequence(a, b) / common,
    examples: {
      lost: lost.slice(0, EXAMPLES).map(([word]) => word),
      added: added.slice(0, EXAMPLES).map(([word]) => word),
    },
  };
}
