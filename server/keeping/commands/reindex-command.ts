import { rebuildIndexJob } from '#server/base/job.ts';
import type { Shelf } from '#server/shelf.ts';
import { untilDone, withJobs } from './with-jobs.ts';

/** Builds the index anew beside the serving one. */
export async function reindex(shelf: Shelf): Promise<number> {
  const job = rebuildIndexJob();
  await withJobs(shelf, async () => {
    await shelf.storage.queue.submit([job]);
    await untilDone(shelf, [job.group]);
  });
  const { items, passages } = await shelf.storage.search.state();
  console.log(`đã lập lại chỉ mục: ${items} tài liệu, ${passages} đoạn`);
  return 0;
}
