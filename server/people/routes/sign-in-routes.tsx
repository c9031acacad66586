import { type Request, type Response, type Router, urlencoded } from 'express';
import { LONGEST_PASSWORD } from '../actions/manage-people.ts';
import { accountAsActor, tellLog, whoIs } from '#server/audit/routes/tell-log.ts';
import { isDeviceCode } from '../actions/second-factor.ts';
import { confirmSignIn, findPending, signIn, signOut } from '../actions/sign-in.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { SignInCodePage } from '#web/people/sign-in.tsx';
import { signInCodePath, signInPath } from '#web/paths/people.ts';
import { showSignIn } from './sign-in-page.tsx';
import { tellGuess } from './tell-guess.ts';
import { findStep } from './totp.ts';
import { homePath } from '#web/paths/site.ts';
import { staffPath } from '#web/paths/workflow.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { ownAddress } from '#server/http/own-address.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import {
  actorOf,
  clearSessionCookie,
  sessionToken,
  setSessionCookie,
} from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

/** Signs in, slower after every failure. */
async function takeSignIn(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const username = param(body['username']).slice(0, 200);
  const next = param(req.query['tiep']) || param(body['tiep']) || null;
  try {
    const { pending, token, expiresAt, account } = await signIn(
      { catalog: deps.storage.catalog, now: deps.now },
      {
        username,
        password: param(body['password']).slice(0, LONGEST_PASSWORD),
        from: req.ip ?? 'unknown',
        userAgent: req.headers['user-agent'] ?? '',
      },
    );
    if (!pending) tellLog(res, { kind: 'sign-in', ...accountAsActor(account) });
    setSessionCookie(deps, res, token, expiresAt);
    res.redirect(303, pending ? signInCodePath(next) : ownAddress(next ?? '', staffPath()));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['wrong-credentials', 'too-many-requests'].includes(error.code)
    )
      throw error;
    // Asked for whatever name was typed: the answer takes as long for names that nobody has.
    const account = await deps.storage.catalog.findAccount(username.trim().toLowerCase());
    await tellGuess(deps, req, res, { account, error, kind: 'sign-in-failed' });
    await showSignIn(deps, req, res, { values: { username }, refusal: error, next });
  }
}

async function showCode(
  deps: AppDeps,
  req: Request,
  res: Response,
  errors: FormErrors = {},
  status = 200,
): Promise<void> {
  const next = param(req.query['tiep']) || null;
  const token = sessionToken(req);
  const waiting =
    token === null
      ? null
      : await findPending({ catalog: deps.storage.catalog, now: deps.now }, token);
  if (waiting === null) return res.redirect(303, signInPath(next));
  const frame = pageFrame(deps, req, res, { noindex: true });
  return sendPage(deps, req, res, <SignInCodePage frame={frame} errors={errors} next={next} />, {
    status,
  });
}

async function takeCode(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const next = param(req.query['tiep']);
  const [waiting, code] = [sessionToken(req) ?? '', param(formBody(req)['code'])];
  try {
    const { token, expiresAt, account } = await confirmSignIn(
      { catalog: deps.storage.catalog, now: deps.now },
      {
        token: waiting,
        code,
        from: req.ip ?? 'unknown',
        userAgent: req.headers['user-agent'] ?? '',
      },
      findStep,
    );
    if (!isDeviceCode(code))
      tellLog(res, { kind: 'recovery-code-used', ...accountAsActor(account) });
    tellLog(res, { kind: 'sign-in', ...accountAsActor(account) });
    setSessionCookie(deps, res, token, expiresAt);
    res.redirect(303, ownAddress(next, staffPath()));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['wrong-code', 'too-many-requests', 'not-signed-in'].includes(error.code)
    )
      throw error;
    const account = await findPending({ catalog: deps.storage.catalog, now: deps.now }, waiting);
    await tellGuess(deps, req, res, { account, error, kind: 'code-failed' });
    const wait = error.details['waitSeconds'];
    if (typeof wait === 'number') res.setHeader('Retry-After', wait);
    await showCode(deps, req, res, { code: errorMessage(error.code) }, HTTP_STATUS[error.kind]);
  }
}

async function takeSignOut(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const token = sessionToken(req);
  const actor = actorOf(res);
  if (token !== null) await signOut({ catalog: deps.storage.catalog }, token);
  if (actor !== null) tellLog(res, { kind: 'sign-out', ...whoIs(actor) });
  clearSessionCookie(deps, res);
  res.redirect(303, homePath());
}

export function signInRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/dang-nhap', (req, res) =>
    actorOf(res) === null
      ? showSignIn(deps, req, res)
      : res.redirect(303, ownAddress(param(req.query['tiep']), staffPath())),
  );
  post(
    '/dang-nhap',
    (req, res) => takeSignIn(deps, req, res),
    urlencoded({ extended: false, limit: '16kb' }),
  );
  post(
    '/dang-xuat',
    (req, res) => takeSignOut(deps, req, res),
    urlencoded({ extended: false, limit: '16kb' }),
  );
  get('/dang-nhap/ma', (req, res) => showCode(deps, req, res));
  post(
    '/dang-nhap/ma',
    (req, res) => takeCode(deps, req, res),
    urlencoded({ extended: false, limit: '16kb' }),
  );
  return router;
}
