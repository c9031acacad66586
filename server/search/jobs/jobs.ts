import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

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
  };
};
