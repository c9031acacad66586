import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { HarvestRow } from '../harvest-row.ts';
import type { ListQuery, ListVerb } from './oai-request.ts';

/** How far a list has come: all that a token says, so that nothing need be kept of it. */
export interface Resumption {
  readonly verb: ListVerb;
  readonly query: ListQuery;
  /** The second up to which the first page was complete: no later page tells of anything younger. */
  readonly asOf: string;
  /** The last row told. */
  readonly after: Pick<HarvestRow, 'stamp' | 'itemId'>;
  /** How many rows were told. */
  readonly cursor: number;
  /** How many there were in all when the list began. */
  readonly size: number;
}

const FORM = 1;

/** As address-safe text, not signed yet. */
export const writeResumption = ({ verb, query, asOf, after, cursor, size }: Resumption): string =>
  writeCursor([
    FORM,
    verb,
    query.prefix,
    query.set ?? '',
    query.from ?? '',
    query.until ?? '',
    asOf,
    after.stamp,
    after.itemId,
    cursor,
    size,
  ]);

const TYPES = [
  'number',
  ...Array<'string'>(8).fill('string'),
  'number',
  'number',
] as const satisfies readonly ('string' | 'number')[];

/** What {@link writeResumption} wrote; null for a text of another form. */
export function readResumption(text: string): Resumption | null {
  try {
    const [form, verb, prefix, set, from, until, asOf, stamp, itemId, cursor, size] = readCursor(
      text,
      TYPES,
    ) as [number, ListVerb, string, string, string, string, string, string, string, number, number];
    if (form !== FORM) return null;
    return {
      verb,
      query: { prefix, set: set || null, from: from || null, until: until || null },
      asOf,
      after: { stamp, itemId },
      cursor,
      size,
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
