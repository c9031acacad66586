import type { Account, Actor, DueStep, TwoPersonRule } from '../account.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { unitsAbove, unitsReached, unitToday, unitWithPast, type Unit } from '../unit.ts';
import { isOver, noteUse } from './own-sessions.ts';
import { hashToken } from './sign-in.ts';

export interface WhoIsDeps {
  readonly catalog: FactCatalog & PeopleCatalog;
  readonly now: () => string;
  readonly twoPersons: TwoPersonRule;
  /** A session that was not used so long is over. */
  readonly idleMinutes: number;
}

const dueStep = (account: Account): DueStep | null =>
  account.mustChangePassword === true ? 'password' : null;

/**
 * What an account may reach in this tree of units: it acts as the unit that stands today for its
 * own.
 */
export function actorOf(account: Account, units: readonly Unit[], twoPersons: boolean): Actor {
  const unitId = unitToday(units, account.unitId);
  const due = dueStep(account);
  return {
    ...(due === null ? {} : { due }),
    accountId: account.id,
    displayName: account.displayName,
    unitId,
    roles: due === null ? account.roles : [],
    ownUnits: unitWithPast(units, unitId),
    reach: unitsReached(units, unitId),
    twoPersons,
  };
}

const mayApprove = ({ roles }: Account): boolean =>
  roles.includes('approver') || roles.includes('admin');

async function ruleFor(
  { catalog, twoPersons }: Pick<WhoIsDeps, 'catalog' | 'twoPersons'>,
  account: Account,
  units: readonly Unit[],
): Promise<boolean> {
  if (twoPersons !== 'auto') return twoPersons === 'yes';
  // Whoever may not approve anyway needs no rule.
  return (
    mayApprove(account) &&
    catalog.hasOtherApprover(account.id, unitsAbove(units, unitToday(units, account.unitId)))
  );
}

/**
 * What an account may do now, by the units and the rule of today: whoever works on for somebody
 * who is not there (jobs, commands) asks for no more than that person could do by a form.
 */
export async function actorToday(
  deps: Pick<WhoIsDeps, 'catalog' | 'twoPersons'>,
  account: Account,
): Promise<Actor> {
  const units = await deps.catalog.listUnits();
  return actorOf(account, units, await ruleFor(deps, account, units));
}

/**
 * Who holds a session cookie; null for none, expired or disabled. The account is read anew each
 * time: what is taken away is gone with the next request. The tree of units is kept until anything
 * public changes.
 */
export function createWhoIs(deps: WhoIsDeps): (token: string) => Promise<Actor | null> {
  let known: { readonly revision: number; readonly units: readonly Unit[] } = {
    revision: -1,
    units: [],
  };
  return async (token) => {
    const { catalog } = deps;
    const session = await catalog.findSession(hashToken(token), deps.now());
    const now = deps.now();
    if (session === null || isOver(session, now, deps.idleMinutes)) return null;
    await noteUse(deps, session, now);
    const account = await catalog.getAccount(session.accountId);
    if (account.disabled) return null;
    const revision = await catalog.publicRevision();
    if (revision !== known.revision) known = { revision, units: await catalog.listUnits() };
    return actorOf(account, known.units, await ruleFor(deps, account, known.units));
  };
}
