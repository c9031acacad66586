import { backUpJob } from '#server/base/job.ts';
import { dayInVietnam, timeInVietnam } from '#server/base/vietnam-time.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Queue } from '#server/ports.ts';
import { BACKUP_DONE_ON } from '../shelf-manifest.ts';

/**
 * Asks for the night's backup once a day, after its time. The fact outlives restarts, and two
 * workers that both see it due give the same job. A clock that went wrong costs one backup more,
 * never one less: another day than the noted one, be it earlier, is a day without a backup.
 */
export async function submitNightlyBackup({
  catalog,
  queue,
  now,
  at,
}: {
  readonly catalog: FactCatalog;
  readonly queue: Queue;
  readonly now: () => string;
  /** `01:30`, in Vietnam. */
  readonly at: string;
}): Promise<void> {
  const today = dayInVietnam(now());
  if (timeInVietnam(now()) < at || (await catalog.findFact(BACKUP_DONE_ON)) === today) return;
  await queue.submit([backUpJob()]);
  await catalog.saveFact(BACKUP_DONE_ON, today);
}
