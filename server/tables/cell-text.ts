/** Several values of one cell. */
export const listed = (values: readonly string[]): string => values.join(' | ');

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection).
 */
export const neutral = (text: string): string => (/^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text);

/** The cell as it was before {@link neutral}. */
export const plainCell = (text: string): string =>
  /^''*[=+\-@\t\r]/u.test(text) ? text.slice(1) : text;

/** As cells are compared: composed letters, one kind of line end, no blanks around. */
export const tidyCell = (text: string): string =>
  plainCell(text.normalize('NFC').replace(/\r\n?/gu, '\n').trim());
