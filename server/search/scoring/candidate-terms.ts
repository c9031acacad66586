import { foldKey } from '#server/base/vietnamese/syllables.ts';
import type { QueryForm } from './query-form.ts';
import { isAboutQuery, type PassageScore } from './score.ts';

/** Step 1 of a search (docs/search.md): how many passages get an exact score. */
export const CANDIDATES = 200;
/** Quoted phrases and exact typing are checked afterwards and may throw most candidates away. */
export const CANDIDATES_TO_CHECK = 2_000;
/** Longer queries are questions: hardly any passage holds all their words. */
const MOST_SYLLABLES_FOR_ALL = 8;

/**
 * Rare terms only, and few of them: an engine's cost is in long posting lists, and what frequent
 * words say the exact score says better.
 */
const PAIR_SHARE = 0.03;
const SYLLABLE_SHARE = 0.02;
export const MOST_TERMS = 12;
const FEWEST_TERMS = 3;
/** Words added to a question bring few candidates of their own, by few terms. */
export const CANDIDATES_OF_PART = 40;
export const TERMS_OF_PART = 3;

/**
 * The terms that choose the candidates of a query without phrases, rarest first; none when nothing
 * of it is known.
 */
export function rareTerms(
  form: QueryForm,
  passages: number,
  frequency: (term: string) => number,
  most = MOST_TERMS,
): string[] {
  const total = Math.max(passages, 1);
  const rarest = (terms: Iterable<string>, share: number): { term: string; n: number }[] =>
    [...new Set(terms)]
      .map((term) => ({ term, n: frequency(term) }))
      .filter(({ n }) => n > 0 && n < share * total);
  const rare = [...rarest(form.pairs, PAIR_SHARE), ...rarest(form.folded, SYLLABLE_SHARE)]
    .toSorted((a, b) => a.n - b.n)
    .slice(0, most);
  if (rare.length >= FEWEST_TERMS) return rare.map(({ term }) => term);
  const pairs = rarest(form.pairs, Infinity)
    .toSorted((a, b) => a.n - b.n)
    .slice(0, 5);
  if (pairs.length > 0) return [...new Set([...pairs, ...rare].map(({ term }) => term))];
  return rarest(form.folded, Infinity)
    .toSorted((a, b) => a.n - b.n)
    .slice(0, 2)
    .map(({ term }) => term);
}

const pairsOf = (folded: readonly string[]): readonly string[] =>
  folded.length < 2 ? folded : folded.slice(1).map((f, i) => `${folded[i]!}_${f}`);

/**
 * The terms a passage must hold to hold the whole query: every pair (syllables when it has none);
 * of quoted phrases only their own. Each once.
 */
export const termsOfAll = (form: QueryForm): string[] => [
  ...new Set(
    form.phrases.length > 0
      ? form.phrases.flatMap(({ keys }) => pairsOf(keys.map(foldKey)))
      : pairsOf(form.folded),
  ),
];

/**
 * Whether every passage that holds all of the query is looked for, so that totals are true
 * (decision 008).
 */
export const wantsAll = (form: QueryForm): boolean =>
  form.syllables.length <= MOST_SYLLABLES_FOR_ALL;

/**
 * Whether a query's phrases or tones must be checked: then all its terms must stand in a candidate.
 */
export const isStrict = (form: QueryForm, exact: boolean): boolean =>
  exact || form.phrases.length > 0;

/** Whether a candidate stays after its exact score. */
export const isFound = (score: PassageScore, hasNumber: boolean, exact: boolean): boolean =>
  score.phrasesFit && !(exact && score.coverage < 1) && (hasNumber || isAboutQuery(score));
