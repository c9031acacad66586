import { recogniseJob, type NewJob } from '#server/base/job.ts';
import type { Attachment } from '#server/items/item.ts';

/** Has the pages of a file read that wait for it. */
export const recogniseJobs = (
  itemId: string,
  { id, recognition }: Pick<Attachment, 'id' | 'recognition'>,
): NewJob[] => (recognition?.state === 'waiting' ? [recogniseJob(itemId, id)] : []);
