/** What XML 1.0 calls no character (§2.2): text pasted from a PDF holds some. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text that every receiver takes: NFC, without control characters and halves of surrogates. */
export const cleanText = (text: string): string =>
  text.normalize('NFC').replaceAll(NO_CHARACTER, '');

/** The same on one line. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/gu, ' ').trim();

/** For `JSON.stringify`: every text of it clean. */
export const cleanValue = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? cleanText(value) : value;
