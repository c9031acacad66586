import { parsePartialDate, type PartialDate } from '#server/base/partial-date.ts';

/** Several values of one cell. */
export const listed = (values: readonly string[]): string => values.join(' | ');

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection).
 */
export const neutral = (text: string): string => (/^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text);

/** Several values of one cell as people write them: by `|`, else by lines or semicolons. */
export const listedIn = (cell: string): string[] =>
  cell
    .split(cell.includes('|') ? '|' : /[;\n]/u)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');

/** A day without the time of day that programs write behind it. */
const DAY_AND_TIME = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?:T|\s+)\d{1,2}:\d{2}\S*(?:\s*[ap]m)?$/iu;

/** A date as cells hold it, or null: as {@link parsePartialDate}, with or without a time. */
export const dateInCell = (cell: string): PartialDate | null =>
  parsePartialDate(DAY_AND_TIME.exec(cell.trim())?.[1] ?? cell);

/** The cell as it was before {@link neutral}. */
export const plainCell = (text: string): string =>
  /^''*[=+\-@\t\r]/u.test(text) ? text.slice(1) : text;

/** As cells are compared: composed letters, one kind of line end, no blanks around. */
export const tidyCell = (text: string): string =>
  plainCell(text.normalize('NFC').replace(/\r\n?/gu, '\n').trim());
