import type { Response } from 'express';

/**
 * The policy of the one page that shows a book's own pages in a frame, which takes it over. The
 * frame runs no script (its sandbox); styles, pictures and fonts come from the unpacked book as
 * `blob:` addresses. Nothing else of a book reaches anybody: neither another site nor, by a
 * picture's address, this one.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline' blob:",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src blob:',
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

export const allowBook = (res: Response): void => {
  res.setHeader('Content-Security-Policy', POLICY);
};
