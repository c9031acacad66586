import type { Job } from '#server/base/job.ts';
import { AppError } from '#server/base/errors.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { Mail } from '#server/workflow/notice.ts';
import type { SendMail } from '#server/workflow/jobs/send-mail.ts';
import { securityLogPath } from '#web/paths/audit.ts';
import { vi } from '#web/text/vi.ts';
import type { AlertKind } from '../alert.ts';

const t = vi.alertMail;

export interface SendAlertDeps {
  readonly catalog: PeopleCatalog;
  readonly now: () => string;
  /** Null while no mail server is set. */
  readonly send: SendMail | null;
  readonly shelf: string;
  readonly base: string;
}

/** After the first, second … failure of the mail server. */
const BACK_OFF_MINUTES = [1, 2, 5, 15, 60, 240] as const;

/** What is wrong and where to look; whoever reads it on the way learns of no person. */
const alertMail = (
  { shelf, base }: Pick<SendAlertDeps, 'shelf' | 'base'>,
  kind: AlertKind,
  since: string,
): Omit<Mail, 'to'> => ({
  subject: t.subject(shelf, t.what[kind]).replace(/[\s\p{Cc}]+/gu, ' '),
  text: [
    t.lead,
    '',
    `- ${t.what[kind]}`,
    `  ${t.since(vi.units.moment(since))}`,
    '',
    `${t.where} ${base}${securityLogPath()}`,
    '',
    t.why,
    '',
  ].join('\n'),
});

/** Tells one administrator by e-mail; a mail that will never be taken is told to the job's reason. */
export async function sendAlert(
  deps: SendAlertDeps,
  { payload, attempts }: Pick<Job, 'payload' | 'attempts'>,
): Promise<JobOutcome> {
  const account = await deps.catalog.findAccountById(payload['accountId'] ?? '');
  const to = account === null || account.disabled ? '' : (account.email ?? '');
  if (deps.send === null || to === '') return { state: 'done' };
  const kind = payload['kind'] as AlertKind;
  try {
    await deps.send({ to, ...alertMail(deps, kind, payload['since'] ?? deps.now()) });
    return { state: 'done' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mail-unavailable') throw error;
    const minutes = BACK_OFF_MINUTES[attempts - 1];
    if (error.details['refused'] === true || minutes === undefined)
      return { state: 'failed', reason: error.code };
    const notBefore = new Date(Date.parse(deps.now()) + minutes * 60_000).toISOString();
    return { state: 'retry', reason: error.code, notBefore };
  }
}
