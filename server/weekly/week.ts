import { daysAfter, mondayOfWeek } from '#server/base/vietnam-time.ts';

/** A week as ISO 8601 counts it, from Monday: `2026-W48`. */
export type Week = string;

/** The week of a day: it belongs to the year of its Thursday. */
export function weekOf(day: string): Week {
  const thursday = daysAfter(mondayOfWeek(day), 3);
  const year = thursday.slice(0, 4);
  const first = mondayOfWeek(`${year}-01-04`);
  const number = Math.round((Date.parse(mondayOfWeek(day)) - Date.parse(first)) / 604_800_000) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Monday and Sunday of a week; null for what is none. */
export function daysOfWeek(week: Week): { readonly from: string; readonly to: string } | null {
  const [, year, number] = /^(2\d{3})-W(\d{2})$/u.exec(week) ?? [];
  if (year === undefined || number === undefined) return null;
  const from = daysAfter(mondayOfWeek(`${year}-01-04`), (Number(number) - 1) * 7);
  return weekOf(from) === week ? { from, to: daysAfter(from, 6) } : null;
}

/** So many weeks beginning with that of a day. */
export const weeksFrom = (day: string, count: number): Week[] =>
  Array.from({ length: count }, (_, i) => weekOf(daysAfter(day, i * 7)));
