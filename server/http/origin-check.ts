import type { RequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (address: string | undefined): string | null => {
  if (address === undefined || !URL.canParse(address)) return null;
  return new URL(address).host;
};

/**
 * Changes are only taken from the shelf's own pages: every browser sends Sec-Fetch-Site or Origin
 * (old ones Referer) with a form; a request with none of them is refused too. Together with
 * SameSite cookies this replaces tokens in forms.
 */
export const originCheck: RequestHandler = (req, _res, next) => {
  if (SAFE.has(req.method)) return next();
  const site = req.headers['sec-fetch-site'];
  const host =
    req.headers['x-forwarded-host'] !== undefined && req.app.get('trust proxy')
      ? String(req.headers['x-forwarded-host'])
      : req.headers.host;
  const from = hostOf(req.headers.origin) ?? hostOf(req.headers.referer);
  const own =
    site === undefined
      ? from !== null && from === host
      : site === 'same-origin' && (from === null || from === host);
  if (!own) throw new AppError('wrong-origin', { site, from });
  return next();
};
