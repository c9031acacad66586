import { extractJob, rereadJob, type NewJob } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { changedItems } from '#server/items/actions/changed-items.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Attachment } from '#server/items/item.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import { readersAsWord, readerVersion } from '../reader-versions.ts';

export interface RereadDeps {
  readonly catalog: FactCatalog & ItemCatalog;
  readonly queue: Queue;
}

const READ_BY = 'files-read-by';
/** After whatever people wait for. */
const PRIORITY = 0;

/** A file that waits is read by today's reader anyway. */
const isOutdated = ({ status, reader, mediaType }: Attachment): boolean =>
  status.state !== 'waiting' && (reader ?? 1) < readerVersion(mediaType);

/** Asks for a look at all files once after the readers changed; the fact outlives restarts. */
export async function submitReread({ catalog, queue }: RereadDeps): Promise<void> {
  if ((await catalog.findFact(READ_BY)) !== readersAsWord()) await queue.submit([rereadJob()]);
}

/**
 * Has every file read again that an older reader read. Each is a job of its own that replaces the
 * text when it is done: until then readers see and find the old one.
 */
export async function reread(
  { catalog, queue }: RereadDeps,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const readers = readersAsWord();
  for await (const item of changedItems(catalog, null, [])) {
    if (stopping.aborted) return { state: 'handed-back' };
    const jobs = item.attachments
      .filter(isOutdated)
      .map((a): NewJob => ({ ...extractJob(item.id, a.id), priority: PRIORITY }));
    if (jobs.length > 0) await queue.submit(jobs);
  }
  await catalog.saveFact(READ_BY, readers);
  return { state: 'done' };
}
