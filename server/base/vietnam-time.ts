/**
 * The one clock of people: instants are kept in UTC, a day of a person is Vietnam's day (UTC+7, no
 * summer time since 1975).
 */

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The instant as a wall clock in Vietnam shows it, `2026-11-22T01:00:00.000`; empty for what is no
 * instant.
 */
function wallClock(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? '' : new Date(at + OFFSET_MS).toISOString().slice(0, -1);
}

/** The day of an instant: `2026-11-21T18:00:00Z` → `2026-11-22`. */
export const dayInVietnam = (instant: string): string => wallClock(instant).slice(0, 10);

/** Hour and minute of an instant: `2026-11-21T18:05:00Z` → `01:05`. */
export const timeInVietnam = (instant: string): string => wallClock(instant).slice(11, 16);

export const hourInVietnam = (instant: string): number => Number(wallClock(instant).slice(11, 13));

/** When a day begins: `2026-01-01` → `2025-12-31T17:00:00.000Z`. */
export const beginningOf = (day: string): string =>
  new Date(Date.parse(day) - OFFSET_MS).toISOString();

/** So many days after a day, before it for a negative count: `2026-03-01`, -1 → `2026-02-28`. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay();

/** Monday of the week that a day lies in: `2026-12-03` → `2026-11-30`. */
export const mondayOfWeek = (day: string): string => daysAfter(day, -((weekdayOf(day) + 6) % 7));
