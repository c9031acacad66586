import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { checkAndKeep } from '../actions/check-chain.ts';
import { tellAboutChain } from '../actions/tell-about-chain.ts';
import { shortenLog } from './shorten-log.ts';
import { watchShelf } from './watch-shelf.ts';

const CHECKED_ON = 'security-log-checked-on';

/**
 * Once a day of Vietnam's: looks at the whole chain, then erases what was kept long enough. A broken
 * chain stays as it is: what is left of it is what there is to find out by.
 */
async function checkDaily({ config, storage, actions, securityLog }: JobDeps): Promise<void> {
  const { catalog } = storage;
  const today = dayInVietnam(actions.now());
  if ((await catalog.findFact(CHECKED_ON)) === today) return;
  await catalog.saveFact(CHECKED_ON, today);
  const state = await checkAndKeep(actions);
  await tellAboutChain(actions, state);
  if (state.fault === null)
    await shortenLog({
      catalog,
      now: actions.now,
      securityLog,
      months: config.SECURITY_LOG_MONTHS,
    });
}

async function sendAlertDeps({ config, storage, actions }: JobDeps) {
  const { openMail } = await import('#server/workflow/jobs/send-mail.ts');
  const { SMTP_URL: url, MAIL_FROM: from, SHELF_NAME: shelf, BASE_URL: base } = config;
  return {
    catalog: storage.catalog,
    now: actions.now,
    send: url === '' ? null : openMail({ url, from }),
    shelf,
    base,
  };
}

export const auditJobs = (deps: JobDeps): RoomJobs => {
  const { config, storage, actions, log } = deps;
  const watch = watchShelf({
    ...actions,
    search: storage.search,
    space: storage.space,
    diskPercent: config.DISK_ALERT_PERCENT,
    backupDays: config.BACKUP_ALERT_DAYS,
    onError: (error) => log.warn({ err: error }, 'the shelf could not be looked after'),
  });
  return {
    handlers: {
      'send-alert': async (job) =>
        (await import('./send-alert.ts')).sendAlert(await sendAlertDeps(deps), job),
    },
    routine: async () => {
      await watch();
      await checkDaily(deps);
    },
  };
};
