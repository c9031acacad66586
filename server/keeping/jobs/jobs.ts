import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import type { JobOutcome } from '#server/ports.ts';
import { forgetDaily } from './forget-daily.ts';

/** The demo collection, as the administrator's own import. */
async function fillDemo(deps: JobDeps): Promise<JobOutcome> {
  const { config, storage, actions, extraction, log, demoFolder } = deps;
  const account = await storage.catalog.findAccount(config.ADMIN_USER);
  if (account === null) return { state: 'done' };
  const { fillDemoShelf } = await import('./fill-demo-shelf.ts');
  const added = await fillDemoShelf(
    { ...actions, extraction, shelfUnit: config.SHELF_UNIT },
    demoFolder,
    actorOf(account, await storage.catalog.listUnits(), false),
  );
  if (added > 0) log.info({ added }, 'demo collection is on the shelf');
  return { state: 'done' };
}

export const keepingJobs = (deps: JobDeps): RoomJobs => ({
  handlers: { 'fill-demo': () => fillDemo(deps) },
  routine: () => forgetDaily({ catalog: deps.storage.catalog, now: deps.actions.now }),
});
