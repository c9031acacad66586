import { fold, foldKey, hasMarks, normalise } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';

/** A longer query is cut (docs/search.md). */
export const MAX_SYLLABLES = 64;

/**
 * A query as the engines see it. Phrases and syllables are tone keys; `folded` their forms without
 * marks.
 */
export interface QueryForm {
  readonly syllables: readonly string[];
  readonly folded: readonly string[];
  /** Neighbours i and i+1, across the edge of a phrase too. */
  readonly pairs: readonly string[];
  /** Quoted runs: tone keys when typed with marks, folded otherwise. */
  readonly phrases: readonly { readonly keys: readonly string[]; readonly toned: boolean }[];
  /** Concatenations that may be số hiệu, by `lawNumberKey`: `142019qdttg`. */
  readonly numbers: readonly string[];
  /** Typed with diacritics. */
  readonly toned: boolean;
  readonly cut: boolean;
}

/** A circular of five ministries (`06/2018/TTLT-VKSTC-TATC-BCA-BTP-BLĐTBXH`) is eight words. */
const LONGEST_NUMBER = 9;

const QUOTED = /["“”«»]([^"“”«»]+)["“”«»]/gu;

/**
 * Runs of neighbouring words that start with digits and hold a letter: what a số hiệu looks like
 * without its signs.
 */
function numberKeys(folded: readonly string[]): string[] {
  const found = new Set<string>();
  for (let i = 0; i < folded.length; i++) {
    if (!/^\d/u.test(folded[i]!)) continue;
    let key = folded[i]!;
    if (/^\d+[a-z]{2,}/u.test(key) && key.length >= 6) found.add(key);
    for (let j = i + 1; j < Math.min(folded.length, i + LONGEST_NUMBER); j++) {
      key += folded[j]!;
      if (/\d[a-z]/u.test(key) && key.length >= 5) found.add(key);
    }
  }
  return [...found].slice(0, 64);
}

/** A form for marks: the words of `others` too, never as single ones. */
export const withAdded = (form: QueryForm, others: readonly QueryForm[]): QueryForm => ({
  ...form,
  pairs: [...form.pairs, ...others.flatMap((other) => other.pairs)],
  numbers: [...form.numbers, ...others.flatMap((other) => other.numbers)],
});

/**
 * Reads what a person typed. Never throws: operators, control characters and punctuation are only
 * separators.
 */
export function readQuery(text: string): QueryForm {
  const clean = normalise(text.slice(0, 20_000));
  const all = words(clean);
  const kept = all.slice(0, MAX_SYLLABLES);
  const syllables = kept.map((w) => w.key);
  const folded = syllables.map(foldKey);
  const pairs = folded.slice(1).map((f, i) => `${folded[i]!}_${f}`);
  const end = kept.at(-1)?.end ?? 0;
  const phrases = [...clean.matchAll(QUOTED)]
    .filter((m) => m.index < end)
    .map(([, inner]) => {
      const toned = hasMarks(inner!);
      const keys = words(inner!)
        .slice(0, MAX_SYLLABLES)
        .map((w) => (toned ? w.key : foldKey(w.key)));
      return { keys, toned };
    })
    .filter((p) => p.keys.length > 0);
  return {
    syllables,
    folded,
    pairs,
    phrases,
    numbers: numberKeys(folded),
    toned: kept.some((w) => {
      const word = clean.slice(w.start, w.end).toLowerCase();
      return fold(word) !== word;
    }),
    cut: all.length > MAX_SYLLABLES,
  };
}
