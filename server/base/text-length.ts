import type { FieldErrors } from './errors.ts';

/**
 * Letters of one field where nothing shorter is said: more is a text of its own, which belongs in a
 * file.
 */
export const LONGEST_TEXT = 20_000;

const count = new Intl.NumberFormat('vi');

/**
 * What is said of a text that is too long: how long it is and how long it may be; null when it
 * fits. A form's line ends are two letters, people count one.
 */
export function tooLong(what: string, text: string, most = LONGEST_TEXT): string | null {
  const { length } = text.replaceAll('\r\n', '\n');
  return length > most
    ? `${what} dài ${count.format(length)} ký tự, tối đa ${count.format(most)}. Hãy rút gọn.`
    : null;
}

/**
 * The same of several fields: field → its name in words, its text and, where it is shorter, its
 * limit.
 */
export const tooLongErrors = (
  fields: Readonly<Record<string, readonly [what: string, text: string, most?: number]>>,
): FieldErrors =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, checked]) => {
      const fault = tooLong(...checked);
      return fault === null ? [] : [[field, fault]];
    }),
  );
