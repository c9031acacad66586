import { neutral } from './cell-text.ts';

const cell = (value: string): string => {
  const safe = neutral(value);
  return /[",;\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of RFC 4180 with cells that no spreadsheet takes for formulas. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** Excel takes a file for UTF-8 only by this mark. */
export const CSV_MARK = '\ufeff';
