import { createHash } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import type { IdMaker } from '#server/base/ids.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { Account, Actor } from '../account.ts';
import {
  checkedMail,
  outsideName,
  personName,
  usernameLike,
  type Claims,
  type OutsideIdentity,
} from '../outside-identity.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import type { OutsidePerson } from '../identity-provider.ts';
import { rightsByRules, type SignInRule } from '../sign-in-rule.ts';
import { openSession, type SignedIn, type Visit } from './sign-in.ts';

type RuleCatalog = Pick<AuthorityCatalog<{ readonly 'sign-in-rule': SignInRule }>, 'listAuthority'>;

interface Deps {
  readonly catalog: PeopleCatalog & RuleCatalog;
  readonly newId: IdMaker;
  readonly now: () => string;
}

const keyOf = ({ issuer, subject }: OutsidePerson): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');

const identityOf = (deps: Deps, person: OutsidePerson, byRules: boolean): OutsideIdentity => ({
  key: keyOf(person),
  name: outsideName(person.claims),
  since: deps.now(),
  byRules,
});

/** Rules in the order they were added. */
async function rulesOf({ catalog }: Deps): Promise<SignInRule[]> {
  return (await catalog.listAuthority('sign-in-rule')).map(({ value }) => value);
}

const NAMES_TRIED = 20;

/** Saves the account under its name, or that name with a number where somebody has it. */
async function saveUnderFreeName(deps: Deps, account: Account): Promise<Account> {
  for (let n = 1; n <= NAMES_TRIED; n += 1) {
    const username = n === 1 ? account.username : `${account.username}-${n}`;
    try {
      await deps.catalog.saveAccount({ ...account, username });
      return { ...account, username };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'duplicate-username') throw error;
    }
  }
  throw new AppError('duplicate-username', { username: account.username });
}

/** An account for whoever a rule lets in; the one that another process made meanwhile. */
async function makeAccount(deps: Deps, person: OutsidePerson): Promise<Account> {
  const rights = rightsByRules(await rulesOf(deps), person.claims);
  if (rights === null) throw new AppError('outside-unknown');
  const mail = checkedMail(person.claims);
  const account: Account = {
    id: deps.newId(),
    username: usernameLike(person.claims),
    displayName: personName(person.claims),
    ...rights,
    passwordHash: '',
    identity: identityOf(deps, person, true),
    disabled: false,
    createdAt: deps.now(),
    ...(mail === '' ? {} : { email: mail }),
  };
  try {
    return await saveUnderFreeName(deps, account);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'identity-taken') throw error;
    return (await deps.catalog.findAccountByIdentity(account.identity!.key))!;
  }
}

const sameRights = (
  { unitId, roles }: Account,
  other: Pick<Account, 'unitId' | 'roles'>,
): boolean =>
  unitId === other.unitId &&
  roles.length === other.roles.length &&
  roles.every((role) => other.roles.includes(role));

/** Gives what the rules of today give; whoever no rule fits any longer is out at once. */
async function followRules(deps: Deps, account: Account, claims: Claims): Promise<Account> {
  const rights = rightsByRules(await rulesOf(deps), claims);
  if (rights !== null && sameRights(account, rights)) return account;
  await deps.catalog.deleteSessionsOf(account.id, null);
  if (rights === null) throw new AppError('outside-unknown');
  return deps.catalog.changeAccount(account.id, rights);
}

/**
 * A session for whom the sign-in service has proved. An account is found by its identity, never by a
 * name; it is made only where an administrator's rule says so, and follows the rules from then on.
 * One's own second factor is still asked for. `before` is the account as it was, null for one that
 * was made. Throws `outside-unknown`.
 */
export async function signInFromOutside(
  deps: Deps,
  person: OutsidePerson,
  visit: Visit,
): Promise<SignedIn & { readonly before: Account | null }> {
  const known = await deps.catalog.findAccountByIdentity(keyOf(person));
  if (known?.disabled) throw new AppError('outside-unknown');
  const account =
    known === null
      ? await makeAccount(deps, person)
      : known.identity!.byRules
        ? await followRules(deps, known, person.claims)
        : known;
  const opened = await openSession(deps, account, visit, Boolean(account.secondFactor));
  return { ...opened, before: known };
}

/**
 * Lets somebody who has an account sign in at the service too; rights stay as they are. Throws
 * `identity-taken`.
 */
export async function tieIdentity(
  deps: Deps,
  actor: Actor,
  person: OutsidePerson,
): Promise<OutsideIdentity> {
  const identity = identityOf(deps, person, false);
  await deps.catalog.changeAccount(actor.accountId, { identity });
  return identity;
}
