import { authorise } from '#server/workflow/access.ts';
import type { Account, Actor, Session } from '../account.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { getPerson } from './manage-people.ts';

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

/**
 * Open sessions of somebody whose account this person manages, last used first. Throws
 * `not-allowed`.
 */
export async function listSessionsOf(
  { catalog, now }: Deps,
  actor: Actor,
  person: Account,
): Promise<Session[]> {
  authorise(actor, 'manage-people', person);
  return (await catalog.listSessions(person.id, now())).filter(({ pending }) => !pending);
}

/**
 * Ends one session of somebody, or all of them for null: a device was lost, a person has left.
 * Throws `account-not-found` and `not-allowed`.
 */
export async function endSessionsOf(
  deps: Deps,
  actor: Actor,
  id: string,
  tokenHash: string | null,
): Promise<Account> {
  const person = await getPerson(deps, actor, id);
  const open = await listSessionsOf(deps, actor, person);
  if (tokenHash === null) await deps.catalog.deleteSessionsOf(id, null);
  else if (open.some((session) => session.tokenHash === tokenHash))
    await deps.catalog.deleteSession(tokenHash);
  return person;
}
