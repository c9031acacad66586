/**
 * One entry of a list that officials keep, as somebody left it
 * (docs/decisions/025-lists-kept-by-officials.md). The room of a list says what stands in it
 * (`List` is the list's name, `Value` the content); `AuthorityValues` in `ports.ts` puts all lists
 * together.
 */
export interface AuthorityEntry<List extends string = string, Value = unknown> {
  readonly list: List;
  /** Unique in its list. */
  readonly id: string;
  /** Smaller ones come first. */
  readonly rank: number;
  /** Grows by one at every saved change; 0 before the first. */
  readonly version: number;
  /** ISO instant of this change, and the name of who made it. */
  readonly changedAt: string;
  readonly changedBy: string;
  readonly value: Value;
}

/** Versions of one entry that are stored; the oldest go first. */
export const MOST_AUTHORITY_VERSIONS = 50;

/** The rank of entries that nobody has ranked: after all that have a rank. */
export const UNPLACED = 10_000;
