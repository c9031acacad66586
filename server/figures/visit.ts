import { daysAfter } from '#server/base/vietnam-time.ts';

/**
 * `view`: a page about something; `read`: a page, chapter or print form of its text; `download`: a
 * file; `play`: a recording's page; `embed`: a widget of the shelf that somebody saw inside another
 * site.
 */
export const VISIT_KINDS = ['view', 'read', 'download', 'play', 'embed'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** How often something was visited on one day. Nothing tells by whom. */
export interface VisitCount {
  /** In Vietnam: `2026-11-22`. */
  readonly day: string;
  /** Empty for pages that belong to no item: home, lists, search, help. */
  readonly itemId: string;
  readonly kind: VisitKind;
  readonly count: number;
}

export type VisitSums = Readonly<Record<VisitKind, number>>;

export interface ItemVisits extends VisitSums {
  readonly itemId: string;
}

/** Days in Vietnam, both included; `from` null means from the beginning. */
export interface VisitPeriod {
  readonly from: string | null;
  readonly to: string;
}

/** The day so many days before: `dayBefore('2026-03-01', 1)` is `2026-02-28`. */
export const dayBefore = (day: string, days: number): string => daysAfter(day, -days);

/**
 * Visits of the shelf itself: who opens a portal's page with a widget in it has not come to the
 * shelf, so those are shown apart.
 */
export const visitTotal = ({ view, read, download, play }: VisitSums): number =>
  view + read + download + play;
