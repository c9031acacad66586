import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam, hourInVietnam } from '#server/base/vietnam-time.ts';
import { startDelivery } from '../actions/start-delivery.ts';

const DONE_ON = 'deliveries-done-on';
/** Lines and receivers are idle then. */
const FROM_HOUR = 1;

/**
 * Begins the night's differences, once a day; a target whose last delivery is still open waits for
 * the next night.
 */
export async function submitNightly(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  base: string,
): Promise<void> {
  const { catalog, now } = deps;
  const today = dayInVietnam(now());
  if (hourInVietnam(now()) < FROM_HOUR || (await catalog.findFact(DONE_ON)) === today) return;
  await catalog.saveFact(DONE_ON, today);
  for (const { id, nightly } of await catalog.listTargets()) {
    if (!nightly) continue;
    try {
      await startDelivery(deps, {
        targetId: id,
        mode: 'difference',
        unanswered: false,
        base,
        actor: null,
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'delivery-open') throw error;
    }
  }
}
