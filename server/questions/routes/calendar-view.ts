import type { AppDeps } from '#server/http/app-deps.ts';
import { readCalendar } from '../actions/keep-lists.ts';
import { RUNNING_STATES, type Question } from '../question.ts';
import { deadlineOf, type Calendar, type Deadline } from '../working-days.ts';

/** The deadline of a question whose days run; null for others. */
export const deadlineView = (
  deps: AppDeps,
  calendar: Calendar,
  { state, runsFrom }: Pick<Question, 'state' | 'runsFrom'>,
): Deadline | null =>
  RUNNING_STATES.includes(state)
    ? deadlineOf(calendar, runsFrom, deps.config.ANSWER_WORKDAYS, deps.now())
    : null;

/** What has to be said of the years that deadlines touch; null for nothing. */
export interface CalendarNote {
  readonly missing: readonly string[];
  readonly unconfirmed: readonly string[];
}

export function calendarNote(
  calendar: Calendar,
  deadlines: readonly (Deadline | null)[],
): CalendarNote | null {
  const known = deadlines.filter((d) => d !== null);
  const missing = [...new Set(known.flatMap((d) => d.missing))].toSorted();
  const years = new Set(known.map(({ due }) => due.slice(0, 4)));
  const unconfirmed = [...years].filter((year) => calendar.get(year)?.confirmed === false);
  return missing.length + unconfirmed.length === 0
    ? null
    : { missing, unconfirmed: unconfirmed.toSorted() };
}

export const calendarOfShelf = (deps: AppDeps): Promise<Calendar> =>
  readCalendar(deps.storage.catalog);
