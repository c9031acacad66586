/** What readers looked for in vain: the librarians' list of what is missing. */
export interface EmptyQuery {
  readonly folded: string;
  readonly count: number;
  readonly lastAt: string;
}

/** The part of the port `Catalog` that counts what readers looked for in vain. */
export interface QueryCatalog {
  /** Counts a query that found nothing, folded; who asked is not kept. */
  noteEmptyQuery(folded: string, at: string): Promise<void>;
  /** Most asked first, then newest. */
  emptyQueries(limit: number): Promise<EmptyQuery[]>;
  /** Forgets those that nobody has asked since this instant. */
  forgetEmptyQueries(before: string): Promise<void>;
}
