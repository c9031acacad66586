import { AppError } from '#server/base/errors.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * One field of a posted form: composed and trimmed, never cut: what is too long is refused where it
 * is saved. Empty when it is missing.
 */
export const wordOf = (body: Body, name: string): string => {
  const value = body[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.normalize('NFC').trim() : '';
};

/** All values of a field that may be sent several times. */
export const listOf = (body: Body, name: string): string[] => {
  const value = body[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (v): v is string => typeof v === 'string' && v !== '',
  );
};

/**
 * Lets pass what a form shows again, with what was typed; throws anything else on to the error
 * page.
 */
export function assertFormRefusal(error: unknown): asserts error is AppError {
  if (!(error instanceof AppError) || !['invalid-input', 'stale-version'].includes(error.code))
    throw error;
}
