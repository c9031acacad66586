import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from './app-deps.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Whether a method only reads. */
export const isRead = (method: string): boolean => SAFE.has(method);

/**
 * The entry of a `X-Forwarded-…` list that the outermost of our own proxies wrote: each puts what it
 * was asked behind what it got, so those further to the left were written by strangers.
 */
function forwarded(req: Request, name: string, proxies: number): string | null {
  if (proxies < 1) return null;
  const entries = String(req.headers[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries[Math.max(0, entries.length - proxies)] ?? null;
}

/** The host, with its port, by which whoever asks knows this shelf. */
export function askedHost(req: Request, proxies: number): string {
  const host = forwarded(req, 'x-forwarded-host', proxies);
  if (host === null) return req.headers.host ?? 'localhost';
  const port = forwarded(req, 'x-forwarded-port', proxies);
  return port === null || /:\d+$/u.test(host) ? host : `${host}:${port}`;
}

const urlOf = (address: string | undefined): URL | null =>
  address !== undefined && URL.canParse(address) ? new URL(address) : null;

/** Whether an address leads to a host; `x:443` is `x` where the address says https. */
function leadsTo({ protocol, host }: URL, own: string): boolean {
  const address = `${protocol}//${own}`;
  return URL.canParse(address) && new URL(address).host === host;
}

/**
 * Changes are only taken from the shelf's own pages: every browser sends Sec-Fetch-Site or Origin
 * (old ones Referer) with a form; a request with none of them is refused too. Together with
 * SameSite cookies this replaces tokens in forms. The shelf's own pages are those of BASE_URL and
 * of the host that was asked.
 */
export function originCheck({ config }: Pick<AppDeps, 'config'>): RequestHandler {
  const base = urlOf(config.BASE_URL);
  return (req, _res, next) => {
    if (isRead(req.method)) return next();
    const site = req.headers['sec-fetch-site'];
    const from = urlOf(req.headers.origin) ?? urlOf(req.headers.referer);
    const known =
      from !== null &&
      (from.origin === base?.origin || leadsTo(from, askedHost(req, config.TRUST_PROXY)));
    const own = site === undefined ? known : site === 'same-origin' && (from === null || known);
    if (!own) throw new AppError('wrong-origin', { site, from: from?.host ?? null });
    return next();
  };
}
