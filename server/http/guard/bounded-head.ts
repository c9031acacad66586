import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';

/** Bytes of a request's head, and of an address that is no search. */
export const MOST_HEAD_BYTES = 16 * 1024;
/** What people look for may be long: 10,000 Vietnamese letters, percent-encoded. */
const SEARCHES = new Set(['/tim-kiem', '/api/v1/search']);

/** The head without the address it came from, which may be that of a long search. */
function headBytes({ rawHeaders }: Request): number {
  let bytes = 0;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]!.toLowerCase() !== 'referer')
      bytes += rawHeaders[i]!.length + rawHeaders[i + 1]!.length;
  return bytes;
}

/** Refuses long heads before anything looks at them. Throws `head-too-large`. */
export const boundedHead: RequestHandler = (req, _res, next) => {
  const address = SEARCHES.has(req.path) ? 0 : req.originalUrl.length;
  if (address <= MOST_HEAD_BYTES && headBytes(req) <= MOST_HEAD_BYTES) return next();
  // The page that says so must not carry the address along.
  Object.assign(req, { url: req.path.startsWith('/api/') ? '/api/' : '/', originalUrl: '/' });
  throw new AppError('head-too-large');
};
