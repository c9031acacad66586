/**
 * Whether an item helped its reader (khoản 3 Điều 10 Nghị định 224/2026/NĐ-CP): asked online, kept
 * without knowing who answered.
 */
export const RATING_ANSWERS = ['yes', 'partly', 'no'] as const;
export type RatingAnswer = (typeof RATING_ANSWERS)[number];

export const findRatingAnswer = (text: string): RatingAnswer | undefined =>
  RATING_ANSWERS.find((answer) => answer === text);

export const LONGEST_COMMENT = 1_000;

/**
 * One reader's answer. Only the day is kept: an exact time could be laid beside a proxy's log of
 * addresses.
 */
export interface Rating {
  /** Random: it tells no time either. */
  readonly id: string;
  readonly itemId: string;
  /** In Vietnam: `2026-11-22`. */
  readonly day: string;
  readonly answer: RatingAnswer;
  /** Empty when none was written; at most {@link LONGEST_COMMENT} characters. */
  readonly comment: string;
}

export type RatingCounts = Readonly<Record<RatingAnswer, number>>;

export const ratingTotal = (counts: RatingCounts): number =>
  RATING_ANSWERS.reduce((sum, answer) => sum + counts[answer], 0);

/** Whole percent of answers that say yes; null while nobody has answered. */
export const satisfiedShare = (counts: RatingCounts): number | null => {
  const total = ratingTotal(counts);
  return total === 0 ? null : Math.round((counts.yes / total) * 100);
};

const HIDDEN = '•••';

/**
 * What a reader wrote without the telephone numbers and addresses in it, for those who do not answer
 * readers: nine digits or more, however they are parted, and e-mail addresses.
 */
export const withoutContacts = (text: string): string =>
  text
    .replace(/(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+/gu, HIDDEN)
    .replace(/\+?\d(?:[ .()-]?\d){8,}/gu, HIDDEN);
