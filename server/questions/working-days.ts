import { beginningOf, dayInVietnam, daysAfter, weekdayOf } from '#server/base/vietnam-time.ts';
import type { HolidayEntry, NamedDay, YearOfHolidays } from './holiday.ts';
import { SHIPPED_HOLIDAYS } from './shipped-holidays.ts';

/** Years by their four digits. */
export type Calendar = ReadonlyMap<string, YearOfHolidays>;

/** The calendar in force: what officials saved stands before what was shipped. */
export const calendarOf = (entries: readonly HolidayEntry[]): Calendar =>
  new Map([...Object.entries(SHIPPED_HOLIDAYS), ...entries.map((e) => [e.id, e.value] as const)]);

const yearOf = (day: string): string => day.slice(0, 4);

/** Whether people work on a day; in a year without a table every weekday is one. */
export function isWorkday(calendar: Calendar, day: string): boolean {
  const year = calendar.get(yearOf(day));
  if (year?.worked.some((d) => d.day === day)) return true;
  return ![0, 6].includes(weekdayOf(day)) && !(year?.off.some((d) => d.day === day) ?? false);
}

/** The day on which so many working days after a day are over; the day itself does not count. */
export function workdaysAfter(calendar: Calendar, from: string, count: number): string {
  let at = from;
  for (let left = count; left > 0;) {
    at = daysAfter(at, 1);
    if (isWorkday(calendar, at)) left--;
  }
  return at;
}

/** Working days after `from` up to and with `to`; 0 where `to` is not later. */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number {
  let count = 0;
  for (let at = from; at < to;) {
    at = daysAfter(at, 1);
    if (isWorkday(calendar, at)) count++;
  }
  return count;
}

export interface Deadline {
  /** The last day in time. */
  readonly due: string;
  /** Working days left, 0 on the last one; negative: days of the calendar it is over. */
  readonly left: number;
  /** Years it touches for which nobody keeps holidays: their weekends alone were counted. */
  readonly missing: readonly string[];
}

/** By when a question has to be answered whose days count from an instant. */
export function deadlineOf(
  calendar: Calendar,
  runsFrom: string,
  days: number,
  now: string,
): Deadline {
  const from = dayInVietnam(runsFrom);
  const due = workdaysAfter(calendar, from, days);
  const today = dayInVietnam(now);
  const years = [...new Set([yearOf(from), yearOf(due)])];
  return {
    due,
    left:
      today <= due
        ? workdaysBetween(calendar, today, due)
        : -Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000),
    missing: years.filter((year) => !calendar.has(year)),
  };
}

/** Questions whose days count from before this instant are past their deadline at `now`, ISO. */
export function lateBefore(calendar: Calendar, days: number, now: string): string {
  const today = dayInVietnam(now);
  let from = today;
  while (workdaysAfter(calendar, from, days) >= today) from = daysAfter(from, -1);
  return beginningOf(daysAfter(from, 1));
}

/** `30/04/2026 Ngày Chiến thắng`: a line of the form, and the way back. */
export const showNamedDay = ({ day, name }: NamedDay): string =>
  `${day.split('-').toReversed().join('/')} ${name}`.trim();

/** Null for a line that names no day of this year. */
export function readNamedDay(line: string, year: string): NamedDay | null {
  const [, d, m, y, name] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (.*))?$/u.exec(line.trim()) ?? [];
  if (d === undefined || m === undefined || y !== year) return null;
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const real = new Date(Date.parse(day));
  if (Number.isNaN(real.getTime()) || !real.toISOString().startsWith(day)) return null;
  return { day, name: (name ?? '').trim() };
}
