import { forgetOldForms } from '../actions/autosave-form.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const cataloguingJobs = ({ actions }: JobDeps): RoomJobs => ({
  handlers: {
    'merge-names': async (job, stopping) =>
      (await import('./run-merge-names.ts')).runMergeNames(actions, job, stopping),
  },
  routine: () => forgetOldForms(actions),
});
