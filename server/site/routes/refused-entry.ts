import type { AppError } from '#server/base/errors.ts';
import { wordOf } from '#server/http/staff-form.ts';
import type { FormState, FormValues } from '#web/frame/form-field.tsx';

interface Refused<Entry> {
  readonly edited: Entry;
  readonly more: { readonly form: FormState } | { readonly conflict: true };
}

/**
 * What the form of a list's entry shows when its save was refused: what was typed with its errors;
 * `taken` at the address of a new one that met another of its own, so that nothing is taken from
 * either; else the conflict with what is `stored` now.
 */
export function refusedEntry<Entry extends { readonly version: number }>(
  error: AppError,
  body: Readonly<Record<string, unknown>>,
  stored: Entry | null,
  edited: Entry,
  values: FormValues,
  taken: string,
): Refused<Entry> {
  if (error.code === 'invalid-input') {
    const errors = error.details.fields ?? {};
    return {
      edited,
      more: { form: { values: { ...values, rank: wordOf(body, 'rank') }, errors } },
    };
  }
  if (stored === null) return { edited, more: { form: { values, errors: { slug: taken } } } };
  return { edited: { ...edited, version: stored.version }, more: { conflict: true } };
}
