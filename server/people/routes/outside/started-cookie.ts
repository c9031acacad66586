import type { Request, Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { isSecure } from '#server/http/session.ts';
import { outsideSignInPath } from '#web/paths/people.ts';
import type { Started } from '../../identity-provider.ts';

const COOKIE = 'cong';
const MINUTES = 10;

/** A sign-in at the service that this browser began. */
export interface StartedSignIn extends Started {
  /** An address of the shelf to go on to. */
  readonly next: string;
  /** The account that is to be tied to the person; null for signing in. */
  readonly tie: string | null;
}

const options = (deps: AppDeps, req: Request) =>
  ({
    httpOnly: true,
    // The browser comes back from another site.
    sameSite: 'lax',
    secure: isSecure(deps, req),
    path: outsideSignInPath(),
  }) as const;

export const setStarted = (deps: AppDeps, res: Response, started: StartedSignIn): void => {
  res.cookie(COOKIE, Buffer.from(JSON.stringify(started)).toString('base64url'), {
    ...options(deps, res.req),
    maxAge: MINUTES * 60_000,
  });
};

export const clearStarted = (deps: AppDeps, res: Response): void => {
  res.clearCookie(COOKIE, options(deps, res.req));
};

const FIELDS = ['state', 'nonce', 'verifier', 'next'] as const;

/** What this browser began; null for none, or anything this shelf did not set. */
export function startedOf(req: Request): StartedSignIn | null {
  const [, text] = /(?:^|;\s*)cong=([A-Za-z0-9_-]{1,4000})(?:;|$)/u.exec(
    req.headers.cookie ?? '',
  ) ?? [undefined, ''];
  try {
    const value = JSON.parse(Buffer.from(text!, 'base64url').toString()) as StartedSignIn;
    const whole = FIELDS.every((name) => typeof value[name] === 'string' && value[name] !== '');
    return whole && (value.tie === null || typeof value.tie === 'string') ? value : null;
  } catch {
    return null;
  }
}
