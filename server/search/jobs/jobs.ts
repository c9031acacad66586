import { rebuildIndexJob } from '#server/base/job.ts';
import { isSearchDown } from '../actions/browse-shelf.ts';
import { tellWeakQueries } from './tell-weak-queries.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

/** An index that was lost or spoilt meanwhile is built anew; one that is silent is asked again. */
async function rebuildWhenStale({ search, queue }: JobDeps['storage']): Promise<void> {
  try {
    if ((await search.state()).stale) await queue.submit([rebuildIndexJob()]);
  } catch (error) {
    if (!isSearchDown(error)) throw error;
  }
}

export const searchJobs = ({ storage, actions, steadyNow }: JobDeps): RoomJobs => {
  const { catalog, search, queue } = storage;
  return {
    handlers: {
      'index-item': async (job) =>
        (await import('./index-item.ts')).indexItem(
          { catalog, search, now: actions.now, steadyNow },
          job,
        ),
      'rebuild-index': async () =>
        (await import('./rebuild-index.ts')).rebuildIndex({
          catalog,
          search,
          queue,
          now: actions.now,
        }),
    },
    routine: async () => {
      await rebuildWhenStale(storage);
      await tellWeakQueries({ catalog, newId: actions.newId, now: actions.now });
    },
  };
};
