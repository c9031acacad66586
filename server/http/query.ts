const MOST_VALUES = 20;

/** Every value of a parameter, at most twenty. */
export const params = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((v): v is string => typeof v === 'string' && v !== '')
    .slice(0, MOST_VALUES);

/** The first value of a parameter, or ''. */
export const param = (value: unknown): string => params(value)[0] ?? '';

/** A whole number from an address part; null when it is none. */
export const wholeNumber = (value: unknown, min = 1, max = 1_000_000): number | null => {
  const given = param(value);
  const n = Number(given);
  return /^\d{1,7}$/u.test(given) && n >= min && n <= max ? n : null;
};

/**
 * What a table says of a parameter; null for what it does not name itself, such as `constructor`,
 * which every object has.
 */
export const fromTable = <T>(table: Readonly<Record<string, T>>, value: unknown): T | null => {
  const name = param(value);
  return Object.hasOwn(table, name) ? table[name]! : null;
};
