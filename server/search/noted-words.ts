import { readQuery } from './scoring/query-form.ts';

const LONGEST = 200;
/** Numbers of people, telephones and cards are nobody's business. */
const LONG_NUMBER = /\d{5,}/gu;

/** What is kept of a query: folded, without what may be somebody's number; '' where nothing is left. */
export const notedWords = (asked: string): string =>
  readQuery(asked)
    .folded.join(' ')
    .replace(LONG_NUMBER, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
