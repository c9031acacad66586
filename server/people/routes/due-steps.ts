import type { RequestHandler } from 'express';
import { theActor } from '#server/http/session.ts';
import { ownPasswordPath, secondFactorPath } from '#web/paths/people.ts';
import type { DueStep } from '../account.ts';

const PATH_OF: Readonly<Record<DueStep, () => string>> = {
  password: ownPasswordPath,
  'second-factor': secondFactorPath,
};

/**
 * Leads whoever has something to do first there, whatever they asked for. Behind `signedIn`; until
 * then such a person has no role, so that other ways in lead nowhere either.
 */
export const dueSteps: RequestHandler = (req, res, next) => {
  const { due } = theActor(res);
  if (due === undefined) return next();
  const path = PATH_OF[due]();
  return `${req.baseUrl}${req.path}` === path ? next() : res.redirect(303, path);
};
