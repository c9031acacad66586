import { dayInVietnam } from '#server/base/partial-date.ts';
import type { Stage } from '#server/base/stage.ts';

/** Working days that each step may take; published and withdrawn wait for nobody. */
export const STEP_DAYS: Readonly<Record<Stage, number | null>> = {
  returned: 5,
  draft: 10,
  submitted: 5,
  verified: 3,
  published: null,
  withdrawn: null,
};

const DAY = 86_400_000;
const isWorkday = (time: number): boolean => ![0, 6].includes(new Date(time).getUTCDay());
const timeOf = (instant: string): number => Date.parse(`${dayInVietnam(instant)}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * So many working days on (or back, for a negative count) from a day; Saturdays and Sundays do not
 * count.
 */
function workdays(from: number, count: number): number {
  const step = Math.sign(count) * DAY;
  let at = from;
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (isWorkday(at)) left--;
  }
  return at;
}

/** The last day on which the step is in time; null where there is none. */
export function dueDay(stage: Stage, since: string): string | null {
  const days = STEP_DAYS[stage];
  return days === null ? null : dayOf(workdays(timeOf(since), days));
}

/** Whole days to the deadline, negative when it is over; null where there is none. */
export function daysLeft(stage: Stage, since: string, now: string): number | null {
  const due = dueDay(stage, since);
  return due === null ? null : Math.round((Date.parse(`${due}T00:00:00Z`) - timeOf(now)) / DAY);
}

/**
 * What has waited since before this instant is overdue: the bound of a count; null where nothing
 * ever is.
 */
export function overdueBefore(stage: Stage, now: string): string | null {
  const days = STEP_DAYS[stage];
  if (days === null) return null;
  // The first day whose deadline is today or later; its beginning in Vietnam (UTC+7).
  let first = workdays(timeOf(now), -days);
  while (dueDay(stage, `${dayOf(first - DAY)}T05:00:00Z`)! >= dayInVietnam(now)) first -= DAY;
  while (dueDay(stage, `${dayOf(first)}T05:00:00Z`)! < dayInVietnam(now)) first += DAY;
  return new Date(first - 7 * 3_600_000).toISOString();
}
