export const UNIT_ENTRY_STATES = ['draft', 'submitted', 'published', 'withdrawn'] as const;
export type UnitEntryState = (typeof UNIT_ENTRY_STATES)[number];

/**
 * One entry of a list that every unit writes in and that goes on growing
 * (docs/decisions/069-news.md): read page by page, never whole. The room of a list says what stands
 * in it; `UnitValues` in `ports.ts` puts all lists together.
 */
export interface UnitEntry<List extends string = string, Value = unknown> {
  readonly list: List;
  /** Unique in its list. */
  readonly id: string;
  /** The part of its public address, unique in its list. */
  readonly slug: string;
  readonly unitId: string;
  readonly state: UnitEntryState;
  /** What its list tells apart: a kind of news, the week of a law. */
  readonly topic: string;
  /** Lists begin with the greatest; of equal ones with the greatest id. */
  readonly sortKey: string;
  /** First and last day on show, `YYYY-MM-DD`, both included; open when null. */
  readonly from: string | null;
  readonly to: string | null;
  /** SHA-256 names of the bytes that it needs. */
  readonly files: readonly string[];
  /** Grows by one at every saved change; 0 before the first. */
  readonly version: number;
  /** ISO instant of this change, and the name of who made it. */
  readonly changedAt: string;
  readonly changedBy: string;
  readonly value: Value;
}

/** Whether readers find it on a day of Vietnam's. */
export const isShownOn = (
  { state, from, to }: Pick<UnitEntry, 'state' | 'from' | 'to'>,
  day: string,
): boolean => state === 'published' && (from === null || day >= from) && (to === null || day <= to);
