/**
 * A date known to the year, the month or the day: `2026`, `2026-05`, `2026-05-12`. It stays as
 * partial as it was given.
 */
export type PartialDate = string;

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const build = (year: string, month?: string, day?: string): PartialDate | null => {
  const y = Number(year);
  if (y < 1000 || y > 9999) return null;
  if (month === undefined) return year;
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  const mm = String(m).padStart(2, '0');
  if (day === undefined) return `${year}-${mm}`;
  const d = Number(day);
  if (d < 1 || d > daysIn(y, m)) return null;
  return `${year}-${mm}-${String(d).padStart(2, '0')}`;
};

/**
 * Reads ISO order (`2026-05-12`) and Vietnamese order (`12/5/2026`, `5/2026`, `12-05-2026`).
 * Returns null for anything that is not a real date.
 */
export function parsePartialDate(text: string): PartialDate | null {
  const t = text.trim();
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u.exec(t);
  if (iso) return build(iso[1]!, iso[2], iso[3]);
  const vi = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/u.exec(t);
  if (vi) return build(vi[3]!, vi[2], vi[1]);
  return null;
}

/** `2026-05-12` → `12/05/2026`, `2026-05` → `05/2026`. */
export const showPartialDate = (date: PartialDate): string =>
  date.split('-').toReversed().join('/');

/** The year as a number, or null when there is no date. */
export const yearOf = (date: PartialDate | null): number | null =>
  date === null ? null : Number(date.slice(0, 4));

/** The last day of a month: `2024-02` → `2024-02-29`. */
export const lastDayOf = (month: string): string =>
  `${month}-${daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7)))}`;

export const WRONG_DATE =
  'Ghi năm, tháng/năm hoặc ngày/tháng/năm có thật, ví dụ 2026, 5/2026, 12/5/2026.';

export const isDate = (date: string | null): boolean =>
  date === null || parsePartialDate(date) !== null;

export const WRONG_DAY = 'Ghi đủ ngày/tháng/năm có thật, ví dụ 01/08/2026.';

/** A whole day as it is kept: `2026-05-12`. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(day) && parsePartialDate(day) !== null;
