import { setTimeout as sleep } from 'node:timers/promises';
import { fetchAddress } from '#server/links/actions/fetch-address.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { harvestOutgoing } from '../actions/harvest-outgoing.ts';
import { fetchOffered } from './fetch-offered.ts';
import { submitNightlyHarvests } from './nightly-harvests.ts';

export const importsJobs = ({ config, extraction, actions }: JobDeps): RoomJobs => {
  const outgoing = harvestOutgoing(config);
  return {
    handlers: {
      'import-sheet': async (job, stopping) => {
        const { runSheetImport } = await import('./run-sheet-import.ts');
        return runSheetImport(
          {
            ...actions,
            extraction,
            shelfUnit: config.SHELF_UNIT,
            fetchFile: fetchOffered(outgoing, actions, stopping),
          },
          job,
          stopping,
        );
      },
      harvest: async (job, stopping) => {
        const { harvest } = await import('./harvest.ts');
        return harvest(
          {
            ...actions,
            readSheet: extraction.readSheet,
            archiveNames: extraction.archiveNames,
            readOaiPage: extraction.readOaiPage,
            fetch: (address, options) => fetchAddress(outgoing, address, options),
            sleep: (ms, signal) => sleep(ms, undefined, { signal }),
          },
          job,
          stopping,
        );
      },
    },
    routine: () => submitNightlyHarvests(actions),
  };
};
