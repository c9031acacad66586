import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../account.ts';
import { AppError } from '#server/base/errors.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { checkPassword, hashPassword } from './password.ts';

const SESSION_HOURS = 12;
const FAILURES_BEFORE_LOCK = 5;
const LOCK_MINUTES = 15;

const later = (now: string, minutes: number): string =>
  new Date(Date.parse(now) + minutes * 60_000).toISOString();
/** What is kept of a session cookie. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** Spent on unknown user names too, so that the time does not tell which names exist. */
let decoy: Promise<string> | null = null;

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: string;
  readonly account: Account;
}

/**
 * Opens a session; the cookie's token is returned once and only its hash is kept. Five wrong
 * passwords lock the account for a quarter of an hour. Throws `wrong-credentials` and
 * `too-many-requests`.
 */
export async function signIn(
  deps: { catalog: PeopleCatalog; now: () => string },
  input: { username: string; password: string },
): Promise<SignedIn> {
  const now = deps.now();
  const account = await deps.catalog.findAccount(input.username.trim());
  if (account?.lockedUntil != null && account.lockedUntil > now)
    throw new AppError('too-many-requests', { lockedUntil: account.lockedUntil });
  decoy ??= hashPassword(randomBytes(12).toString('hex'));
  const right = await checkPassword(input.password, account?.passwordHash ?? (await decoy));
  if (account === null || account.disabled) throw new AppError('wrong-credentials');
  if (!right) {
    const failedSignIns = account.failedSignIns + 1;
    const lock = failedSignIns >= FAILURES_BEFORE_LOCK;
    await deps.catalog.changeAccount(account.id, {
      failedSignIns: lock ? 0 : failedSignIns,
      lockedUntil: lock ? later(now, LOCK_MINUTES) : null,
    });
    throw new AppError('wrong-credentials');
  }
  if (account.failedSignIns > 0 || account.lockedUntil !== null)
    await deps.catalog.changeAccount(account.id, { failedSignIns: 0, lockedUntil: null });
  const token = randomBytes(32).toString('base64url');
  const expiresAt = later(now, SESSION_HOURS * 60);
  await deps.catalog.saveSession({
    tokenHash: hashToken(token),
    accountId: account.id,
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt, account };
}

export const signOut = (deps: { catalog: PeopleCatalog }, token: string): Promise<void> =>
  deps.catalog.deleteSession(hashToken(token));
