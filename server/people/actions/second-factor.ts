import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Account, Actor } from '../account.ts';
import { messages } from '../messages.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { limitedTry } from './limited-tries.ts';
import { getPerson, isOwnPassword } from './manage-people.ts';

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

/**
 * The step of time (30 s) whose code this is, one before and after allowed; null for a wrong code
 * (RFC 6238).
 */
export type FindStep = (secret: string, code: string, now: string) => number | null;

const RECOVERY_CODES = 10;
/** Longer than a code can be right: three steps and two clocks. */
const STEP_KEPT_MS = 10 * 60_000;

/** Letters and digits alone, small: as people copy codes from paper. */
const plain = (code: string): string =>
  code
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');

/** Whether this is meant as a code of the device, not one for recovery. */
export const isDeviceCode = (typed: string): boolean => /^[0-9]{6}$/u.test(plain(typed));

/** Recovery codes are random, 80 bits each: a plain hash cannot be turned round. */
const hashRecovery = (code: string): string =>
  createHash('sha256').update(plain(code)).digest('hex');

const makeRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    randomBytes(10)
      .toString('hex')
      .replace(/(.{5})(?=.)/gu, '$1-'),
  );

/** A code is right once: whoever reads it over a shoulder comes too late, at any process. */
async function takeStep(deps: Deps, account: Account, secret: string, step: number) {
  const now = deps.now();
  const until = new Date(Date.parse(now) + STEP_KEPT_MS).toISOString();
  const key = createHash('sha256').update(`${account.id} ${secret} ${step}`).digest('base64url');
  return (await deps.catalog.countTry(`totp:${key}`, now, until)) === 1;
}

async function isRight(
  deps: Deps,
  account: Account,
  typed: string,
  findStep: FindStep,
): Promise<boolean> {
  const { secondFactor } = account;
  if (!secondFactor) return false;
  const code = plain(typed);
  if (!isDeviceCode(typed)) return deps.catalog.takeRecoveryCode(account.id, hashRecovery(code));
  const step = findStep(secondFactor.secret, code, deps.now());
  return step !== null && takeStep(deps, account, secondFactor.secret, step);
}

/**
 * Looks at a code of the device or for recovery, as sparingly as at passwords. Throws
 * `too-many-requests`.
 */
export const checkSecondFactor = async (
  deps: Deps,
  account: Account,
  { code, from }: { readonly code: string; readonly from: string },
  findStep: FindStep,
): Promise<boolean> =>
  (await limitedTry(
    deps,
    { what: 'second-factor', whose: account.id, from },
    async () => (await isRight(deps, account, code, findStep)) || null,
  )) !== null;

/** Saves new recovery codes and gives them, to be shown this once. */
async function giveRecoveryCodes(deps: Deps, id: string, secret: string): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await deps.catalog.changeAccount(id, {
    secondFactor: { secret, since: deps.now(), recovery: codes.map(hashRecovery) },
  });
  return codes;
}

/**
 * Begins to ask this person for codes: the device shows one of this secret, and the password is
 * typed again. Ends the other sessions; gives the recovery codes. Throws `invalid-input`,
 * `too-many-requests`, and `wrong-state` where codes are asked for already.
 */
export async function enrolSecondFactor(
  deps: Deps,
  actor: Actor,
  input: {
    readonly secret: string;
    readonly code: string;
    readonly current: string;
    readonly from: string;
    readonly sessionHash: string;
  },
  findStep: FindStep,
): Promise<string[]> {
  const account = await deps.catalog.getAccount(actor.accountId);
  if (account.secondFactor) throw new AppError('wrong-state');
  // Whoever signs in outside alone has none to type.
  const right = account.passwordHash === '' || (await isOwnPassword(deps, account, input));
  const step = findStep(input.secret, plain(input.code), deps.now());
  refuseErrors({
    ...(right ? {} : { current: messages.wrongPassword }),
    ...(step === null ? { code: messages.wrongCode } : {}),
  });
  if (step !== null) await takeStep(deps, account, input.secret, step);
  const codes = await giveRecoveryCodes(deps, account.id, input.secret);
  await deps.catalog.deleteSessionsOf(account.id, input.sessionHash);
  return codes;
}

async function confirmed(
  deps: Deps,
  actor: Actor,
  input: { readonly code: string; readonly from: string },
  findStep: FindStep,
): Promise<Account> {
  const account = await deps.catalog.getAccount(actor.accountId);
  if (!(await checkSecondFactor(deps, account, input, findStep)))
    throw new AppError('invalid-input', { fields: { code: messages.wrongCode } });
  return account;
}

/** New recovery codes instead of the old. Throws `invalid-input`, `too-many-requests`. */
export async function renewRecoveryCodes(
  deps: Deps,
  actor: Actor,
  input: { readonly code: string; readonly from: string },
  findStep: FindStep,
): Promise<string[]> {
  const { id, secondFactor } = await confirmed(deps, actor, input, findStep);
  return giveRecoveryCodes(deps, id, secondFactor!.secret);
}

/** Asks for the password alone again. Throws `invalid-input`, `too-many-requests`. */
export async function dropSecondFactor(
  deps: Deps,
  actor: Actor,
  input: { readonly code: string; readonly from: string },
  findStep: FindStep,
): Promise<void> {
  const { id } = await confirmed(deps, actor, input, findStep);
  await deps.catalog.changeAccount(id, { secondFactor: null });
}

async function forget({ catalog }: Pick<Deps, 'catalog'>, id: string): Promise<void> {
  await catalog.changeAccount(id, { secondFactor: null });
  await catalog.deleteSessionsOf(id, null);
}

/**
 * For somebody who lost device and codes; ends their sessions. Throws `account-not-found`,
 * `not-allowed`.
 */
export async function resetSecondFactor(
  deps: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<void> {
  authorise(actor, 'manage-people', await getPerson(deps, actor, id));
  await forget(deps, id);
}

/** What whoever runs the server does for a last administrator. Throws `account-not-found`. */
export async function resetSecondFactorOf(
  deps: Pick<Deps, 'catalog'>,
  username: string,
): Promise<Account> {
  const account = await deps.catalog.findAccount(username);
  if (account === null) throw new AppError('account-not-found', { username });
  await forget(deps, account.id);
  return account;
}
