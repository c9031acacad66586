import { messages } from '#server/people/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise, grantable } from '#server/workflow/access.ts';
import type { Account, Actor, Role } from '../account.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import type { IdMaker } from '#server/base/ids.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Unit } from '../unit.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { passwordFault } from '../guessable-passwords.ts';
import { limitedTry } from './limited-tries.ts';
import { checkPassword, hashPassword, makePassword } from './password.ts';

export interface PersonInput {
  readonly displayName: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
}

type Deps = {
  readonly catalog: PeopleCatalog;
  readonly newId: IdMaker;
  readonly now: () => string;
};

const LONGEST_NAME = 200;
/** What signing in looks at. */
export const LONGEST_PASSWORD = 1_000;

const isUsername = (name: string): boolean => /^[a-z0-9][a-z0-9._-]{2,39}$/u.test(name);

/** A unit that still works: nobody is put into one that was merged into another. */
const stands = (units: readonly Unit[], id: string): boolean =>
  units.some((u) => u.id === id && u.successorId === null);

async function faultsOf(
  { catalog }: Pick<Deps, 'catalog'>,
  actor: Actor,
  input: PersonInput,
): Promise<FieldErrors> {
  const allowed = grantable(actor);
  return {
    ...(input.displayName === ''
      ? { displayName: messages.writeName }
      : tooLongErrors({ displayName: [FIELD_LABELS.fullName, input.displayName, LONGEST_NAME] })),
    ...(stands(await catalog.listUnits(), input.unitId)
      ? {}
      : { unitId: messages.chooseActiveUnit }),
    ...(input.roles.length === 0 ? { roles: messages.chooseRole } : {}),
    ...(input.roles.every((role) => allowed.includes(role))
      ? {}
      : { roles: messages.roleNotYours }),
  };
}

const sameRoles = (some: readonly Role[], others: readonly Role[]): boolean =>
  some.length === others.length && some.every((role) => others.includes(role));

/**
 * The account of a path or form, when the actor may see it. Throws `account-not-found` and
 * `not-allowed`.
 */
