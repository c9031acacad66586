import { stampRecordsJob } from '#server/base/job.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import { stampAllRecords, type StampDeps } from '../actions/stamp-records.ts';
import { RECORD_FORM } from '../harvest-row.ts';
import { RECORDS_STAMPED } from '../records-stamped.ts';

export interface StampAllDeps extends StampDeps {
  readonly catalog: StampDeps['catalog'] & FactCatalog;
}

/** A new day and a new form of records each want one look at all. */
const wanted = (now: string): string => `${RECORD_FORM} ${dayInVietnam(now)}`;

/** Asked once a minute: submits the day's look at all records. */
export async function submitStampAll({
  catalog,
  queue,
  now,
}: {
  readonly catalog: FactCatalog;
  readonly queue: Queue;
  readonly now: () => string;
}): Promise<void> {
  if ((await catalog.findFact(RECORDS_STAMPED)) !== wanted(now()))
    await queue.submit([stampRecordsJob()]);
}

/** The day's look; a second one of the same day finds nothing to do. */
export async function stampAll(deps: StampAllDeps, stopping: AbortSignal): Promise<JobOutcome> {
  const done = wanted(deps.now());
  if (!(await stampAllRecords(deps, stopping))) return { state: 'handed-back' };
  await deps.catalog.saveFact(RECORDS_STAMPED, done);
  return { state: 'done' };
}
