import type { FieldErrors } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { messages } from './messages.ts';

/** What only the commune knows: numbers, then texts. */
export const OWN_NUMBERS = ['events', 'listeners', 'broadcasts', 'leaflets'] as const;
export type OwnNumber = (typeof OWN_NUMBERS)[number];
export const OWN_TEXTS = ['difficulties', 'proposals'] as const;
export type OwnText = (typeof OWN_TEXTS)[number];
export type OwnField = OwnNumber | OwnText;
export const LONGEST_OWN_TEXT = 4_000;
export const LARGEST_NUMBER = 99_999_999;

/** Null for a number that is not filled in yet. */
export type OwnFigures = Readonly<Record<OwnNumber, number | null>> &
  Readonly<Record<OwnText, string>>;

export const NO_OWN_FIGURES: OwnFigures = {
  events: null,
  listeners: null,
  broadcasts: null,
  leaflets: null,
  difficulties: '',
  proposals: '',
};

export const OWN_LABELS: Readonly<Record<OwnField, string>> = {
  events: 'Số buổi tuyên truyền, sinh hoạt pháp luật',
  listeners: 'Lượt người dự',
  broadcasts: 'Lượt phát trên loa truyền thanh',
  leaflets: 'Tờ gấp, tờ rơi đã in',
  difficulties: 'Khó khăn, vướng mắc',
  proposals: 'Đề xuất, kiến nghị',
};

const GROUPED = /^\d{1,3}(?:\.\d{3})+$/u;

/** `1.234` and `1234` are 1234; null for nothing; undefined for what is no whole number ≥ 0. */
export function readNumber(typed: string): number | null | undefined {
  const text = typed.replaceAll(/\s/gu, '');
  if (text === '') return null;
  const plain = GROUPED.test(text) ? text.replaceAll('.', '') : text;
  if (!/^\d{1,9}$/u.test(plain)) return undefined;
  const number = Number(plain);
  return number <= LARGEST_NUMBER ? number : undefined;
}

/**
 * What was typed, as figures, or what is wrong with it. `whole`: it is sent, so no number may be
 * missing.
 */
export function readOwn(
  typed: Readonly<Record<OwnField, string>>,
  whole: boolean,
): { readonly own: OwnFigures; readonly errors: FieldErrors } {
  const numbers = OWN_NUMBERS.map((name) => [name, readNumber(typed[name])] as const);
  const faults = numbers.flatMap(([name, value]) =>
    value === undefined
      ? [[name, messages.wholeNumber(OWN_LABELS[name])] as const]
      : value === null && whole
        ? [[name, messages.fillNumber(OWN_LABELS[name])] as const]
        : [],
  );
  return {
    own: {
      ...NO_OWN_FIGURES,
      ...Object.fromEntries(numbers.map(([name, value]) => [name, value ?? null])),
      difficulties: typed.difficulties,
      proposals: typed.proposals,
    },
    errors: {
      ...Object.fromEntries(faults),
      ...tooLongErrors(
        Object.fromEntries(
          OWN_TEXTS.map((name) => [name, [OWN_LABELS[name], typed[name], LONGEST_OWN_TEXT]]),
        ),
      ),
    },
  };
}

/** Fields in which two versions differ, in the order of the form. */
export const changedFields = (a: OwnFigures, b: OwnFigures): OwnField[] =>
  [...OWN_NUMBERS, ...OWN_TEXTS].filter((name) => a[name] !== b[name]);
