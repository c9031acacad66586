import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { forgetBorrowersDaily } from './forget-borrowers.ts';

export const holdingsJobs = ({ storage, actions }: JobDeps): RoomJobs => ({
  handlers: {},
  routine: () => forgetBorrowersDaily({ catalog: storage.catalog, now: actions.now }),
});
