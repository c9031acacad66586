import { dropExpired } from '../actions/arriving.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';

export const ingestJobs = ({
  config,
  storage,
  extraction,
  recogniser,
  actions,
}: JobDeps): RoomJobs => ({
  handlers: {
    extract: async (job) => {
      const { extractAttachment } = await import('./extract-attachment.ts');
      const { catalog, files } = storage;
      const { now, recognises } = actions;
      const maxFileBytes = config.MAX_FILE_BYTES;
      const deps = { catalog, files, extraction, maxFileBytes, recognises, now };
      return extractAttachment(deps, job);
    },
    recognise: async (job, stopping) => {
      // Whatever was submitted before recognition was switched off.
      if (recogniser === null) return { state: 'done' };
      const { recognisePage } = await import('./recognise-page.ts');
      const deps = { ...storage, recogniser, extraction, now: actions.now };
      return recognisePage(deps, job, stopping);
    },
    reread: async (_, stopping) =>
      (await import('./reread.ts')).reread({ ...storage, recogniser, now: actions.now }, stopping),
  },
  routine: async () => {
    await dropExpired(actions);
    await (
      await import('./reread.ts')
    ).submitReread({
      ...storage,
      recogniser,
      now: actions.now,
    });
  },
});
