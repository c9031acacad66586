import { AppError } from './errors.ts';

type CursorPart = string | number;

/** A keyset cursor as an address-safe text: the sort key of the last row shown. */
export const writeCursor = (parts: readonly CursorPart[]): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/**
 * The parts of a cursor that {@link writeCursor} made with these types. Throws `invalid-cursor`.
 */
export function readCursor(cursor: string, types: readonly ('string' | 'number')[]): CursorPart[] {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    const parts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (
      Array.isArray(parts) &&
      parts.length === types.length &&
      parts.every((p, i) => typeof p === types[i])
    )
      return parts as CursorPart[];
  } catch (cause) {
    throw new AppError('invalid-cursor', {}, { cause });
  }
  throw new AppError('invalid-cursor');
}
