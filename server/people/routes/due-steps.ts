import type { RequestHandler } from 'express';
import { theActor } from '#server/http/session.ts';
import { ownPasswordPath } from '#web/paths/people.ts';

/**
 * Leads whoever has something to do first there, whatever they asked for. Behind `signedIn`; until
 * then such a person has no role, so that other ways in lead nowhere either.
 */
export const dueSteps: RequestHandler = (req, res, next) => {
  const { due } = theActor(res);
  if (due === undefined || `${req.baseUrl}${req.path}` === ownPasswordPath()) return next();
  return res.redirect(303, ownPasswordPath());
};
