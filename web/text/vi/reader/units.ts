import { byteCount } from '#server/base/byte-count.ts';
import { dayInVietnam, timeInVietnam } from '#server/base/vietnam-time.ts';
import { showPartialDate, type PartialDate } from '#server/base/partial-date.ts';

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3}){1,8}$)/gu, '.');

const two = (n: number): string => String(n).padStart(2, '0');

/** Numbers, sizes and times as Vietnamese readers write them. */
export const units = {
  count: (n: number): string => grouped(String(Math.trunc(n))),
  bytes: byteCount,
  duration: (seconds: number): string => {
    const whole = Math.round(seconds);
    if (whole < 60) return `${whole} giây`;
    if (whole < 600 && whole % 60 !== 0) return `${Math.floor(whole / 60)} phút ${whole % 60} giây`;
    const minutes = Math.round(whole / 60);
    if (minutes < 60) return `${minutes} phút`;
    return minutes % 60 === 0
      ? `${minutes / 60} giờ`
      : `${Math.floor(minutes / 60)} giờ ${minutes % 60} phút`;
  },
  clock: (seconds: number): string => {
    const whole = Math.floor(seconds);
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    return hours > 0
      ? `${hours}:${two(minutes)}:${two(whole % 60)}`
      : `${minutes}:${two(whole % 60)}`;
  },
  /** A partial date, in full where the day is known: `12/05/2026`, `05/2026`, `2026`. */
  date: (date: PartialDate): string => showPartialDate(date),
  day: (instant: string): string => showPartialDate(dayInVietnam(instant)),
  moment: (instant: string): string =>
    `${timeInVietnam(instant)} ngày ${showPartialDate(dayInVietnam(instant))}`,
};
