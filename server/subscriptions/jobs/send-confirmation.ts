import { AppError } from '#server/base/errors.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Job } from '#server/base/job.ts';
import { secretOf } from '#server/open-forms/actions/form-token.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { SendMail } from '#server/workflow/jobs/send-mail.ts';
import type { Mail } from '#server/workflow/notice.ts';
import type { Wish } from '../subscriber.ts';
import type { SubscriptionCatalog } from '../subscription-catalog.ts';

export interface ConfirmationDeps {
  readonly catalog: SubscriptionCatalog & FactCatalog;
  readonly now: () => string;
  /** Null while no mail server is set. */
  readonly send: SendMail | null;
  readonly compose: (wish: Wish, secret: string) => Promise<Omit<Mail, 'to'>>;
  readonly onError: (reason: string, wishId: string) => void;
}

/** After the first, second … failure of the mail server; the wish itself lives 48 hours. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240, 720] as const;

/**
 * Asks whoever gave an address whether they did. An address that the server refuses is erased with
 * its wish.
 */
export async function sendConfirmation(
  deps: ConfirmationDeps,
  { payload, attempts }: Pick<Job, 'payload' | 'attempts'>,
): Promise<JobOutcome> {
  const { catalog, now, send, compose, onError } = deps;
  const { wishId = '' } = payload;
  const wish = await catalog.findWish(wishId);
  if (wish === null || wish.eraseAt <= now() || send === null) return { state: 'done' };
  try {
    const secret = await secretOf(deps, 'wish', wishId);
    await send({ to: wish.email, ...(await compose(wish, secret)) });
    return { state: 'done' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mail-unavailable') throw error;
    // The cause names the address: it is not for the log.
    onError(error.code, wishId);
    const minutes = error.details['refused'] === true ? undefined : BACK_OFF_MINUTES[attempts - 1];
    if (minutes === undefined) {
      await catalog.eraseWish(wishId);
      return { state: 'done' };
    }
    const notBefore = new Date(Date.parse(now()) + minutes * 60_000).toISOString();
    return { state: 'retry', reason: error.code, notBefore };
  }
}
