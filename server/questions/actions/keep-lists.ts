import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { weekdayOf } from '#server/base/vietnam-time.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { authorise } from '#server/workflow/access.ts';
import type { AnswerTemplate, TemplateEntry } from '../answer-template.ts';
import { messages } from '../messages.ts';
import { LONGEST_ANSWER } from '../question.ts';
import { SHIPPED_HOLIDAYS } from '../shipped-holidays.ts';
import type { HolidayEntry, NamedDay, YearOfHolidays } from '../holiday.ts';
import { calendarOf, readNamedDay, type Calendar } from '../working-days.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** Holidays as they stand: what officials saved before what was shipped. */
export const readCalendar = async (catalog: {
  readonly listAuthority: AuthorityCatalog<{ holiday: YearOfHolidays }>['listAuthority'];
}): Promise<Calendar> => calendarOf(await catalog.listAuthority('holiday'));

const isYear = (year: string): boolean => /^20[2-9]\d$|^2100$/u.test(year);

/** A year as it stands, as it was shipped, or empty. Throws `page-not-found` for what is no year. */
export async function getHolidays(
  { catalog }: Pick<Deps, 'catalog'>,
  year: string,
): Promise<HolidayEntry> {
  if (!isYear(year)) throw new AppError('page-not-found', { year });
  return (
    (await catalog.findAuthority('holiday', year)) ?? {
      list: 'holiday',
      id: year,
      rank: Number(year),
      version: 0,
      changedAt: '',
      changedBy: '',
      value: SHIPPED_HOLIDAYS[year] ?? { off: [], worked: [], confirmed: false },
    }
  );
}

/** Lines of a field as days; what is none of this year is told by its line. */
function daysOf(lines: string, year: string): { days: NamedDay[]; wrong: string[] } {
  const days: NamedDay[] = [];
  const wrong: string[] = [];
  for (const line of lines.split(/\r?\n/u).filter((one) => one.trim() !== '')) {
    const day = readNamedDay(line, year);
    if (day === null) wrong.push(`“${line.trim().slice(0, 60)}”`);
    else days.push(day);
  }
  return { days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)), wrong };
}

export interface HolidayForm {
  readonly version: number;
  readonly off: string;
  readonly worked: string;
  readonly confirmed: boolean;
}

/** Saves a year's days. Throws `not-allowed`, `invalid-input`, `stale-version`, `page-not-found`. */
export async function saveHolidays(
  deps: Deps,
  actor: Actor,
  year: string,
  form: HolidayForm,
): Promise<HolidayEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const before = await getHolidays(deps, year);
  const [off, worked] = [daysOf(form.off, year), daysOf(form.worked, year)];
  const onWeekdays = worked.days.filter(({ day }) => ![0, 6].includes(weekdayOf(day)));
  refuseErrors({
    ...(off.wrong.length > 0 ? { off: messages.wrongLines(off.wrong.join(', ')) } : {}),
    ...(worked.wrong.length > 0
      ? { worked: messages.wrongLines(worked.wrong.join(', ')) }
      : onWeekdays.length > 0
        ? { worked: messages.workedOnWeekdays(onWeekdays.map(({ day }) => day).join(', ')) }
        : {}),
  });
  return deps.catalog.saveAuthority({
    ...before,
    version: form.version,
    changedAt: deps.now(),
    changedBy: actor.displayName,
    value: { off: off.days, worked: worked.days, confirmed: form.confirmed },
  });
}

const templateErrors = ({ name, text }: AnswerTemplate): FieldErrors => ({
  ...(name === '' ? { name: messages.writeName } : {}),
  ...(text === '' ? { text: messages.writeText } : {}),
  ...tooLongErrors({
    name: [FIELD_LABELS.name, name, 200],
    text: [FIELD_LABELS.body, text, LONGEST_ANSWER],
  }),
});

/** Throws `page-not-found`. */
export async function getTemplate(
  { catalog }: Pick<Deps, 'catalog'>,
  id: string,
): Promise<TemplateEntry> {
  const entry = await catalog.findAuthority('answer-template', id);
  if (entry === null) throw new AppError('page-not-found', { id });
  return entry;
}

/** Saves a template. Throws `not-allowed`, `invalid-input`, `stale-version`. */
export async function saveTemplate(
  { catalog, now }: Deps,
  actor: Actor,
  entry: TemplateEntry,
): Promise<TemplateEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(templateErrors(entry.value));
  return catalog.saveAuthority({ ...entry, changedAt: now(), changedBy: actor.displayName });
}
