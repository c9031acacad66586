import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { createRoutes } from '#server/http/routes.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { theActor } from '#server/http/session.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { steerRecognition } from '#server/ingest/actions/steer-recognition.ts';
import { RECOGNITION_STEPS } from '#server/ingest/recognition-progress.ts';
import { authorise } from '#server/workflow/access.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';

/** The buttons beside a file of which pages are read from their pictures. */
export function recognitionRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();

  post('/can-bo/tai-lieu/:id/nhan-dang', async (req, res, { id }) => {
    const actor = theActor(res);
    authorise(actor, 'retry-job', await getItem(deps, id));
    const body = formBody(req);
    const step = RECOGNITION_STEPS.find((known) => known === wordOf(body, 'buoc'));
    if (step === undefined) throw new AppError('invalid-input');
    const attachmentId = wordOf(body, 'tep');
    const item = await steerRecognition(deps, { actor, itemId: id, attachmentId, step });
    deps.wakeJobs();
    res.redirect(303, `${staffItemPath(item.id)}?bao=nhan-dang-${step}`);
  });

  return router;
}
