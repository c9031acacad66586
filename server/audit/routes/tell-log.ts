import type { Request, Response } from 'express';
import type { Account, Actor } from '#server/people/account.ts';
import type { SecurityEvent, ToldEvent, Whence } from '../security-event.ts';

/** What the log is told of the request under way. */
interface Told {
  readonly events: ToldEvent[];
  /** More of the event that stands for the whole form (server/audit/staff-acts.ts). */
  more: Partial<Pick<ToldEvent, 'targetId' | 'unitId' | 'details'>>;
}

export const toldIn = (res: Response): Told =>
  (res.locals['told'] ??= { events: [], more: {} } satisfies Told) as Told;

/** Where a request came from, by the rule of proxies, and the number that both logs have. */
export const whenceOf = (req: Request, res: Response): Whence => ({
  address: req.ip ?? '',
  requestId: String(res.locals['requestId'] ?? ''),
});

type Who = Pick<SecurityEvent, 'actorId' | 'actorName' | 'unitId'>;

export const whoIs = ({ accountId, displayName, unitId }: Actor): Who => ({
  actorId: accountId,
  actorName: displayName,
  unitId,
});

export const accountAsActor = ({ id, displayName, unitId }: Account): Who => ({
  actorId: id,
  actorName: displayName,
  unitId,
});

/** What was done to an account: it stands in the log of its unit. */
export const doneTo = ({
  id,
  username,
  unitId,
}: Pick<Account, 'id' | 'username' | 'unitId'>): Pick<
  ToldEvent,
  'targetKind' | 'targetId' | 'unitId'
> & { readonly details: { readonly username: string } } => ({
  targetKind: 'account',
  targetId: id,
  unitId,
  details: { username },
});

/**
 * Notes what this request did; it is in the log before the answer ends (routes/log-acts.ts). Who
 * did it is the person signed in, where the event does not say.
 */
export const tellLog = (res: Response, event: ToldEvent): void => {
  toldIn(res).events.push(event);
};

/** Says more of what the form itself is in the log. */
export const tellMore = (res: Response, more: Told['more']): void => {
  toldIn(res).more = more;
};
