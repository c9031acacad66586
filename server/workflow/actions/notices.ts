import { messages } from '#server/workflow/messages.ts';
import type { Account, Actor } from '#server/people/account.ts';
import { unitsSeen } from '../access.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { overdueBefore } from '../deadline.ts';
import { AppError } from '#server/base/errors.ts';
import {
  isMailAddress,
  MOST_WAITING,
  stepsOf,
  type Digest,
  type OtherWork,
  type StepCount,
} from '../notice.ts';
import type { WorkflowCatalog } from '../workflow-catalog.ts';

type Deps = Pick<ActionDeps, 'now'> & {
  readonly catalog: PeopleCatalog & WorkflowCatalog;
  readonly otherWork: OtherWork;
};

const IN_A_MAIL = 10;
const LOOKED_AT = 50;

/**
 * What waits at this person's steps, what came since they looked last, what is late; a seek for
 * each unit, never more than `MOST_WAITING` counted.
 */
export async function stepCounts(
  { catalog, now, otherWork }: Deps,
  actor: Actor,
  seenAt: string,
): Promise<StepCount[]> {
  const unitIds = unitsSeen(actor);
  const ofItems = Promise.all(
    stepsOf(actor.roles).map(async ({ stage, news }) => {
      const which = { stage, unitIds, holderId: null };
      const late = overdueBefore(stage, now());
      const [waiting, fresh, overdue] = await Promise.all([
        catalog.countWaiting(which, null, MOST_WAITING),
        news ? catalog.countWaiting(which, null, MOST_WAITING, seenAt) : 0,
        late === null ? 0 : catalog.countWaiting(which, late, MOST_WAITING),
      ]);
      return { step: stage, waiting, fresh, overdue };
    }),
  );
  return [...(await ofItems), ...(await otherWork.steps(actor, seenAt))];
}

/**
 * What stands beside “Thông báo” on every staff page: unread notices and what came to this person's
 * steps since they looked. At most `MOST_WAITING`.
 */
export async function countNews(
  { catalog, otherWork }: Pick<Deps, 'catalog' | 'otherWork'>,
  actor: Actor,
): Promise<number> {
  const { noticesSeenAt: seenAt = '' } = actor;
  const unitIds = unitsSeen(actor);
  const [unread, elsewhere] = await Promise.all([
    catalog.countUnreadNotices(actor.accountId, MOST_WAITING),
    otherWork.news(actor, seenAt),
  ]);
  let count = unread + elsewhere;
  for (const { stage, news } of stepsOf(actor.roles)) {
    if (news && count < MOST_WAITING)
      count += await catalog.countWaiting(
        { stage, unitIds, holderId: null },
        null,
        MOST_WAITING - count,
        seenAt,
      );
  }
  return Math.min(count, MOST_WAITING);
}

/** What the day's e-mail of this account says. */
export async function digestOf(deps: Deps, account: Account, actor: Actor): Promise<Digest> {
  const { catalog } = deps;
  const [steps, unread, latest] = await Promise.all([
    stepCounts(deps, actor, account.noticesSeenAt ?? ''),
    catalog.countUnreadNotices(account.id, MOST_WAITING),
    catalog.listNotices({ accountId: account.id, limit: LOOKED_AT, after: null }),
  ]);
  return {
    steps,
    unread,
    notices: latest.rows
      // Alerts were told by a mail of their own.
      .filter((n) => n.readAt === null && n.kind !== 'alert')
      .slice(0, IN_A_MAIL)
      .map(({ kind, itemId, title }) => ({ kind, itemId, title })),
  };
}

/**
 * The person has seen the notices up to this one, and what had come to their steps by that instant;
 * what came since stays new.
 */
export async function readNotices(
  { catalog, now }: Omit<Deps, 'otherWork'>,
  actor: Actor,
  shown: { readonly upTo: string; readonly at: string },
): Promise<void> {
  const at =
    Number.isNaN(Date.parse(shown.at)) || shown.at > now()
      ? now()
      : new Date(shown.at).toISOString();
  if (shown.upTo !== '') await catalog.readNotices(actor.accountId, shown.upTo, now());
  if (at > ((await catalog.getAccount(actor.accountId)).noticesSeenAt ?? ''))
    await catalog.changeAccount(actor.accountId, { noticesSeenAt: at });
}

/** Where this person wants the day's e-mail, and whether. Throws `invalid-input`. */
export async function saveMailWishes(
  { catalog }: Pick<Deps, 'catalog'>,
  actor: Actor,
  wishes: { readonly email: string; readonly digest: boolean },
): Promise<void> {
  if (wishes.email !== '' && !isMailAddress(wishes.email))
    throw new AppError('invalid-input', {
      fields: { email: messages.wrongMailAddress },
    });
  if (wishes.email === '' && wishes.digest)
    throw new AppError('invalid-input', {
      fields: { email: messages.writeMailAddress },
    });
  await catalog.changeAccount(actor.accountId, { email: wishes.email, noDigest: !wishes.digest });
}
