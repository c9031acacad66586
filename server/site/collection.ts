import { beginningOf, dayInVietnam, daysAfter, weekdayOf } from '#server/base/vietnam-time.ts';

/** Items that officials put together, in their order: a campaign, a topic of the season. */
export interface Collection {
  /** Part of its address; lower-case letters, digits, hyphens. */
  readonly slug: string;
  readonly title: string;
  readonly intro: string;
  /** In the order shown; items that are not published are left out when shown. */
  readonly itemIds: readonly string[];
  /** When it stands on the home page, each year; always when null. */
  readonly season: Season | null;
  /** Smaller ones come first. */
  readonly rank: number;
  /** Staff see it, readers do not. */
  readonly hidden: boolean;
  /** Grows by one at every saved change; 0 before the first. */
  readonly version: number;
  /**
   * ISO instant of the last change, and the name of who made it; empty for those the shelf brought
   * along.
   */
  readonly changedAt: string;
  readonly changedBy: string;
}

type WrittenBefore = 'hidden' | 'version' | 'changedAt' | 'changedBy';

/**
 * A collection as read from a store: those saved before officials could change them were on show,
 * in their first version.
 */
export const storedCollection = (
  raw: Omit<Collection, WrittenBefore> & Partial<Pick<Collection, WrittenBefore>>,
): Collection => ({ hidden: false, version: 1, changedAt: '', changedBy: '', ...raw });

/** First and last day, `MM-DD`, both included; a season may run over New Year. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** A day that some year has, as `MM-DD`. */
export const isSeasonDay = (day: string): boolean => {
  const [month = 0, date = 0] = /^\d{2}-\d{2}$/u.test(day) ? day.split('-').map(Number) : [];
  return (
    month >= 1 &&
    month <= 12 &&
    date >= 1 &&
    date <= new Date(Date.UTC(2024, month, 0)).getUTCDate()
  );
};

/** A season's day as it is written: `30/11`. */
export const showSeasonDay = (day: string): string => day.split('-').toReversed().join('/');

/** Whether it is on show at an instant; days are Vietnam's. */
export function inSeason({ season }: Pick<Collection, 'season'>, now: string): boolean {
  if (season === null) return true;
  const day = dayInVietnam(now).slice(5);
  return season.from <= season.to
    ? day >= season.from && day <= season.to
    : day >= season.from || day <= season.to;
}

/**
 * The collection that the home page opens, of those on show: the first of the season, else the
 * first that has items; null when none has.
 */
export function featuredOf<C extends Pick<Collection, 'season' | 'itemIds'>>(
  onShow: readonly C[],
): C | null {
  const filled = onShow.filter(({ itemIds }) => itemIds.length > 0);
  return filled.find(({ season }) => season !== null) ?? filled[0] ?? null;
}

/** The instant (ISO) at which Vietnam's current week began: Monday, 0:00 at UTC+7. */
export function weekStart(now: string): string {
  const today = dayInVietnam(now);
  return beginningOf(daysAfter(today, -((weekdayOf(today) + 6) % 7)));
}
