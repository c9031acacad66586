import { fold } from '#server/base/vietnamese/syllables.ts';

/**
 * The columns of a kind of sheet: each with the headers that name it, the first being the one that
 * is written.
 */
export interface Columns<C extends string> {
  readonly keys: readonly C[];
  /** Folded headers and keys: what a sheet of this kind is known by. */
  readonly headers: readonly string[];
  label(column: C): string;
  /** The other headers that name it. */
  others(column: C): readonly string[];
  /** Null for a header that names none. */
  named(header: string): C | null;
  has(key: string): key is C;
}

/**
 * A header as it is looked up and remembered: without marks, case, stars and the line breaks and
 * doubled blanks by which it was made to fit its column.
 */
export const headerKey = (cell: string): string =>
  fold(
    cell
      .replace(/[\ufeff\u200b*]/gu, '')
      .replace(/\s+/gu, ' ')
      .replace(/ ?([,;]) ?/gu, '$1 ')
      .replace(/ ?\( ?/gu, ' (')
      .replace(/ ?([/)])/gu, '$1')
      .replace(/(?<![:.])[:.]+\s*$/u, '')
      .trim(),
  );

export function columnsOf<C extends string>(
  table: Readonly<Record<C, readonly [string, ...string[]]>>,
): Columns<C> {
  const keys = Object.keys(table) as C[];
  const byHeader = new Map(
    keys.flatMap((key) => [key, ...table[key]].map((header) => [headerKey(header), key] as const)),
  );
  return {
    keys,
    headers: [...byHeader.keys()],
    label: (column) => table[column][0],
    others: (column) => table[column].slice(1),
    named: (header) => byHeader.get(headerKey(header)) ?? null,
    has: (key): key is C => Object.hasOwn(table, key),
  };
}
