import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Catalog, Queue, Search, Storage } from '#server/ports.ts';
import { indexLag } from '../actions/index-lag.ts';
import { raiseAlert, type AlertDeps } from '../actions/raise-alert.ts';
import { ALERT_SUBJECTS } from '../alert-words.ts';
import { isQuiet, type NewAlert } from '../alert.ts';
import { lastBackup } from '#server/keeping/actions/last-backup.ts';
import { WATCHED_SINCE } from '../backup-facts.ts';

export interface WatchDeps extends AlertDeps {
  readonly catalog: Catalog;
  readonly queue: Pick<Queue, 'census' | 'failed'>;
  readonly search: Pick<Search, 'state'>;
  readonly space: Storage['space'];
  /** Percent; 0 never. */
  readonly diskPercent: number;
  /** Days; 0 never. */
  readonly backupDays: number;
  readonly onError: (error: unknown) => void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long the index may lag before it is more than a busy hour's. */
const BEHIND_MINUTES = 15;
/** So many failed jobs of one kind within a day are no accident. */
const FAILURES = 3;
const FAILED_LOOKED_AT = 200;

const alert = (cause: string, kind: NewAlert['kind'], subject: string): NewAlert => ({
  cause,
  kind,
  unitId: null,
  subject,
  quietMinutes: null,
});

/** What is wrong now; the causes begin with the name of what was looked at. */
type Look = (deps: WatchDeps) => Promise<readonly NewAlert[]>;

const lookAtDisk: Look = async ({ space, diskPercent }) => {
  const { freeBytes, diskBytes } = await space();
  if (diskPercent === 0 || freeBytes === null || diskBytes === null) return [];
  const free = Math.floor((freeBytes / diskBytes) * 100);
  return free < diskPercent ? [alert('disk-full', 'disk-full', ALERT_SUBJECTS.free(free))] : [];
};

/** Since when the shelf is watched, or the last backup if that is later. */
async function backedUpAt(catalog: FactCatalog, now: string): Promise<string> {
  const { goodAt } = await lastBackup(catalog);
  if (goodAt !== null) return goodAt;
  const since = await catalog.findFact(WATCHED_SINCE);
  if (since === null) await catalog.saveFact(WATCHED_SINCE, now);
  return since ?? now;
}

const lookAtBackup: Look = async ({ catalog, now, backupDays }) => {
  if (backupDays === 0) return [];
  const days = Math.floor(
    (Date.parse(now()) - Date.parse(await backedUpAt(catalog, now()))) / DAY_MS,
  );
  return days >= backupDays
    ? [alert('backup-overdue', 'backup-overdue', ALERT_SUBJECTS.withoutBackup(days))]
    : [];
};

/** Until a good one: the nightly one is tried again the next night. */
const lookAtFailedBackup: Look = async ({ catalog }) => {
  const { failedAt, reason } = await lastBackup(catalog);
  return failedAt === null ? [] : [alert('backup-failed', 'backup-failed', reason ?? '')];
};

const lookAtJobs: Look = async ({ queue, now }) => {
  const since = new Date(Date.parse(now()) - DAY_MS).toISOString();
  const failed = (await queue.failed(FAILED_LOOKED_AT)).filter(
    ({ createdAt }) => createdAt >= since,
  );
  return [...Map.groupBy(failed, ({ kind }) => kind)]
    .filter(([, jobs]) => jobs.length >= FAILURES)
    .map(([kind, jobs]) =>
      alert(`jobs-failing:${kind}`, 'jobs-failing', ALERT_SUBJECTS.failedJobs(kind, jobs.length)),
    );
};

/** Jobs that wait for an index, or an index that holds less than it should, for a quarter of an hour. */
function lookAtIndex(): Look {
  let behindSince: number | null = null;
  return async ({ catalog, queue, search, now }) => {
    const at = Date.parse(now());
    const lag = await indexLag(catalog, search);
    if (lag === 0) behindSince = null;
    else behindSince ??= at;
    const oldest = (await queue.census()).find(({ kind }) => kind === 'index-item')?.oldestAt;
    const since = Math.min(behindSince ?? at, oldest ? Date.parse(oldest) : at);
    const minutes = Math.floor((at - since) / MINUTE_MS);
    return minutes >= BEHIND_MINUTES
      ? [alert('index-behind', 'index-behind', ALERT_SUBJECTS.behind(minutes))]
      : [];
  };
}

/**
 * Looks after the shelf, once a minute in every worker: tells administrators once of what is wrong,
 * and ends what is over. Each look is for itself: where one cannot look, the others do.
 */
export function watchShelf(deps: WatchDeps): () => Promise<void> {
  const looks: Readonly<Record<string, Look>> = {
    'disk-full': lookAtDisk,
    'backup-overdue': lookAtBackup,
    'backup-failed': lookAtFailedBackup,
    'jobs-failing': lookAtJobs,
    'index-behind': lookAtIndex(),
  };
  const { catalog } = deps;
  return async () => {
    for (const [name, look] of Object.entries(looks)) {
      try {
        const found = await look(deps);
        for (const one of found) await raiseAlert(deps, one);
        const over = (await catalog.listAlerts()).filter(
          ({ cause }) =>
            cause.split(':', 1)[0] === name && !found.some((one) => one.cause === cause),
        );
        for (const { cause } of over) await catalog.endAlert(cause);
      } catch (error) {
        deps.onError(error);
      }
    }
    for (const open of await catalog.listAlerts())
      if (isQuiet(open, deps.now())) await catalog.endAlert(open.cause);
  };
}
