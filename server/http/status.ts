import type { ErrorKind } from '#server/base/errors.ts';

/** The HTTP face of the error kinds. */
export const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'rate-limited': 429,
  'head-too-large': 431,
  busy: 503,
  unavailable: 503,
};
