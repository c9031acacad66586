import type { FieldErrors } from '#server/base/errors.ts';
import { UNPLACED } from './authority-list.ts';
import { messages } from './messages.ts';

/** What stands for a typed rank that is no number: kept, so that it is refused where it is saved. */
const NO_RANK = -1;

const isRank = (rank: number): boolean => Number.isInteger(rank) && rank >= 0 && rank < UNPLACED;

/** What is wrong with a rank that must be given; empty when nothing is. */
export const rankErrors = (rank: number): FieldErrors =>
  isRank(rank) ? {} : { rank: messages.wrongRank };

/** What is wrong with a rank where {@link UNPLACED} may be one; empty when nothing is. */
export const optionalRankErrors = (rank: number): FieldErrors =>
  isRank(rank) || rank === UNPLACED ? {} : { rank: messages.wrongOptionalRank };

/** The rank that was typed where one must be given. */
export const typedRank = (typed: string): number =>
  /^\d{1,5}$/u.test(typed) ? Number(typed) : NO_RANK;

/** The rank that was typed; none is the one after all others. */
export const typedOptionalRank = (typed: string): number =>
  typed === '' ? UNPLACED : /^\d{1,4}$/u.test(typed) ? Number(typed) : NO_RANK;

/** A rank as its field shows it: empty for what is none. */
export const shownRank = (rank: number): string => (rank < 0 ? '' : String(rank));

/** A rank as its field shows it where {@link UNPLACED} may be one. */
export const shownOptionalRank = (rank: number): string =>
  rank === UNPLACED ? '' : shownRank(rank);
