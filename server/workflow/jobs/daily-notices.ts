import { digestOf } from '../actions/notices.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import type { Account } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import { dailyNoticesJob, type Job } from '#server/base/job.ts';
import { forgottenBefore, isNothing, type Digest, type Mail, type OtherWork } from '../notice.ts';
import { dayInVietnam, hourInVietnam } from '#server/base/vietnam-time.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { everyAccount } from '#server/people/actions/every-account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { WorkflowCatalog } from '../workflow-catalog.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import type { SendMail } from './send-mail.ts';

export interface DailyNoticesDeps {
  readonly catalog: FactCatalog & PeopleCatalog & WorkflowCatalog;
  readonly otherWork: OtherWork;
  /** The present instant, ISO. */
  readonly now: () => string;
  /** Null while no mail server is set. */
  readonly send: SendMail | null;
  readonly compose: (digest: Digest) => Promise<Omit<Mail, 'to'>>;
  readonly onError: (error: unknown, accountId: string) => void;
}

const DONE_ON = 'notices-done-on';
/** Before the day's work, in Vietnam (UTC+7 all year). */
const FROM_HOUR = 7;
/**
 * After the first, second … failure of the mail server; then the next day's e-mail says it all
 * again.
 */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 120, 240] as const;

/**
 * Once a day, in the morning; the fact outlives restarts, and two workers that both see it give the
 * same job.
 */
export async function submitDailyNotices({
  catalog,
  queue,
  now,
}: {
  readonly catalog: FactCatalog;
  readonly queue: Queue;
  readonly now: () => string;
}): Promise<void> {
  const today = dayInVietnam(now());
  if (hourInVietnam(now()) < FROM_HOUR || (await catalog.findFact(DONE_ON)) === today) return;
  await queue.submit([dailyNoticesJob()]);
  await catalog.saveFact(DONE_ON, today);
}

const wantsMail = (account: Account, today: string): boolean =>
  !account.disabled &&
  (account.email ?? '') !== '' &&
  account.noDigest !== true &&
  account.digestOn !== today;

/**
 * One person's e-mail. A mail this very recipient will never get is told to the log, and the day is
 * done for them; a silent server throws.
 */
async function tell(
  deps: DailyNoticesDeps,
  account: Account,
  units: Awaited<ReturnType<PeopleCatalog['listUnits']>>,
  send: SendMail,
): Promise<void> {
  const { catalog, compose, now, onError } = deps;
  const digest = await digestOf(deps, account, actorOf(account, units, false));
  if (isNothing(digest)) return;
  try {
    await send({ to: account.email!, ...(await compose(digest)) });
  } catch (error) {
    if (!(error instanceof AppError) || error.details['refused'] !== true) throw error;
    onError(error, account.id);
  }
  await catalog.changeAccount(account.id, { digestOn: dayInVietnam(now()) });
}

/**
 * The day's work on notices: old ones are forgotten, and whoever gave an address is told by e-mail
 * what is new. Killed in the middle it goes on where it was: whom it told bears the day, so at most
 * one person is told twice. A dead mail server only holds this job up.
 */
export async function dailyNotices(
  deps: DailyNoticesDeps,
  job: Pick<Job, 'attempts'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { catalog, now, send } = deps;
  await catalog.forgetNotices(forgottenBefore(now()));
  if (send === null) return { state: 'done' };
  const [units, today] = [await catalog.listUnits(), dayInVietnam(now())];
  for await (const account of everyAccount(catalog)) {
    if (stopping.aborted) return { state: 'handed-back' };
    if (!wantsMail(account, today)) continue;
    try {
      await tell(deps, account, units, send);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'mail-unavailable') throw error;
      deps.onError(error, account.id);
      const minutes = BACK_OFF_MINUTES[job.attempts - 1];
      return minutes === undefined
        ? { state: 'done' }
        : {
            state: 'retry',
            reason: error.code,
            notBefore: new Date(Date.parse(now()) + minutes * 60_000).toISOString(),
          };
    }
  }
  return { state: 'done' };
}
