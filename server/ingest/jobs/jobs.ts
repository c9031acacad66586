import { dropExpired } from '../actions/arriving.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const ingestJobs = ({ config, storage, extraction, actions }: JobDeps): RoomJobs => ({
  handlers: {
    extract: async (job) => {
      const { extractAttachment } = await import('./extract-attachment.ts');
      const { catalog, files } = storage;
      const { now } = actions;
      const maxFileBytes = config.MAX_FILE_BYTES;
      return extractAttachment({ catalog, files, extraction, maxFileBytes, now }, job);
    },
    reread: async (_, stopping) => (await import('./reread.ts')).reread(storage, stopping),
  },
  routine: async () => {
    await dropExpired(actions);
    await (await import('./reread.ts')).submitReread(storage);
  },
});
