import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { submitDailyNotices, type DailyNoticesDeps } from './daily-notices.ts';

async function noticeDeps({
  config,
  storage,
  actions,
  log,
  otherWork,
}: JobDeps): Promise<DailyNoticesDeps> {
  const { openMail } = await import('./send-mail.ts');
  const place = { shelf: config.SHELF_NAME, base: config.BASE_URL };
  return {
    catalog: storage.catalog,
    otherWork,
    now: actions.now,
    send:
      config.SMTP_URL === '' ? null : openMail({ url: config.SMTP_URL, from: config.MAIL_FROM }),
    compose: async (digest) => (await import('./digest-mail.ts')).digestMail(place, digest),
    onError: (error, account) => log.warn({ err: error, account }, 'an e-mail was not taken'),
  };
}

export const workflowJobs = (deps: JobDeps): RoomJobs => ({
  handlers: {
    'daily-notices': async (job, stopping) =>
      (await import('./daily-notices.ts')).dailyNotices(await noticeDeps(deps), job, stopping),
  },
  routine: () =>
    submitDailyNotices({
      catalog: deps.storage.catalog,
      queue: deps.storage.queue,
      now: deps.actions.now,
    }),
});
