/**
 * An item that readers saw once, as harvesters follow it (OAI-PMH 2.0 §2.5, persistent deletes): a
 * row is never taken away again.
 */
export interface HarvestRow {
  readonly itemId: string;
  /**
   * When what is told of it changed last: content, sets or its withdrawal. Whole seconds, UTC,
   * `2026-11-30T01:02:03Z`.
   */
  readonly stamp: string;
  /** Readers do not see it any more. */
  readonly deleted: boolean;
  /** The sets it is in, ancestors included; of a deleted one those it was in. */
  readonly sets: readonly string[];
  /** SHA-256, hex, of the record as it is told; of a deleted one as it was told last. */
  readonly digest: string;
}

/** Rows in the order of stamp, then item. */
export interface HarvestList {
  /** Null for all. */
  readonly set: string | null;
  /** Stamps of both ends are in; null for no end. */
  readonly from: string | null;
  readonly until: string | null;
  /** Only rows behind this one. */
  readonly after: Pick<HarvestRow, 'stamp' | 'itemId'> | null;
  readonly limit: number;
}

/** Grows when what is told of every record changes: all of them are then stamped anew. */
export const RECORD_FORM = 1;

/**
 * For so long a row may be on its way into the catalogue after its stamp was taken. Who asks is told
 * of nothing younger, and goes on from there.
 */
export const HOLD_MS = 2_000;

/** `2026-11-30T01:02:03Z`: the second that an instant lies in. */
export const secondOf = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;

/**
 * The second up to which the rows are complete: what answers say of themselves and where the next
 * question begins. `last` is the newest stamp; it lies ahead after the clock was set back.
 */
export function harvestHorizon(now: string, last: string | null): string {
  if (last !== null && last > secondOf(now)) return last;
  return secondOf(new Date(Date.parse(now) - HOLD_MS).toISOString());
}
