import { AppError } from '#server/base/errors.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { DeliveryCatalog } from '../delivery-catalog.ts';
import { isOpen } from '../delivery.ts';

/** After the first, second … failure that may pass; then officials are asked. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 180, 360] as const;
/** Longest answer of a receiver that is shown, in letters. */
const LONGEST_SHOWN = 2_000;

export interface FailureDeps {
  readonly catalog: DeliveryCatalog;
  readonly now: () => string;
  readonly onError: (error: unknown, deliveryId: string) => void;
}

async function failDelivery(
  { catalog }: FailureDeps,
  deliveryId: string,
  error: unknown,
): Promise<void> {
  const delivery = await catalog.findDelivery(deliveryId);
  if (delivery === null || !isOpen(delivery)) return;
  const [reason, said] =
    error instanceof AppError
      ? [error.code, String(error.details['reason'] ?? '')]
      : (['internal', ''] as const);
  const answer = said.slice(0, LONGEST_SHOWN);
  await catalog.saveDelivery({ ...delivery, state: 'failed', reason, answer }, []);
}

/**
 * Runs a step of a delivery. What may pass is tried again, ever later; what does not, and what went
 * on too long, is the delivery's own state with its reason, which officials see and try again.
 */
export async function withFailures(
  deps: FailureDeps,
  job: Job,
  step: () => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const deliveryId = job.payload['deliveryId'] ?? '';
  try {
    return await step();
  } catch (error) {
    // Somebody cancelled it meanwhile.
    if (error instanceof AppError && error.code === 'wrong-state') return { state: 'done' };
    deps.onError(error, deliveryId);
    const minutes = BACK_OFF_MINUTES[job.attempts - 1];
    const mayPass = !(error instanceof AppError) || error.kind !== 'invalid';
    if (mayPass && minutes !== undefined) {
      const notBefore = new Date(Date.parse(deps.now()) + minutes * 60_000).toISOString();
      return {
        state: 'retry',
        reason: error instanceof AppError ? error.code : 'internal',
        notBefore,
      };
    }
    await failDelivery(deps, deliveryId, error);
    return { state: 'done' };
  }
}
