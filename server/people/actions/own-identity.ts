import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Account, Actor } from '../account.ts';
import { messages } from '../messages.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { getPerson, isOwnPassword } from './manage-people.ts';

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

/** What is typed again before anything that lets somebody in for good. */
export interface TypedPassword {
  readonly current: string;
  readonly from: string;
}

/**
 * The account of somebody who typed the password again. Throws `invalid-input` with a sentence for
 * `current`, and `too-many-requests`.
 */
export async function withPassword(
  deps: Deps,
  actor: Actor,
  typed: TypedPassword,
): Promise<Account> {
  const account = await deps.catalog.getAccount(actor.accountId);
  refuseErrors(
    (await isOwnPassword(deps, account, typed)) ? {} : { current: messages.wrongPassword },
  );
  return account;
}

/**
 * From now on the password alone lets this person in. Throws `wrong-state` for whoever has none, or
 * no identity, and as {@link withPassword} does.
 */
export async function untieIdentity(deps: Deps, actor: Actor, typed: TypedPassword): Promise<void> {
  const account = await withPassword(deps, actor, typed);
  if (!account.identity || account.passwordHash === '') throw new AppError('wrong-state');
  await deps.catalog.changeAccount(account.id, { identity: null });
}

/**
 * Takes somebody's identity away and ends their sessions; whoever has no password needs a new one.
 * Throws `account-not-found`, `not-allowed`.
 */
export async function untieIdentityOf(
  deps: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<void> {
  authorise(actor, 'manage-people', await getPerson(deps, actor, id));
  await deps.catalog.changeAccount(id, { identity: null });
  await deps.catalog.deleteSessionsOf(id, null);
}
