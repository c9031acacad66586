import { setTimeout as sleep } from 'node:timers/promises';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { systemResolve } from '../actions/outgoing-address.ts';
import { askLink, requestDeadline } from './ask-link.ts';
import { checkLinks, submitDailyLinkCheck, type CheckLinksDeps } from './check-links.ts';
import { HostTurns } from './host-turns.ts';

/** Hosts are asked in turn by one process for as long as it lives. */
function linkDeps({ config, storage }: JobDeps): CheckLinksDeps {
  const whoAsks = config.BASE_URL === '' ? '' : ` (+${config.BASE_URL})`;
  const asking = {
    turns: new HostTurns({
      clock: Date.now,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    }),
    resolve: systemResolve,
    deadline: requestDeadline,
    allowed: new Set<string>(),
    userAgent: `TuSachPhapLuat-LinkCheck/1.0${whoAsks}`,
  };
  return {
    catalog: storage.catalog,
    clock: Date.now,
    // As they stand when links are checked: officials change them.
    get lawDatabase() {
      return config.LAW_DATABASE_URL;
    },
    get nationalShelf() {
      return config.NATIONAL_SHELF_URL;
    },
    ask: (address, stopping) => askLink(asking, address, stopping),
  };
}

export const linksJobs = (deps: JobDeps): RoomJobs => {
  const links = linkDeps(deps);
  const { catalog, queue } = deps.storage;
  const on = deps.config.LINK_CHECK;
  return {
    handlers: {
      'check-links': async (_, stopping) => (on ? checkLinks(links, stopping) : { state: 'done' }),
    },
    routine: async () => {
      if (on) await submitDailyLinkCheck({ catalog, queue, clock: Date.now });
    },
  };
};
