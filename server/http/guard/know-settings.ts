import type { RequestHandler, Response } from 'express';
import type { AppDeps } from '../app-deps.ts';

/** The public revision that this request began with; undefined before {@link knowSettings}. */
export const revisionOf = (res: Response): number | undefined =>
  res.locals['publicRevision'] as number | undefined;

/**
 * What officials saved of the shelf's settings, in this process or another, holds from the next
 * request on.
 */
export const knowSettings =
  ({ refreshSettings }: Pick<AppDeps, 'refreshSettings'>): RequestHandler =>
  async (_req, res, next) => {
    // A storage out of reach is told by whoever needs it, in the form that is asked for.
    res.locals['publicRevision'] = await refreshSettings().catch(() => undefined);
    next();
  };
