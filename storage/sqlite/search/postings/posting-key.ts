import type { Lexicon } from '#server/search/scoring/lexicon.ts';

/**
 * The number under which a term's postings stand: the folded id of a syllable; for a pair, the first
 * id times 2^26 plus the second; for a số hiệu, 2^52 plus its id. Ids begin at 1, so that the three
 * ranges never meet.
 */
const PAIR = 2 ** 26;
/** What stands in the place of a pair's first syllable. */
export const OF_SYLLABLE = 0;
export const OF_NUMBER = 2 ** 26;

/** Of two halves: the first of the above, or a syllable's folded id. */
export const postingKey = (first: number, second: number): number => first * PAIR + second;

/** The key of a folded syllable or of a pair joined by `_`; undefined when a syllable is unknown. */
export function keyOfTerm(term: string, lexicon: Lexicon): number | undefined {
  const cut = term.indexOf('_');
  if (cut < 0) return lexicon.foldId(term);
  const first = lexicon.foldId(term.slice(0, cut));
  const second = lexicon.foldId(term.slice(cut + 1));
  return first === undefined || second === undefined ? undefined : postingKey(first, second);
}
