/**
 * How often the code on a card of one desk was followed on one day
 * (docs/decisions/070-cards-for-desks.md). Nothing tells by whom.
 */
export interface DeskScan {
  /** In Vietnam: `2026-11-22`. */
  readonly day: string;
  /** The unit that has the desk. */
  readonly unitId: string;
  /** Slug of the procedure. */
  readonly procedure: string;
  readonly count: number;
}

export type DeskSum = Omit<DeskScan, 'day'>;
