import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { sessionToken, theActor } from '#server/http/session.ts';
import { qrCode } from '#server/reading/routes/qr-code.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { RecoveryCodesPage, SecondFactorPage, type Enrolment } from '#web/people/second-factor.tsx';
import { secondFactorPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import {
  dropSecondFactor,
  enrolSecondFactor,
  isDeviceCode,
  renewRecoveryCodes,
} from '../actions/second-factor.ts';
import { hashToken } from '../actions/sign-in.ts';
import { tellWrongPassword } from './tell-guess.ts';
import { enrolmentAddress, findStep, isSecret, makeSecret } from './totp.ts';

const actionDeps = ({ storage: { catalog }, now }: AppDeps) => ({ catalog, now });

/** A secret that was shown already stays, so that the device is set up only once. */
function enrolmentOf(deps: AppDeps, req: Request, username: string): Enrolment {
  const shown = param(formBody(req)['secret']);
  const secret = isSecret(shown) ? shown : makeSecret();
  return { secret, code: qrCode(enrolmentAddress(secret, deps.config.SHELF_NAME, username)) };
}

async function showSecondFactor(
  deps: AppDeps,
  req: Request,
  res: Response,
  errors: FormErrors = {},
  status = 200,
): Promise<void> {
  const actor = theActor(res);
  const account = await deps.storage.catalog.getAccount(actor.accountId);
  const { secondFactor, username, passwordHash } = account;
  res.setHeader('Cache-Control', 'no-store');
  await sendPage(
    deps,
    req,
    res,
    <SecondFactorPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      form={{ values: {}, errors }}
      notice={param(req.query['bao']) === 'da-tat' ? vi.secondFactor.dropped : null}
      due={actor.due === 'second-factor'}
      enrolment={secondFactor ? null : enrolmentOf(deps, req, username)}
      since={secondFactor?.since ?? ''}
      left={secondFactor?.recovery.length ?? 0}
      hasPassword={passwordHash !== ''}
    />,
    { status },
  );
}

/** Does it, or shows the page again with what is wrong. */
async function orShow(
  deps: AppDeps,
  req: Request,
  res: Response,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    await tellWrongPassword(deps, req, res, error);
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    await showSecondFactor(deps, req, res, error.details.fields ?? {}, 400);
  }
}

async function showCodes(
  deps: AppDeps,
  req: Request,
  res: Response,
  codes: readonly string[],
): Promise<void> {
  // Shown in the answer itself: a redirect would have to carry the codes.
  res.setHeader('Cache-Control', 'no-store');
  const frame = pageFrame(deps, req, res, { noindex: true });
  await sendPage(deps, req, res, <RecoveryCodesPage frame={frame} codes={codes} />);
}

const typed = (req: Request) => ({
  code: param(formBody(req)['code']),
  from: req.ip ?? 'unknown',
});

/** One's own second factor: set up, new recovery codes, switched off. */
export function secondFactorRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/hai-buoc', (req, res) => showSecondFactor(deps, req, res));
  post('/can-bo/hai-buoc', (req, res) =>
    orShow(deps, req, res, async () => {
      const body = formBody(req);
      const input = {
        ...typed(req),
        secret: param(body['secret']),
        current: param(body['current']),
        sessionHash: hashToken(sessionToken(req) ?? ''),
      };
      const codes = await enrolSecondFactor(actionDeps(deps), theActor(res), input, findStep);
      tellLog(res, { kind: 'second-factor-set' });
      await showCodes(deps, req, res, codes);
    }),
  );
  post('/can-bo/hai-buoc/ma-du-phong', (req, res) =>
    orShow(deps, req, res, async () => {
      const { code } = typed(req);
      const codes = await renewRecoveryCodes(actionDeps(deps), theActor(res), typed(req), findStep);
      if (!isDeviceCode(code)) tellLog(res, { kind: 'recovery-code-used' });
      tellLog(res, { kind: 'recovery-codes-made' });
      await showCodes(deps, req, res, codes);
    }),
  );
  post('/can-bo/hai-buoc/tat', (req, res) =>
    orShow(deps, req, res, async () => {
      await dropSecondFactor(actionDeps(deps), theActor(res), typed(req), findStep);
      if (!isDeviceCode(typed(req).code)) tellLog(res, { kind: 'recovery-code-used' });
      tellLog(res, { kind: 'second-factor-dropped' });
      res.redirect(303, `${secondFactorPath()}?bao=da-tat`);
    }),
  );
  return router;
}
