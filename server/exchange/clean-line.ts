import { cleanText } from './xml.ts';

/** Text that every receiver takes, on one line. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/gu, ' ').trim();

/** For `JSON.stringify`: every text of it clean. */
export const cleanValue = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? cleanText(value) : value;
