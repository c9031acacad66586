import { createJobRunner, type Shelf } from '#server/shelf.ts';

/** Items whose index entries are prepared at a time; the index takes them in together. */
const INDEX_WIDTH = 8;
const GLANCE_MS = 50;

/** Runs jobs in this process, beside a server that may be running, while `work` goes on. */
export async function withJobs<T>(shelf: Shelf, work: () => Promise<T>): Promise<T> {
  const runner = createJobRunner(shelf, INDEX_WIDTH);
  runner.start();
  try {
    return await work();
  } finally {
    await runner.stop();
  }
}

/** Waits for the jobs of these groups, not for whatever else the shelf has to do. */
export async function untilDone(shelf: Shelf, groups: Iterable<string>): Promise<void> {
  for (const group of groups)
    while ((await shelf.storage.queue.pendingOfGroup(group)) > 0)
      await new Promise((r) => {
        setTimeout(r, GLANCE_MS);
      });
}
