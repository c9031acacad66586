import { dayInVietnam, timeInVietnam } from '#server/base/vietnam-time.ts';
import type { PartialDate } from '#server/base/partial-date.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3}){1,8}$)/gu, ',');
const STEPS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;
const two = (n: number): string => String(n).padStart(2, '0');
const many = (n: number, one: string): string => (n === 1 ? `1 ${one}` : `${n} ${one}s`);
/** `12 May 2026`, `May 2026`, `2026`: no reader takes the day for the month. */
const spoken = (date: string): string => {
  const [year = '', month, day] = date.split('-');
  return [
    day === undefined ? '' : String(Number(day)),
    month === undefined ? '' : (MONTHS[Number(month) - 1] ?? month),
    year,
  ]
    .filter((s) => s !== '')
    .join(' ');
};

/** Numbers, sizes and times in English. */
export const units = {
  count: (n: number): string => grouped(String(Math.trunc(n))),
  bytes: (n: number): string => {
    let value = n;
    let step = 0;
    while (value >= 1000 && step < STEPS.length - 1) {
      value /= 1000;
      step += 1;
    }
    return `${step === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${STEPS[step]!}`;
  },
  duration: (seconds: number): string => {
    const whole = Math.round(seconds);
    if (whole < 60) return many(whole, 'second');
    if (whole < 600 && whole % 60 !== 0)
      return `${many(Math.floor(whole / 60), 'minute')} ${many(whole % 60, 'second')}`;
    const minutes = Math.round(whole / 60);
    if (minutes < 60) return many(minutes, 'minute');
    return minutes % 60 === 0
      ? many(minutes / 60, 'hour')
      : `${many(Math.floor(minutes / 60), 'hour')} ${many(minutes % 60, 'minute')}`;
  },
  clock: (seconds: number): string => {
    const whole = Math.floor(seconds);
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    return hours > 0
      ? `${hours}:${two(minutes)}:${two(whole % 60)}`
      : `${minutes}:${two(whole % 60)}`;
  },
  date: (date: PartialDate): string => spoken(date),
  day: (instant: string): string => spoken(dayInVietnam(instant)),
  moment: (instant: string): string =>
    `${spoken(dayInVietnam(instant))}, ${timeInVietnam(instant)}`,
};
