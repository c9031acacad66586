import type { Router } from 'express';
import { removeFilter, saveFilter } from '../actions/save-filter.ts';
import { authorise } from '../access.ts';
import { AppError } from '#server/base/errors.ts';
import { staffPath, staffQueuePath } from '#web/paths/workflow.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { filterAsked, showWork } from './work-routes.tsx';
import { createRoutes } from '#server/http/routes.ts';

/** Parts of the queue that a person keeps under a name: their own, nobody else sees them. */
export function queueFilterRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();

  post('/can-bo/bo-loc/luu', async (req, res) => {
    const [actor, body] = [theActor(res), formBody(req)];
    authorise(actor, 'view', 'shelf');
    const [name, filter] = [wordOf(body, 'ten'), filterAsked(body)];
    try {
      await saveFilter(deps, actor, name, filter);
      res.redirect(303, staffQueuePath(filter));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
      await showWork(deps, req, res, body, {
        values: { ten: name },
        errors: error.details.fields ?? {},
      });
    }
  });

  post('/can-bo/bo-loc/xoa', async (req, res) => {
    const actor = theActor(res);
    authorise(actor, 'view', 'shelf');
    await removeFilter(deps, actor, wordOf(formBody(req), 'ten'));
    res.redirect(303, staffPath());
  });

  return router;
}
