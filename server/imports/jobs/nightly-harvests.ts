import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { harvestJob } from '#server/base/job.ts';
import { dayInVietnam, hourInVietnam } from '#server/base/vietnam-time.ts';
import type { Queue } from '#server/ports.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { ImportSource } from '../import-source.ts';

const DONE_ON = 'harvests-done-on';
/** When nobody reads, in Vietnam (UTC+7 all year). */
const FROM_HOUR = 1;
const UNTIL_HOUR = 5;

/** Once a night; the fact outlives restarts, and two workers that both see it give the same jobs. */
export async function submitNightlyHarvests({
  catalog,
  queue,
  now,
}: {
  readonly catalog: FactCatalog & AuthorityCatalog<{ readonly 'import-source': ImportSource }>;
  readonly queue: Queue;
  readonly now: () => string;
}): Promise<void> {
  const [today, hour] = [dayInVietnam(now()), hourInVietnam(now())];
  if (hour < FROM_HOUR || hour >= UNTIL_HOUR || (await catalog.findFact(DONE_ON)) === today) return;
  const due = (await catalog.listAuthority('import-source')).filter(({ value }) => value.nightly);
  await queue.submit(due.map(({ id, value }) => harvestJob(id, value.accountId)));
  await catalog.saveFact(DONE_ON, today);
}
