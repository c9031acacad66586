import { AppError, type FieldErrors } from './errors.ts';

/** Throws `invalid-input` with the field errors when there are any. */
export function refuseErrors(
  errors: FieldErrors,
  code: 'invalid-input' | 'incomplete-record' = 'invalid-input',
): void {
  if (Object.keys(errors).length > 0) throw new AppError(code, { fields: errors });
}
