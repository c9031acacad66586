import { extractJob, recogniseJob, rereadJob, type NewJob } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { changedItems } from '#server/items/actions/changed-items.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Attachment } from '#server/items/item.ts';
import type { Recogniser } from '../recogniser.ts';
import { saveToFile } from './save-to-file.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import { readersAsWord, readerVersion } from '../reader-versions.ts';

export interface RereadDeps {
  readonly catalog: FactCatalog & ItemCatalog;
  readonly queue: Queue;
  /** Null while no page is read from its picture. */
  readonly recogniser: Pick<Recogniser, 'version'> | null;
  readonly now: () => string;
}

const READ_BY = 'files-read-by';
/** After whatever people wait for. */
const PRIORITY = 0;

/** A file that waits is read by today's reader anyway. */
const isOutdated = ({ status, reader, mediaType }: Attachment): boolean =>
  status.state !== 'waiting' && (reader ?? 1) < readerVersion(mediaType);

/** Pages that wait for a recogniser, or that an older one read, unless a person paused it. */
const wantsRecognition = (
  { recognition }: Attachment,
  recogniser: RereadDeps['recogniser'],
): boolean =>
  recogniser !== null &&
  recognition !== undefined &&
  recognition.state !== 'paused' &&
  (recognition.state === 'waiting' || (recognition.recogniser ?? 0) < recogniser.version);

/**
 * Asks for a look at all files once after the readers changed, or recognition was switched on; the
 * fact outlives restarts.
 */
export async function submitReread({ catalog, queue, recogniser }: RereadDeps): Promise<void> {
  const readers = readersAsWord(recogniser?.version ?? null);
  if ((await catalog.findFact(READ_BY)) !== readers) await queue.submit([rereadJob()]);
}

/** Has the pages of a file read anew; their words stay until they are. */
const waitAgain = (deps: RereadDeps, itemId: string, attachmentId: string): Promise<void> =>
  saveToFile(deps, [itemId, attachmentId], async (_, attachment) =>
    attachment.recognition?.state === 'done'
      ? {
          attachment: {
            ...attachment,
            recognition: { ...attachment.recognition, state: 'waiting' },
          },
          text: null,
        }
      : null,
  );

/**
 * Has every file read again that an older reader read. Each is a job of its own that replaces the
 * text when it is done: until then readers see and find the old one.
 */
export async function reread(deps: RereadDeps, stopping: AbortSignal): Promise<JobOutcome> {
  const { catalog, queue, recogniser } = deps;
  const readers = readersAsWord(recogniser?.version ?? null);
  for await (const item of changedItems(catalog, null, [])) {
    if (stopping.aborted) return { state: 'handed-back' };
    const jobs = item.attachments
      .filter(isOutdated)
      .map((a): NewJob => ({ ...extractJob(item, a.id), priority: PRIORITY }));
    // A file that is read whole again asks for its pages itself.
    for (const a of item.attachments.filter((one) => !isOutdated(one)))
      if (wantsRecognition(a, recogniser)) {
        await waitAgain(deps, item.id, a.id);
        jobs.push(recogniseJob(item, a.id));
      }
    if (jobs.length > 0) await queue.submit(jobs);
  }
  await catalog.saveFact(READ_BY, readers);
  return { state: 'done' };
}
