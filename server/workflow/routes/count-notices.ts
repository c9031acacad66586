import type { RequestHandler } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { theActor } from '#server/http/session.ts';

/**
 * How much is new for the person stands in the head of every staff page. It is counted when a page
 * is sent: redirects, files and refusals show none.
 */
export const countNotices =
  (deps: Pick<AppDeps, 'countNews'>): RequestHandler =>
  (_req, res, next) => {
    res.locals['countNews'] = () => deps.countNews(theActor(res));
    next();
  };
