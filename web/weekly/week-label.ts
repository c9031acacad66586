import { daysOfWeek, type Week } from '#server/weekly/week.ts';
import type { Text } from '#web/text/reader-words.ts';

/** Number, first and last day of a week as readers read them. */
export function weekParts(
  { units }: Pick<Text, 'units'>,
  week: Week,
): readonly [number: string, from: string, to: string] {
  const days = daysOfWeek(week);
  return days === null
    ? [week, '', '']
    : [String(Number(week.slice(6))), units.date(days.from), units.date(days.to)];
}
