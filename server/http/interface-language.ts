import type { Request, Response } from 'express';
import { isInterfaceLanguage, TEXTS, type InterfaceLanguage } from '#web/text/languages.ts';
import type { Text } from '#web/text/reader-words.ts';
import { withVocabulary } from '#web/text/with-vocabulary.ts';
import { vocabularyFor } from './vocabulary.ts';

const COOKIE = 'giao-dien';
const A_YEAR_MS = 365 * 24 * 3_600_000;

/** Officials work in Vietnamese, whatever language they read the shelf in. */
const forStaff = (path: string): boolean => /^\/(?:can-bo|dang-nhap)(?:\/|$)/u.test(path);

/** The interface language of a request: the reader's choice, else Vietnamese. */
export function interfaceLanguage(req: Pick<Request, 'headers' | 'path'>): InterfaceLanguage {
  const cookies = req.headers.cookie;
  if (cookies === undefined || forStaff(req.path)) return 'vi';
  const code = /(?:^|;\s*)giao-dien=([a-z]{2})(?:;|$)/u.exec(cookies)?.[1] ?? 'vi';
  return isInterfaceLanguage(code) ? code : 'vi';
}

/** The words of a page in the reader's language, with the names that officials gave. */
export const readerText = (req: Request): Text =>
  withVocabulary(TEXTS[interfaceLanguage(req)], vocabularyFor(req));

/**
 * Remembers the choice on the reader's device, for the pages only: it says nothing of who reads.
 */
export const setInterfaceLanguage = (
  res: Response,
  language: InterfaceLanguage,
  secure: boolean,
): void => {
  res.cookie(COOKIE, language, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: A_YEAR_MS,
  });
};
