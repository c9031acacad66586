import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const SCHEME = 'Bearer ';

/** Compared as hashes: neither length nor beginning of the token shows in the time. */
function hasToken({ headers }: Request, token: string): boolean {
  const given = headers.authorization ?? '';
  return given.startsWith(SCHEME) && timingSafeEqual(hash(given.slice(SCHEME.length)), hash(token));
}

/** What proxies write: whoever comes past one is not this machine, whatever the connection says. */
const FORWARDED = ['forwarded', 'via', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-host'];
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/u;
const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Asked by a program of this machine itself, by its own name: not past a proxy, and not by a page in
 * a browser here that was led to another name for it.
 */
const isFromHere = ({ headers, socket }: Request): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') &&
  FORWARDED.every((name) => headers[name] === undefined) &&
  OWN_NAMES.includes((headers.host ?? '').replace(/:\d{1,5}$/u, ''));

/**
 * What machines that watch are told, in Prometheus' text form. For whoever may not know, the address
 * does not exist.
 */
export function metrics(deps: AppDeps): RequestHandler {
  const token = deps.config.METRICS_TOKEN;
  const may = (req: Request): boolean => (token === '' ? isFromHere(req) : hasToken(req, token));
  return async (req, res, next) => {
    if (req.method !== 'GET' || req.path !== '/' || !may(req)) return next();
    const { prometheusText } = await import('./prometheus-text.ts');
    const { type, text } = await prometheusText(deps);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', type);
    res.end(text);
  };
}