export async function getPerson(
  { catalog }: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<Account> {
  const person = await catalog.findAccountById(id);
  if (person === null) throw new AppError('account-not-found', { accountId: id });
  authorise(actor, 'view-people', person);
  return person;
}

/**
 * A new account with a password to be shown this once (khoản 2 Điều 6, Điều 7 Quyết định
 * 14/2019/QĐ-TTg: accounts and delegated rights). Throws `not-allowed`, `invalid-input`,
 * `duplicate-username`.
 */
export async function createPerson(
  deps: Deps,
  actor: Actor,
  input: PersonInput & { readonly username: string },
): Promise<{ account: Account; password: string }> {
  authorise(actor, 'manage-people', 'shelf');
  const username = input.username.toLowerCase();
  refuseErrors({
    ...(isUsername(username) ? {} : { username: messages.wrongUsername }),
    ...(await faultsOf(deps, actor, input)),
  });
  const password = makePassword();
  const account: Account = {
    id: deps.newId(),
    username,
    displayName: input.displayName,
    unitId: input.unitId,
    roles: input.roles,
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
    disabled: false,
    createdAt: deps.now(),
  };
  authorise(actor, 'manage-people', account);
  await deps.catalog.saveAccount(account);
  return { account, password };
}

/**
 * Name, unit, roles. Other roles or another unit end the person's sessions, and the rules of signing
 * in no longer change them. Throws `account-not-found`, `not-allowed`, `invalid-input`.
 */
export async function changePerson(
  deps: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
  input: PersonInput,
): Promise<Account> {
  const before = await getPerson(deps, actor, id);
  authorise(actor, 'manage-people', before);
  refuseErrors(await faultsOf(deps, actor, input));
  authorise(actor, 'manage-people', { id, unitId: input.unitId, roles: input.roles });
  const otherRights = input.unitId !== before.unitId || !sameRoles(before.roles, input.roles);
  const after = await deps.catalog.changeAccount(id, {
    displayName: input.displayName,
    unitId: input.unitId,
    roles: input.roles,
    ...(otherRights && before.identity ? { identity: { ...before.identity, byRules: false } } : {}),
  });
  if (otherRights) await deps.catalog.deleteSessionsOf(id, null);
  return after;
}

/**
 * Nobody is ever deleted: the history names them. A disabled account's sessions end at once. Throws
 * `account-not-found`, `not-allowed`.
 */
export async function disablePerson(
  deps: Pick<Deps, 'catalog' | 'now'>,
  actor: Actor,
  id: string,
  disabled: boolean,
): Promise<Account> {
  authorise(actor, 'manage-people', await getPerson(deps, actor, id));
  const disabledAt = disabled ? deps.now() : null;
  const account = await deps.catalog.changeAccount(id, { disabled, disabledAt });
  if (disabled) await deps.catalog.deleteSessionsOf(id, null);
  return account;
}

/** Ends every session; the person is asked for a password of their own after the next sign-in. */
async function setMadeUpPassword(
  { catalog }: Pick<Deps, 'catalog'>,
  id: string,
  password: string,
): Promise<void> {
  await catalog.changeAccount(id, {
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
  });
  await catalog.deleteSessionsOf(id, null);
}

/**
 * What whoever runs the server does for somebody who cannot ask an administrator: a new password to
 * be shown this once. Throws `account-not-found`.
 */
export async function resetPassword(
  deps: Pick<Deps, 'catalog'>,
  username: string,
): Promise<{ account: Account; password: string }> {
  const account = await deps.catalog.findAccount(username);
  if (account === null) throw new AppError('account-not-found', { username });
  const password = makePassword();
  await setMadeUpPassword(deps, account.id, password);
  return { account, password };
}

/**
 * A new password to be shown this once; ends every session. Throws
 * `account-not-found`, `not-allowed`.
 */
export async function giveNewPassword(
  deps: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<string> {
  authorise(actor, 'manage-people', await getPerson(deps, actor, id));
  const password = makePassword();
  await setMadeUpPassword(deps, id, password);
  return password;
}

/**
 * Whether somebody who is signed in typed their own password again, looked at as sparingly as when
 * signing in: a session left open is no place to guess it from. Throws `too-many-requests`.
 */
export const isOwnPassword = async (
  deps: Omit<Deps, 'newId'>,
  { id, passwordHash }: Account,
  { current, from }: { readonly current: string; readonly from: string },
): Promise<boolean> =>
  (await limitedTry(
    deps,
    { what: 'password', whose: id, from },
    async () => (await checkPassword(current.slice(0, LONGEST_PASSWORD), passwordHash)) || null,
  )) !== null;

/**
 * Everybody's own; the sessions on other devices end. A session left open is no place to guess the
 * password from. Throws `invalid-input`, `too-many-requests`.
 */
export async function changeOwnPassword(
  deps: Omit<Deps, 'newId'>,
  actor: Actor,
  input: {
    readonly current: string;
    readonly wanted: string;
    readonly again: string;
    readonly from: string;
    readonly sessionHash: string;
  },
): Promise<void> {
  const { catalog } = deps;
  const account = await catalog.getAccount(actor.accountId);
  const wanted = input.wanted.normalize('NFC');
  const fault = passwordFault(wanted.slice(0, LONGEST_PASSWORD), account.username);
  refuseErrors({
    ...((await isOwnPassword(deps, account, input)) ? {} : { current: messages.wrongPassword }),
    ...(fault === null ? {} : { wanted: fault }),
    ...tooLongErrors({ wanted: [FIELD_LABELS.newPassword, wanted, LONGEST_PASSWORD] }),
    ...(wanted === input.current.normalize('NFC') ? { wanted: messages.passwordSame } : {}),
    ...(wanted === input.again.normalize('NFC') ? {} : { again: messages.passwordsDiffer }),
  });
  if (account.disabled) throw new AppError('not-allowed');
  await catalog.changeAccount(account.id, {
    passwordHash: await hashPassword(wanted),
    mustChangePassword: false,
  });
  await catalog.deleteSessionsOf(account.id, input.sessionHash);
}
