import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from './app-deps.ts';

const COOKIE = 'phien';
/** Browsers take it only over https and from this very host (RFC 6265bis §4.1.3.2). */
const HOST_COOKIE = `__Host-${COOKIE}`;

const cookieNamed = (req: Request, name: string): string | null =>
  new RegExp(`(?:^|;\\s*)${name}=([A-Za-z0-9_-]{20,100})(?:;|$)`, 'u').exec(
    req.headers.cookie ?? '',
  )?.[1] ?? null;

/**
 * The session token of the request's cookie; null when there is none. Over https only the cookie
 * that no neighbour below the same domain can have set.
 */
export const sessionToken = (req: Request): string | null =>
  cookieNamed(req, HOST_COOKIE) ?? (req.secure ? null : cookieNamed(req, COOKIE));

export const hasSession = (req: Request): boolean => sessionToken(req) !== null;

/** Finds out who is asking; readers have no session and cost nothing. */
export const session =
  (deps: AppDeps): RequestHandler =>
  async (req, res, next) => {
    const token = sessionToken(req);
    res.locals['actor'] = token === null ? null : await deps.whoIs(token);
    next();
  };

export const actorOf = (res: Response): Actor | null =>
  (res.locals['actor'] as Actor | null | undefined) ?? null;

/** For routes behind {@link signedIn}. */
export function theActor(res: Response): Actor {
  const actor = actorOf(res);
  if (actor === null) throw new AppError('not-signed-in');
  return actor;
}

export const signedIn: RequestHandler = (_req, res, next) => {
  theActor(res);
  next();
};

/** Whether readers come over https: by the address they use, or as this request came. */
export const isSecure = (deps: AppDeps, req: Request): boolean =>
  req.secure || deps.config.BASE_URL.startsWith('https:');

/** Name and attributes of the session's cookie for who asks. */
function cookieFor(deps: AppDeps, req: Request) {
  const secure = isSecure(deps, req);
  return [
    secure ? HOST_COOKIE : COOKIE,
    { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  ] as const;
}

export const setSessionCookie = (
  deps: AppDeps,
  res: Response,
  token: string,
  expiresAt: string,
): void => {
  const [name, attributes] = cookieFor(deps, res.req);
  res.cookie(name, token, { ...attributes, expires: new Date(expiresAt) });
};

export const clearSessionCookie = (deps: AppDeps, res: Response): void => {
  const [name, attributes] = cookieFor(deps, res.req);
  res.clearCookie(name, attributes);
};
