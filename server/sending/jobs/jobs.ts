import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const sendingJobs = ({ config, storage, extraction, actions }: JobDeps): RoomJobs => ({
  handlers: {
    'bind-photographs': async (job, stopping) =>
      (await import('./bind-photographs.ts')).bindPhotographs(
        {
          ...storage,
          extraction,
          newId: actions.newId,
          now: actions.now,
          maxFileBytes: config.MAX_FILE_BYTES,
        },
        job,
        stopping,
      ),
  },
});
