import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** One day that differs from the week: `2026-04-30`. */
export interface NamedDay {
  readonly day: string;
  readonly name: string;
}

/** Days off and days worked in their stead, of one year. */
export interface YearOfHolidays {
  readonly off: readonly NamedDay[];
  /** Saturdays and Sundays on which people work for a day that was moved. */
  readonly worked: readonly NamedDay[];
  /** An official compared it with the year's notice; lunar days are only reckoned before. */
  readonly confirmed: boolean;
}

export type HolidayEntry = AuthorityEntry<'holiday', YearOfHolidays>;
