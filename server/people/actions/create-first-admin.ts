import type { Account } from '../account.ts';
import { AppError } from '#server/base/errors.ts';
import type { IdMaker } from '#server/base/ids.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { MANAGING_UNIT } from '../unit.ts';
import { passwordFault } from '../guessable-passwords.ts';
import { messages } from '../messages.ts';
import { hashPassword, makePassword } from './password.ts';

export interface FirstAdmin {
  readonly account: Account;
  /** Null when the password was given, to be shown once otherwise. */ readonly madeUpPassword:
    | string
    | null;
}

/**
 * The administrator of a shelf that has no account yet; null when there is one. The managing unit
 * is made with it. Throws `invalid-input` for a password that is short or easily guessed.
 */
export async function createFirstAdmin(
  deps: {
    catalog: PeopleCatalog;
    newId: IdMaker;
    now: () => string;
    hash?: typeof hashPassword;
  },
  input: { username: string; password: string; unitName: string },
): Promise<FirstAdmin | null> {
  if ((await deps.catalog.countAccounts()) > 0) return null;
  const fault = input.password === '' ? null : passwordFault(input.password, input.username);
  if (fault !== null)
    throw new AppError('invalid-input', {
      fields: { ADMIN_PASSWORD: messages.adminPassword(fault) },
    });
  const password = input.password === '' ? makePassword() : input.password;
  await deps.catalog.saveUnit({
    id: MANAGING_UNIT,
    code: MANAGING_UNIT,
    name: input.unitName,
    kind: 'department',
    parentId: null,
    validFrom: null,
    validTo: null,
    successorId: null,
  });
  const account: Account = {
    id: deps.newId(),
    username: input.username.toLowerCase(),
    displayName: 'Quản trị viên',
    unitId: MANAGING_UNIT,
    roles: ['admin'],
    passwordHash: await (deps.hash ?? hashPassword)(password),
    disabled: false,
    createdAt: deps.now(),
  };
  try {
    await deps.catalog.saveAccount(account);
  } catch (error) {
    // Another process started at the same moment and was quicker.
    if (error instanceof AppError && error.code === 'duplicate-username') return null;
    throw error;
  }
  return { account, madeUpPassword: input.password === '' ? password : null };
}
