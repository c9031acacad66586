import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from './app-deps.ts';

const COOKIE = 'phien';

/** The session token of the request's cookie; null when there is none. */
export function sessionToken(req: Request): string | null {
  const cookies = req.headers.cookie;
  if (cookies === undefined) return null;
  const m = /(?:^|;\s*)phien=([A-Za-z0-9_-]{20,100})(?:;|$)/u.exec(cookies);
  return m?.[1] ?? null;
}

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

export const secure = (deps: AppDeps): boolean => deps.config.BASE_URL.startsWith('https:');

export const setSessionCookie = (
  deps: AppDeps,
  res: Response,
  token: string,
  expiresAt: string,
): void => {
  res.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: secure(deps),
    path: '/',
    expires: new Date(expiresAt),
  });
};

export const clearSessionCookie = (deps: AppDeps, res: Response): void => {
  res.clearCookie(COOKIE, { httpOnly: true, sameSite: 'lax', secure: secure(deps), path: '/' });
};
