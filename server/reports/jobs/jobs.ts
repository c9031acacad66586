import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { remindReports } from './remind-reports.ts';

export const reportJobs = ({ storage, actions: { newId, now } }: JobDeps): RoomJobs => ({
  handlers: {},
  routine: () => remindReports({ catalog: storage.catalog, newId, now }),
});
