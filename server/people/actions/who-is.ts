import type { Account, Actor, DueStep, Role, Session, TwoPersonRule } from '../account.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { unitsAbove, unitsReached, unitToday, unitWithPast, type Unit } from '../unit.ts';
import { isIdle, isOver, noteUse } from './own-sessions.ts';
import { hashToken } from './sign-in.ts';

export interface WhoIsDeps {
  readonly catalog: FactCatalog & PeopleCatalog;
  readonly now: () => string;
  readonly twoPersons: TwoPersonRule;
  /** A session that was not used so long is over. */
  readonly idleMinutes: number;
  /** Approvers and administrators have to set up a second factor. */
  readonly secondFactorRequired: boolean;
  /** Told once of a session that was not used for too long. */
  readonly onIdle: (account: Account) => Promise<void>;
}

/**
 * What an account may reach in this tree of units: it acts as the unit that stands today for its
 * own.
 */
export function actorOf(account: Account, units: readonly Unit[], twoPersons: boolean): Actor {
  const unitId = unitToday(units, account.unitId);
  return {
    accountId: account.id,
    displayName: account.displayName,
    unitId,
    roles: account.roles,
    ownUnits: unitWithPast(units, unitId),
    reach: unitsReached(units, unitId),
    twoPersons,
    noticesSeenAt: account.noticesSeenAt ?? '',
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

/** Roles that publish or give rights: these are asked for codes where a shelf wants it. */
const STRONG_ROLES: readonly Role[] = ['approver', 'unit-admin', 'admin'];

function dueStep({ secondFactorRequired }: WhoIsDeps, account: Account): DueStep | null {
  if (account.mustChangePassword === true) return 'password';
  const strong = account.roles.some((role) => STRONG_ROLES.includes(role));
  return secondFactorRequired && strong && !account.secondFactor ? 'second-factor' : null;
}

/** Whoever has something to do first has no role until then. */
const withDueStep = (actor: Actor, due: DueStep | null): Actor =>
  due === null ? actor : { ...actor, roles: [], due };

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

/** Takes the session away, so that its end is told once. */
async function endIdle({ catalog, onIdle }: WhoIsDeps, session: Session): Promise<null> {
  await catalog.deleteSession(session.tokenHash);
  await onIdle(await catalog.getAccount(session.accountId));
  return null;
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
    const now = deps.now();
    const session = await catalog.findSession(hashToken(token), now);
    if (session === null || session.pending) return null;
    if (isOver(session, now, deps.idleMinutes))
      return isIdle(session, now, deps.idleMinutes) ? endIdle(deps, session) : null;
    await noteUse(deps, session, now);
    const account = await catalog.getAccount(session.accountId);
    if (account.disabled) return null;
    const revision = await catalog.publicRevision();
    if (revision !== known.revision) known = { revision, units: await catalog.listUnits() };
    const actor = actorOf(account, known.units, await ruleFor(deps, account, known.units));
    return withDueStep(actor, dueStep(deps, account));
  };
}
