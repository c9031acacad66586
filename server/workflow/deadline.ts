import { beginningOf, dayInVietnam, daysAfter, weekdayOf } from '#server/base/vietnam-time.ts';
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
const isWorkday = (day: string): boolean => ![0, 6].includes(weekdayOf(day));

/**
 * So many working days on (or back, for a negative count) from a day; Saturdays and Sundays do not
 * count.
 */
function workdays(from: string, count: number): string {
  const step = Math.sign(count);
  let at = from;
  for (let left = Math.abs(count); left > 0;) {
    at = daysAfter(at, step);
    if (isWorkday(at)) left--;
  }
  return at;
}

/** The last day on which the step is in time; null where there is none. */
export function dueDay(stage: Stage, since: string): string | null {
  const days = STEP_DAYS[stage];
  return days === null ? null : workdays(dayInVietnam(since), days);
}

/** Whole days to the deadline, negative when it is over; null where there is none. */
export function daysLeft(stage: Stage, since: string, now: string): number | null {
  const due = dueDay(stage, since);
  return due === null ? null : Math.round((Date.parse(due) - Date.parse(dayInVietnam(now))) / DAY);
}

/**
 * What has waited since before this instant is overdue: the bound of a count; null where nothing
 * ever is.
 */
export function overdueBefore(stage: Stage, now: string): string | null {
  const days = STEP_DAYS[stage];
  if (days === null) return null;
  const today = dayInVietnam(now);
  const dueOf = (day: string): string => workdays(day, days);
  // The first day whose deadline is today or later.
  let first = workdays(today, -days);
  while (dueOf(daysAfter(first, -1)) >= today) first = daysAfter(first, -1);
  while (dueOf(first) < today) first = daysAfter(first, 1);
  return beginningOf(first);
}
