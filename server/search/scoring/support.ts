import type { Evidence } from './evidence.ts';
import type { PassageScore } from './score.ts';

/** The best passage of an item, as far as it says whether the question is answered. */
export interface BestPassage {
  readonly score: Pick<PassageScore, 'inHeading' | 'evidence'>;
  /** A số hiệu of the query stands in it. */
  readonly hasNumber: boolean;
}

/** Share of the question's pairs in it, and half of what words added to it bring; 1 for a title. */
export const closenessOf = ({ score, hasNumber }: BestPassage): number =>
  hasNumber || score.inHeading ? 1 : score.evidence.pairs + score.evidence.added / 2;

/** Fewer syllables are words to look around with, no question. */
export const FEWEST_OF_QUESTION = 4;
/** A few words hardly stand in what holds less of them. */
const CLOSE_TO_WORDS = 0.45;
const FEWEST_OF_WORDS = 2;

/**
 * Weights of a logistic regression: 520 questions typed and bare and 60 everyday ones, asked of
 * shelves with and without the laws that answer them, and 36 that no law answers; of 61,000 passages
 * and of the demo shelf (`npm run bench -- asking`, docs/search.md).
 */
const PER_SYLLABLE = 2.75;
const CLOSENESS = 0.7;
const IN_HEADING = 0.8;
const HEADING_EXPLAINED = 1.9;
const LENGTH = 0.4;
/** So that 0 leaves about nine of ten answered questions above. */
const ZERO = -0.34;
/** Nothing of a question that is found nowhere has no logarithm. */
const LEAST = 0.05;

/** How well the best passage supports an answer: below 0 it hardly does. */
export function supportOf(best: BestPassage, syllables: number): number {
  const { evidence }: { readonly evidence: Evidence } = best.score;
  return (
    PER_SYLLABLE * Math.log(evidence.perSyllable + LEAST) +
    CLOSENESS * closenessOf(best) +
    IN_HEADING * evidence.inHeading +
    HEADING_EXPLAINED * evidence.headingExplained +
    LENGTH * Math.log(syllables) +
    ZERO
  );
}

/**
 * Whether what stands first hardly answers a question of so many syllables; null: nothing that was
 * scored stands first.
 */
export function isHardlyAnswered(best: BestPassage | null, syllables: number): boolean {
  if (syllables < FEWEST_OF_WORDS) return false;
  if (best === null) return syllables >= FEWEST_OF_QUESTION;
  if (best.hasNumber || best.score.inHeading) return false;
  return syllables < FEWEST_OF_QUESTION
    ? closenessOf(best) < CLOSE_TO_WORDS
    : supportOf(best, syllables) < 0;
}
