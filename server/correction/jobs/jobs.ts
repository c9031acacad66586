import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const correctionJobs = ({ storage, extraction, actions }: JobDeps): RoomJobs => ({
  handlers: {
    'bring-in-corrections': async (job) => {
      const { bringInCorrections } = await import('./bring-in-corrections.ts');
      return bringInCorrections({ catalog: storage.catalog, extraction, now: actions.now }, job);
    },
  },
});
