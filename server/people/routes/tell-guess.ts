import type { Request, Response } from 'express';
import type { SecurityKind } from '#server/audit/security-event.ts';
import { theActor } from '#server/http/session.ts';
import { doneTo, tellLog, whenceOf } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import type { Account } from '../account.ts';
import { networkOf } from '../actions/limited-tries.ts';

/** Codes of a refusal that make a guess of what was typed. */
const GUESSES = ['wrong-credentials', 'wrong-code', 'too-many-requests'];

const failed = (account: Account | null) =>
  account === null
    ? { outcome: 'failed' as const }
    : { outcome: 'failed' as const, ...doneTo(account) };

/**
 * Tells the log of a guess that was wrong (`kind`), or that was not looked at because there were too
 * many: the latter once a minute for each account and network. What was typed is not told: people
 * type their password where their name belongs.
 */
export async function tellGuess(
  deps: AppDeps,
  req: Request,
  res: Response,
  { account, error, kind }: { account: Account | null; error: unknown; kind: SecurityKind },
): Promise<void> {
  if (!(error instanceof AppError) || !GUESSES.includes(error.code)) return;
  if (error.code !== 'too-many-requests') {
    tellLog(res, { kind, ...failed(account) });
    return;
  }
  const whence = whenceOf(req, res);
  await deps.securityLog.recordOnce(`delayed ${account?.id ?? ''} ${networkOf(whence.address)}`, {
    kind: 'sign-in-delayed',
    ...failed(account),
    ...whence,
  });
}

/** Of forms that ask whoever is signed in for the password or a code once more. */
export async function tellWrongPassword(
  deps: AppDeps,
  req: Request,
  res: Response,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError)) return;
  const { current, code } = error.details.fields ?? {};
  if (current !== undefined) tellLog(res, { kind: 'password-failed', outcome: 'failed' });
  if (code !== undefined) tellLog(res, { kind: 'code-failed', outcome: 'failed' });
  if (error.code !== 'too-many-requests') return;
  const account = await deps.storage.catalog.getAccount(theActor(res).accountId);
  await tellGuess(deps, req, res, { account, error, kind: 'password-failed' });
}
