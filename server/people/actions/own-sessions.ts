import type { Actor, Session } from '../account.ts';
import type { PeopleCatalog } from '../people-catalog.ts';

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

/** Longest life of a session, however often it is used. */
export const SESSION_HOURS = 12;
const MINUTE_MS = 60_000;
/** Between the clocks of two processes. */
const CLOCK_DIFFERENCE_MS = 5 * MINUTE_MS;

/** Whether a session was not used for so many minutes: it is over. */
export const isIdle = ({ seenAt }: Session, now: string, idleMinutes: number): boolean =>
  Date.parse(seenAt) + idleMinutes * MINUTE_MS <= Date.parse(now);

/**
 * Whether a session is over: not used for so many minutes, or made by a clock that ran ahead, whose
 * end would be too late.
 */
export const isOver = (session: Session, now: string, idleMinutes: number): boolean =>
  isIdle(session, now, idleMinutes) || isAhead(session, now);

const isAhead = ({ expiresAt }: Session, now: string): boolean =>
  Date.parse(expiresAt) > Date.parse(now) + SESSION_HOURS * 60 * MINUTE_MS + CLOCK_DIFFERENCE_MS;

/** Writes down that a session is used, once a minute at most. */
export async function noteUse({ catalog }: Pick<Deps, 'catalog'>, session: Session, now: string) {
  const since = Date.parse(now) - Date.parse(session.seenAt);
  if (since >= MINUTE_MS || since < -CLOCK_DIFFERENCE_MS)
    await catalog.touchSession(session.tokenHash, now);
}

/** One's own sessions, last used first. */
export const listOwnSessions = async (
  { catalog, now }: Deps,
  { accountId }: Actor,
): Promise<Session[]> =>
  (await catalog.listSessions(accountId, now())).filter(({ pending }) => !pending);

/** Ends one of one's own; nothing happens to those of others. */
export async function endOwnSession(deps: Deps, actor: Actor, tokenHash: string): Promise<void> {
  const own = await listOwnSessions(deps, actor);
  if (own.some((session) => session.tokenHash === tokenHash))
    await deps.catalog.deleteSession(tokenHash);
}

/** Ends all of one's own but the one that is used now. */
export const endOtherSessions = (
  { catalog }: Pick<Deps, 'catalog'>,
  { accountId }: Actor,
  tokenHash: string,
): Promise<void> => catalog.deleteSessionsOf(accountId, tokenHash);
