import type { Rating, RatingCounts } from './rating.ts';
import type { ItemVisits, VisitCount, VisitPeriod, VisitSums } from './visit.ts';

/**
 * What the catalogue knows of readers without knowing any: answers and counts (docs/decisions/011).
 * A part of `Catalog`.
 */
export interface ReaderCatalog {
  /**
   * Keeps a reader's answer; ignored when its id is there already. Changes nothing that readers
   * see.
   */
  addRating(rating: Rating): Promise<void>;
  /** Answers about one item, or about the whole shelf for null; zeros when there are none. */
  countRatings(itemId: string | null): Promise<RatingCounts>;
  /**
   * Answers with a comment about one item, or the whole shelf for null: newest day first, then by
   * id descending.
   */
  ratingComments(itemId: string | null, limit: number): Promise<Rating[]>;
  /** Null when missing. */
  findRating(id: string): Promise<Rating | null>;
  /**
   * Empties a comment (somebody wrote a name or worse); the answer still counts. Ignored when
   * missing.
   */
  clearRatingComment(id: string): Promise<void>;
  /** Empties the comments of all days before this one; the answers still count. */
  forgetRatingComments(day: string): Promise<void>;

  /**
   * Adds to the counters of these days, items and kinds, all or nothing; the same counter may be
   * given twice. Changes nothing that readers see.
   */
  addVisits(visits: readonly VisitCount[]): Promise<void>;
  /**
   * Sums over the days of one item, or of everything for null (pages of no item included); zeros
   * when there are none.
   */
  sumVisits(itemId: string | null, period: VisitPeriod): Promise<VisitSums>;
  /**
   * Items with their sums over the days, most visits of all kinds first, then by id; pages of no
   * item are left out.
   */
  mostVisited(period: VisitPeriod, limit: number): Promise<ItemVisits[]>;
}
