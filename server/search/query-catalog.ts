/** What readers looked for in vain: the librarians' list of what is missing. */
export interface EmptyQuery {
  readonly folded: string;
  readonly count: number;
  readonly lastAt: string;
}

/** What a search came to: something, nothing close, or nothing at all. */
export const QUERY_OUTCOMES = ['found', 'weak', 'empty'] as const;
export type QueryOutcome = (typeof QUERY_OUTCOMES)[number];
export type QueryCounts = Readonly<Record<QueryOutcome, number>>;

/** How often searches of one day came to this. Nothing tells who asked. */
export interface AskedQuery {
  /** In Vietnam: `2026-11-22`. */
  readonly day: string;
  /** Of one query that was weak or empty; '' for all searches of the day together. */
  readonly folded: string;
  readonly outcome: QueryOutcome;
  readonly count: number;
}

/** A query that was weak or empty, with its days within a period together. */
export interface WeakQuery {
  readonly folded: string;
  readonly count: number;
  /** Of these, so often nothing at all was found. */
  readonly empty: number;
  readonly lastDay: string;
}

/**
 * A query that found something, counted once a day for each visitor. Its words are not kept before
 * several visitors asked them: one person's words may name somebody.
 */
export interface FrequentQuery {
  /** A digest of the folded words. */
  readonly key: string;
  /** As it was read last, with marks; '' before several visitors asked it. */
  readonly shown: string;
  readonly count: number;
  /** When it was asked last. */
  readonly day: string;
}

/** Visitors and days that make a query frequent. */
export const SEVERAL = 3;

/** The part of the port `Catalog` that counts what readers looked for, and in vain. */
export interface QueryCatalog {
  /** Counts a query that found nothing, folded; who asked is not kept. */
  noteEmptyQuery(folded: string, at: string): Promise<void>;
  /** Most asked first, then newest. */
  emptyQueries(limit: number): Promise<EmptyQuery[]>;
  /** Forgets those that nobody has asked since this instant. */
  forgetEmptyQueries(before: string): Promise<void>;
  /** Adds to the counts of these days, queries and outcomes, all or nothing. */
  addQueries(asked: readonly AskedQuery[]): Promise<void>;
  /** Weak and empty ones since this day: most asked first, then the latest, then by words. */
  weakQueries(from: string, limit: number): Promise<WeakQuery[]>;
  /** Searches of these days together, both included. */
  countQueries(period: { readonly from: string; readonly to: string }): Promise<QueryCounts>;
  /** Takes a weak or empty query off the lists until it is asked again; sums of days stay. */
  settleQuery(folded: string): Promise<void>;
  /** Adds to the counts of these keys; the words are kept once a count reaches {@link SEVERAL}. */
  addFrequentQueries(asked: readonly FrequentQuery[]): Promise<void>;
  /** Those whose words are kept: most asked first, then by words. */
  frequentQueries(limit: number): Promise<FrequentQuery[]>;
  /** Forgets words of weak ones, and frequent ones, that nobody has asked since this day. */
  forgetQueries(before: string): Promise<void>;
}
