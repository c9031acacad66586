import { harvestOutgoing } from '../actions/harvest-outgoing.ts';
import { fetchOffered } from './fetch-offered.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const importsJobs = ({ config, extraction, actions }: JobDeps): RoomJobs => ({
  handlers: {
    'import-sheet': async (job, stopping) => {
      const { runSheetImport } = await import('./run-sheet-import.ts');
      return runSheetImport(
        {
          ...actions,
          extraction,
          shelfUnit: config.SHELF_UNIT,
          fetchFile: fetchOffered(harvestOutgoing(config), actions.maxFileBytes, stopping),
        },
        job,
        stopping,
      );
    },
  },
});
