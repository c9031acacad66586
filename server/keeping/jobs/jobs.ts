import { basename } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import type { JobOutcome } from '#server/ports.ts';
import { forgetDaily } from './forget-daily.ts';
import { submitNightlyBackup } from './nightly-backup.ts';

/** The demo collection, as the administrator's own import. */
async function fillDemo(deps: JobDeps): Promise<JobOutcome> {
  const { config, storage, actions, extraction, log, demoFolder } = deps;
  const account = await storage.catalog.findAccount(config.ADMIN_USER);
  if (account === null) return { state: 'done' };
  const { fillDemoShelf } = await import('./fill-demo-shelf.ts');
  const actor = actorOf(account, await storage.catalog.listUnits(), false);
  const added = await fillDemoShelf(
    { ...actions, extraction, shelfUnit: config.SHELF_UNIT },
    demoFolder,
    actor,
  );
  if (added > 0) {
    const { fillDemoQuestions } = await import('./fill-demo-questions.ts');
    await fillDemoQuestions(actions, demoFolder, actor);
    const { fillDemoNews } = await import('./fill-demo-news.ts');
    await fillDemoNews(actions, demoFolder);
    const { fillDemoWeekly } = await import('./fill-demo-weekly.ts');
    await fillDemoWeekly(actions);
    const { fillDemoReports } = await import('./fill-demo-reports.ts');
    await fillDemoReports(actions, demoFolder, actor);
  }
  if (added > 0) log.info({ added }, 'demo collection is on the shelf');
  return { state: 'done' };
}

/** The backup of the settings. Put down by a stop, it is begun anew by the next process. */
async function backUp(
  { config, storage, actions, log, securityLog }: JobDeps,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { runBackup } = await import('./backup/run-backup.ts');
  const plan = {
    folder: config.BACKUP_FOLDER,
    keep: config.BACKUP_KEEP,
    recipients: config.BACKUP_RECIPIENT,
    makeFolder: false,
  };
  try {
    const { missing, path } = await runBackup(storage, plan, {
      now: actions.now,
      progress: () => undefined,
      stopping,
    });
    log.info({ path, missing }, 'the shelf is backed up');
    await securityLog.record({ kind: 'backup', details: { name: basename(path) } });
    return { state: 'done' };
  } catch (error) {
    if (stopping.aborted) return { state: 'handed-back' };
    const fault = error instanceof AppError ? error.code : 'internal';
    await securityLog.record({ kind: 'backup', outcome: 'failed', details: { fault } });
    throw error;
  }
}

/** What is due today: the backup by its setting, and forgetting what has had its time. */
async function keepDaily({ config, storage, actions: { now } }: JobDeps): Promise<void> {
  const { catalog, queue } = storage;
  if (config.BACKUP_FOLDER !== '')
    await submitNightlyBackup({ catalog, queue, now, at: config.BACKUP_AT });
  await forgetDaily({ catalog, now });
}

export const keepingJobs = (deps: JobDeps): RoomJobs => ({
  handlers: {
    'fill-demo': () => fillDemo(deps),
    'back-up': async (_job, stopping) => backUp(deps, stopping),
  },
  routine: () => keepDaily(deps),
});
