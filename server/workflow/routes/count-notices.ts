import type { RequestHandler } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { theActor } from '#server/http/session.ts';

/**
 * How much is new for the person, for the head of every staff page; saved forms are answered by a
 * redirect and show none.
 */
export const countNotices =
  (deps: Pick<AppDeps, 'countNews'>): RequestHandler =>
  async (_req, res, next) => {
    res.locals['news'] = await deps.countNews(theActor(res));
    next();
  };
