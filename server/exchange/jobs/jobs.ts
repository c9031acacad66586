import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { submitStampAll } from './stamp-all.ts';

export const exchangeJobs = ({ storage, steadyNow }: JobDeps): RoomJobs => {
  const deps = { catalog: storage.catalog, queue: storage.queue, now: steadyNow };
  return {
    handlers: {
      'stamp-records': async (_, stopping) =>
        (await import('./stamp-all.ts')).stampAll(deps, stopping),
    },
    routine: () => submitStampAll(deps),
  };
};
