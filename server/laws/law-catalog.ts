import type { NewJob } from '#server/base/job.ts';
import type { Page } from '#server/base/page.ts';
import type { CitationToReview, LawRecord } from './law-record.ts';

export interface LawList {
  /** Any run of characters of a `lawNumberKey`; every law when empty. */
  readonly search: string;
  /**
   * Only what is published and items of these units count as citing, and a law that nobody has
   * described is left out where none of them cites it; all for null.
   */
  readonly units: readonly string[] | null;
  readonly limit: number;
  readonly after: string | null;
}

export interface CitedLaw {
  readonly law: LawRecord;
  /** Items that cite it. */
  readonly citing: number;
}

/** Which citations of laws that ended, whole or in part, are asked for. */
export interface CitationList {
  readonly day: string;
  readonly limit: number;
  readonly after: string | null;
}

/** Jobs that a change causes, and when it was made (ISO). */
export interface CausedJobs {
  readonly jobs: readonly NewJob[];
  readonly at: string;
}

/** The part of the port `Catalog` that keeps laws, each once for all items that cite it. */
export interface LawCatalog {
  /**
   * In the order asked; missing ones are left out. Saving an item makes an unknown law (version 0)
   * of every number it is the first to cite.
   */
  findLaws(keys: readonly string[]): Promise<LawRecord[]>;
  /** By key. */
  listLaws(list: LawList): Promise<Page<CitedLaw>>;
  /**
   * Saves all or none, each as `version + 1`. Throws `stale-version` when a stored version differs
   * from the one given (0 for a new one). Returns them as saved; the public revision grows. The
   * jobs they cause are saved with them or not at all.
   */
  saveLaws(laws: readonly LawRecord[], caused?: CausedJobs): Promise<LawRecord[]>;
  /**
   * Published items with a cited law that turned by `day` (`hasTurned`) and is not settled
   * (`isSettled`); turns of unknown day first, then the oldest, then by law and item.
   */
  citationsToReview(list: CitationList): Promise<Page<CitationToReview>>;
  countCitationsToReview(day: string): Promise<number>;
}
