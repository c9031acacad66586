import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { indexCiting, refreshStandings, submitRefreshStandings } from './refresh-standings.ts';

export const lawsJobs = ({ storage, actions }: JobDeps): RoomJobs => {
  const deps = { catalog: storage.catalog, queue: storage.queue, now: actions.now };
  return {
    handlers: {
      'refresh-standings': (job, stopping) => refreshStandings(deps, job, stopping),
      'index-citing': (job, stopping) => indexCiting(deps, job, stopping),
    },
    routine: () => submitRefreshStandings(deps),
  };
};
