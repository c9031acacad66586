import { parsePrice, type Holding, type HoldingState } from '../holding.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { wordOf } from '#server/http/staff-form.ts';

type Body = Readonly<Record<string, unknown>>;

/** What is no date is kept: the form shows it again and names the fault. */
export const dayOf = (typed: string): string =>
  typed === '' ? '' : (parsePartialDate(typed) ?? typed);
export const shownDay = (day: string): string =>
  parsePartialDate(day) === null ? day : showPartialDate(day);

/** The copy that a posted form means. */
export const holdingOf = (body: Body, before: Holding): Holding => ({
  ...before,
  registerNumber: wordOf(body, 'registerNumber').replaceAll(/\s+/gu, ' '),
  state: (wordOf(body, 'state') || before.state) as HoldingState,
  receivedOn: dayOf(wordOf(body, 'receivedOn')) || null,
  price: parsePrice(wordOf(body, 'price')),
  source: wordOf(body, 'source'),
  note: wordOf(body, 'note'),
  version: Number(wordOf(body, 'version')) || 0,
});

export const holdingValues = ({
  registerNumber,
  state,
  receivedOn,
  price,
  source,
  note,
}: Holding): FormValues => ({
  registerNumber,
  state,
  receivedOn: shownDay(receivedOn ?? ''),
  price: price === null || Number.isNaN(price) ? '' : String(price),
  source,
  note,
});

/** As typed, field by field: what is wrong must be seen. */
export const typedValues = (body: Body, more: FormValues = {}): FormValues => ({
  ...Object.fromEntries(
    ['registerNumber', 'state', 'receivedOn', 'price', 'source', 'note', 'copies'].map((name) => [
      name,
      wordOf(body, name),
    ]),
  ),
  ...more,
});
