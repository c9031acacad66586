import { recogniseJob, type NewJob } from '#server/base/job.ts';
import type { Attachment, Item } from '#server/items/item.ts';

/** Has the pages of a file read that wait for it. */
export const recogniseJobs = (
  item: Pick<Item, 'id' | 'unitId'>,
  { id, recognition }: Pick<Attachment, 'id' | 'recognition'>,
): NewJob[] => (recognition?.state === 'waiting' ? [recogniseJob(item, id)] : []);
