import type { Router, Request, Response } from 'express';
import { changeOwnPassword } from '../actions/manage-people.ts';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { tellWrongPassword } from './tell-guess.ts';
import { hashToken } from '../actions/sign-in.ts';
import { AppError } from '#server/base/errors.ts';
import { OwnPasswordPage } from '#web/people/own-password.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { staffDonePath } from '#web/paths/workflow.ts';
import { ownPasswordPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { sessionToken, theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

export function passwordRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get, post } = createRoutes();

  const show = (req: Request, res: Response, errors: FormErrors, status = 200): Promise<void> =>
    sendPage(
      deps,
      req,
      res,
      <OwnPasswordPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        form={{ values: {}, errors }}
        due={theActor(res).due === 'password'}
        notice={param(req.query['bao']) === 'xong' ? vi.ownPassword.done : null}
      />,
      { status },
    );

  get('/can-bo/mat-khau', (req, res) => show(req, res, {}));

  post('/can-bo/mat-khau', async (req, res) => {
    const [actor, body] = [theActor(res), formBody(req)];
    const word = (name: string): string => param(body[name]);
    try {
      await changeOwnPassword({ catalog, now: deps.now }, actor, {
        current: word('current'),
        wanted: word('wanted'),
        again: word('again'),
        from: req.ip ?? 'unknown',
        sessionHash: hashToken(sessionToken(req) ?? ''),
      });
      tellLog(res, { kind: 'password-changed' });
      // Whoever signs in for the first time goes on to what there is to do.
      res.redirect(
        303,
        actor.due === 'password' ? staffDonePath('mat-khau') : `${ownPasswordPath()}?bao=xong`,
      );
    } catch (error) {
      await tellWrongPassword(deps, req, res, error);
      if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
      await show(req, res, error.details.fields ?? {}, 400);
    }
  });

  return router;
}
