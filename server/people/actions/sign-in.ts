import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../account.ts';
import { AppError } from '#server/base/errors.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { deviceOf } from '../device.ts';
import { limitedTry, roughly } from './limited-tries.ts';
import { SESSION_HOURS } from './own-sessions.ts';
import { checkSecondFactor, type FindStep } from './second-factor.ts';
import { checkPassword, DECOY_HASH } from './password.ts';

const later = (now: string, minutes: number): string =>
  new Date(Date.parse(now) + minutes * 60_000).toISOString();
/** What is kept of a session cookie. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** How long the second factor is waited for. */
const PENDING_MINUTES = 10;

export interface SignedIn {
  /** The second factor is asked for next. */
  readonly pending: boolean;
  readonly token: string;
  readonly expiresAt: string;
  readonly account: Account;
}

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

/** The account of this name and password; as long for names that nobody has or without one. */
async function accountOf(
  { catalog }: Deps,
  name: string,
  password: string,
): Promise<Account | null> {
  const account = await catalog.findAccount(name);
  const right = await checkPassword(password, account?.passwordHash || DECOY_HASH);
  return right && account !== null && !account.disabled ? account : null;
}

/** Whence somebody signs in. */
export interface Visit {
  readonly from: string;
  readonly userAgent: string;
}

/**
 * A session of this account, or one that waits for its second factor; the cookie's token is returned
 * once.
 */
export async function openSession(
  { catalog, now }: Deps,
  account: Account,
  { from, userAgent }: Visit,
  pending: boolean,
): Promise<SignedIn> {
  const createdAt = now();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = later(createdAt, pending ? PENDING_MINUTES : SESSION_HOURS * 60);
  await catalog.saveSession({
    tokenHash: hashToken(token),
    accountId: account.id,
    createdAt,
    expiresAt,
    seenAt: createdAt,
    from: roughly(from),
    device: deviceOf(userAgent),
    pending,
  });
  return { pending, token, expiresAt, account };
}

/**
 * Opens a session; the cookie's token is returned once and only its hash is kept. Failures of the
 * same name from the same address wait (actions/limited-tries.ts). Throws `wrong-credentials` and
 * `too-many-requests`.
 */
export async function signIn(
  deps: Deps,
  input: Visit & { readonly username: string; readonly password: string },
): Promise<SignedIn> {
  const name = input.username.trim().toLowerCase();
  const account = await limitedTry(deps, { what: 'sign-in', whose: name, from: input.from }, () =>
    accountOf(deps, name, input.password),
  );
  if (account === null) throw new AppError('wrong-credentials');
  return openSession(deps, account, input, Boolean(account.secondFactor));
}

/** Whose second factor this cookie waits for; null for nobody's. */
export async function findPending({ catalog, now }: Deps, token: string): Promise<Account | null> {
  const session = await catalog.findSession(hashToken(token), now());
  if (session === null || !session.pending) return null;
  const account = await catalog.findAccountById(session.accountId);
  return account === null || account.disabled ? null : account;
}

/**
 * The second step of signing in: a session of its own instead of the one that waited. Throws
 * `not-signed-in`, `wrong-code` and `too-many-requests`.
 */
export async function confirmSignIn(
  deps: Deps,
  input: Visit & { readonly token: string; readonly code: string },
  findStep: FindStep,
): Promise<SignedIn> {
  const account = await findPending(deps, input.token);
  if (account === null) throw new AppError('not-signed-in');
  if (!(await checkSecondFactor(deps, account, input, findStep))) throw new AppError('wrong-code');
  await deps.catalog.deleteSession(hashToken(input.token));
  return openSession(deps, account, input, false);
}

export const signOut = (deps: { catalog: PeopleCatalog }, token: string): Promise<void> =>
  deps.catalog.deleteSession(hashToken(token));
