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
    // Whatever was submitted before recognition was switched off is done.
    recognise: async (job, stopping) =>
      recogniser === null
        ? { state: 'done' }
        : (await import('./recognise-pages.ts')).recognisePages(
            { ...storage, recogniser, extraction, now: actions.now },
            job,
            stopping,
          ),
    'recognise-open-page': async (job) =>
      recogniser === null
        ? { state: 'done' }
        : (await import('./recognise-pages.ts')).recogniseOpenPage(
            { ...storage, recogniser, extraction, now: actions.now },
            job,
          ),
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
