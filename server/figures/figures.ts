import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import { lastDayOf } from '#server/base/partial-date.ts';
import { dayBefore } from './visit.ts';

/**
 * Periods that figures are shown for: what officials report (Điều 13 Quyết định 14/2019/QĐ-TTg:
 * each half-year and year), and what goes on.
 */
export const FIGURE_PERIODS = [
  '12-thang',
  '6-thang',
  'ky-nay',
  'ky-truoc',
  'nam-nay',
  'nam-truoc',
] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

/** The month so many months before: `monthBefore('2026-02', 3)` is `2025-11`. */
export function monthBefore(month: string, months: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Days of a period as seen on `today`; one that still runs ends today. Whole months otherwise. */
export function figurePeriod(period: FigurePeriod, today: string): ReportPeriod {
  const [month, year] = [today.slice(0, 7), today.slice(0, 4)];
  const half = month < `${year}-07` ? `${year}-01` : `${year}-07`;
  const until = (first: string, months: number): ReportPeriod => ({
    from: `${first}-01`,
    to: lastDayOf(monthBefore(first, 1 - months)),
  });
  switch (period) {
    case '12-thang':
      return { from: `${monthBefore(month, 11)}-01`, to: today };
    case '6-thang':
      return { from: `${monthBefore(month, 5)}-01`, to: today };
    case 'ky-nay':
      return { from: `${half}-01`, to: today };
    case 'ky-truoc':
      return until(monthBefore(half, 6), 6);
    case 'nam-nay':
      return { from: `${year}-01-01`, to: today };
    case 'nam-truoc':
      return until(monthBefore(`${year}-01`, 12), 12);
  }
}

/** The same days a year before; a whole February stays whole in leap years and others. */
export function yearBefore({ from, to }: ReportPeriod): ReportPeriod {
  const before = (day: string): string => `${monthBefore(day.slice(0, 7), 12)}${day.slice(7)}`;
  const last = lastDayOf(before(to).slice(0, 7));
  return {
    from: before(from),
    to: to === lastDayOf(to.slice(0, 7)) || before(to) > last ? last : before(to),
  };
}

/** Months that a period touches, the first one first: `2025-12`, `2026-01` … */
export function monthsOf({ from, to }: ReportPeriod): string[] {
  const months: string[] = [];
  for (let month = to.slice(0, 7); month >= from.slice(0, 7); month = monthBefore(month, 1))
    months.unshift(month);
  return months;
}

/**
 * The period in pieces of at most so many days, none of which crosses the end of a month: what a
 * storage adds up at once.
 */
export function piecesOf({ from, to }: ReportPeriod, days: number): ReportPeriod[] {
  const pieces: ReportPeriod[] = [];
  for (let at = from; at <= to;) {
    const end = [dayBefore(at, 1 - days), lastDayOf(at.slice(0, 7)), to].toSorted()[0]!;
    pieces.push({ from: at, to: end });
    at = dayBefore(end, -1);
  }
  return pieces;
}
