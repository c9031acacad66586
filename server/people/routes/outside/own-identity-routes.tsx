import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import type { PageHeaders } from '#server/http/page-cache.ts';
import { theActor } from '#server/http/session.ts';
import { AppError } from '#server/base/errors.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { OwnIdentityPage } from '#web/people/own-identity.tsx';
import { ownIdentityPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import { untieIdentity, withPassword } from '../../actions/own-identity.ts';
import type { IdentityProvider } from '../../identity-provider.ts';
import { tellWrongPassword } from '../tell-guess.ts';
import { sendOutside } from './outside-routes.tsx';

const NOTICES: Readonly<Record<string, string>> = {
  'da-gan': vi.ownIdentity.nowTied,
  'da-bo': vi.ownIdentity.nowUntied,
};

/**
 * Browsers hold a form's redirects to the policy too: this page's form may lead to the service. It
 * may not where the service cannot be asked; then beginning fails and says so.
 */
async function policy(res: Response, service: IdentityProvider | null): Promise<PageHeaders> {
  const origin = await service?.origin().catch(() => null);
  const usual = String(res.getHeader('Content-Security-Policy'));
  return {
    'Content-Security-Policy':
      origin === undefined || origin === null
        ? usual
        : usual.replace("form-action 'self'", `form-action 'self' ${origin}`),
  };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  refusal: AppError | null = null,
): Promise<void> {
  const account = await deps.storage.catalog.getAccount(theActor(res).accountId);
  const errors = refusal === null ? {} : (refusal.details.fields ?? { current: refusal.message });
  await sendPage(
    deps,
    req,
    res,
    <OwnIdentityPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      form={{ values: {}, errors }}
      notice={fromTable(NOTICES, req.query['bao'])}
      service={deps.identityProvider?.name ?? null}
      identity={account.identity ?? null}
      hasPassword={account.passwordHash !== ''}
    />,
    {
      status: refusal === null ? 200 : HTTP_STATUS[refusal.kind],
      headers: await policy(res, deps.identityProvider),
    },
  );
}

const SAID = ['invalid-input', 'outside-unreachable', 'too-many-requests'];

async function orShow(
  deps: AppDeps,
  req: Request,
  res: Response,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError) || !SAID.includes(error.code)) throw error;
    await tellWrongPassword(deps, req, res, error);
    await show(deps, req, res, error);
  }
}

const typed = (req: Request) => ({
  current: param(formBody(req)['current']),
  from: req.ip ?? 'unknown',
});

/**
 * Tying begins with the password, so that nobody ties an identity of theirs to an account whose
 * browser they only borrowed.
 */
async function beginTie(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const service = deps.identityProvider;
  if (service === null) throw new AppError('page-not-found');
  const actor = theActor(res);
  await withPassword({ catalog: deps.storage.catalog, now: deps.now }, actor, typed(req));
  await sendOutside(deps, service, req, res, {
    next: ownIdentityPath(),
    tie: actor.accountId,
  });
}

/** One's own identity at the authority's sign-in service. */
export function ownIdentityRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/cong-dang-nhap', (req, res) => show(deps, req, res));
  post('/can-bo/cong-dang-nhap', (req, res) =>
    orShow(deps, req, res, () => beginTie(deps, req, res)),
  );
  post('/can-bo/cong-dang-nhap/bo-gan', (req, res) =>
    orShow(deps, req, res, async () => {
      const actionDeps = { catalog: deps.storage.catalog, now: deps.now };
      await untieIdentity(actionDeps, theActor(res), typed(req));
      tellLog(res, { kind: 'identity-untied' });
      res.redirect(303, ownIdentityPath('da-bo'));
    }),
  );
  return router;
}
