import type { Request, Response, Router } from 'express';
import { accountAsActor, tellLog } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { ownAddress } from '#server/http/own-address.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { actorOf, setSessionCookie } from '#server/http/session.ts';
import { outsideReturnPath, ownIdentityPath, signInCodePath } from '#web/paths/people.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { limitedTry } from '../../actions/limited-tries.ts';
import { signInFromOutside, tieIdentity } from '../../actions/outside-sign-in.ts';
import type { OutsidePerson, IdentityProvider } from '../../identity-provider.ts';
import { showSignIn } from '../sign-in-page.tsx';
import { tellChanges, tellMade } from '../tell-changes.ts';
import { tellGuess } from '../tell-guess.ts';
import { clearStarted, setStarted, startedOf, type StartedSignIn } from './started-cookie.ts';

const returnTo = (deps: AppDeps, req: Request): string =>
  `${baseUrl(deps, req)}${outsideReturnPath()}`;

/** Sends the browser to the service, with what it has to bring back. Throws `outside-unreachable`. */
export async function sendOutside(
  deps: AppDeps,
  service: IdentityProvider,
  req: Request,
  res: Response,
  { next, tie }: Pick<StartedSignIn, 'next' | 'tie'>,
): Promise<void> {
  const { address, started } = await service.begin(returnTo(deps, req));
  setStarted(deps, res, { ...started, next, tie });
  res.setHeader('Cache-Control', 'no-store');
  res.redirect(303, address.href);
}

/** Faults that the page of signing in says; others go on. */
const SAID = [
  'outside-unconfirmed',
  'outside-unknown',
  'outside-unreachable',
  'identity-taken',
  'too-many-requests',
  'duplicate-username',
];

/** Nobody is named: what comes from outside is nobody here until it is believed. */
async function tellFailure(
  deps: AppDeps,
  req: Request,
  res: Response,
  error: AppError,
): Promise<void> {
  if (error.code === 'too-many-requests')
    return tellGuess(deps, req, res, { account: null, error, kind: 'sign-in-failed' });
  tellLog(res, { kind: 'sign-in-failed', outcome: 'failed', details: { reason: error.code } });
}

async function orSay(
  deps: AppDeps,
  req: Request,
  res: Response,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError) || !SAID.includes(error.code)) throw error;
    if (error.cause !== undefined) deps.log.warn({ err: error.cause, event: error.code });
    if (error.code !== 'outside-unreachable') await tellFailure(deps, req, res, error);
    await showSignIn(deps, req, res, { refusal: error });
  }
}

/** Who came back: what this browser began, and as sparingly as passwords are looked at. */
async function personOf(
  deps: AppDeps,
  service: IdentityProvider,
  req: Request,
  started: StartedSignIn | null,
): Promise<OutsidePerson> {
  if (started === null || param(req.query['state']) !== started.state)
    throw new AppError('outside-unconfirmed');
  const back = new URL(returnTo(deps, req));
  back.search = new URL(req.originalUrl, back).search;
  const from = req.ip ?? 'unknown';
  const { catalog } = deps.storage;
  let refusal: AppError | null = null;
  const person = await limitedTry(
    { catalog, now: deps.now },
    { what: 'outside', whose: from, from },
    async () => {
      try {
        return await service.end(back, started);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'outside-unconfirmed') throw error;
        refusal = error;
        return null;
      }
    },
  );
  if (person === null) throw refusal ?? new AppError('outside-unconfirmed');
  return person;
}

async function comeBack(
  deps: AppDeps,
  service: IdentityProvider,
  req: Request,
  res: Response,
): Promise<void> {
  const started = startedOf(req);
  clearStarted(deps, res);
  res.setHeader('Cache-Control', 'no-store');
  const person = await personOf(deps, service, req, started);
  const actionDeps = { catalog: deps.storage.catalog, newId: deps.newId, now: deps.now };
  const { next, tie } = started!;
  if (tie !== null) {
    const actor = actorOf(res);
    if (actor?.accountId !== tie) throw new AppError('outside-unconfirmed');
    const { name } = await tieIdentity(actionDeps, actor, person);
    tellLog(res, { kind: 'identity-tied', details: { name } });
    return res.redirect(303, ownIdentityPath('da-gan'));
  }
  const { pending, token, expiresAt, account, before } = await signInFromOutside(
    actionDeps,
    person,
    {
      from: req.ip ?? 'unknown',
      userAgent: req.headers['user-agent'] ?? '',
    },
  );
  if (before === null) tellMade(res, account);
  else tellChanges(res, before, account);
  if (!pending) tellLog(res, { kind: 'sign-in', ...accountAsActor(account) });
  setSessionCookie(deps, res, token, expiresAt);
  return res.redirect(303, pending ? signInCodePath(next) : ownAddress(next, staffPath()));
}

/** Signing in at the authority's own service; without one these addresses do not exist. */
export function outsideRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const service = deps.identityProvider;
  get('/dang-nhap/cong', (req, res) => {
    if (service === null) throw new AppError('page-not-found');
    const next = ownAddress(param(req.query['tiep']), staffPath());
    if (actorOf(res) !== null) return res.redirect(303, next);
    return orSay(deps, req, res, () => sendOutside(deps, service, req, res, { next, tie: null }));
  });
  get('/dang-nhap/cong/ve', (req, res) => {
    if (service === null) throw new AppError('page-not-found');
    return orSay(deps, req, res, () => comeBack(deps, service, req, res));
  });
  return router;
}
