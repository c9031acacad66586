import type { Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { theActor } from '#server/http/session.ts';
import { authorise, type Action } from '#server/workflow/access.ts';
import type { Target } from '../target.ts';

/** The target of an address, for whoever may do this. Throws `not-allowed`, `target-not-found`. */
export async function theTarget(
  { storage: { catalog } }: AppDeps,
  res: Response,
  action: Action,
  id: string,
): Promise<Target> {
  authorise(theActor(res), action, 'shelf');
  const target = await catalog.findTarget(id);
  if (target === null) throw new AppError('target-not-found', { id });
  return target;
}
