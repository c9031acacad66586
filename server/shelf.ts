import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import type { Logger } from 'pino';
import type { ActionDeps } from './action-deps.ts';
import { createSecurityLog } from '#server/audit/actions/keep-security-log.ts';
import { raiseAlertOf } from '#server/audit/actions/raise-alert.ts';
import { RequestCounts } from '#server/audit/request-counts.ts';
import type { SecurityLog } from '#server/audit/security-log.ts';
import { createFirstAdmin } from '#server/people/actions/create-first-admin.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { countNews } from '#server/workflow/actions/notices.ts';
import { waitingNewsWork } from '#server/news/actions/waiting-news.ts';
import { waitingReportWork } from '#server/reports/actions/waiting-reports.ts';
import { waitingQuestionWork } from '#server/questions/actions/waiting-work.ts';
import { workOfAll, type OtherWork } from '#server/workflow/notice.ts';
import { createIdentityProvider } from '#server/people/routes/outside/open-id-provider.ts';
import { createWhoIs } from '#server/people/actions/who-is.ts';
import type { Config } from './config.ts';
import { createIdMaker } from '#server/base/ids.ts';
import type { Storage } from './ports.ts';
import { liveSettings } from '#server/site/actions/settings-in-force.ts';
import { presentAsker } from '#server/ingest/actions/asker.ts';
import {
  openExtractionPool,
  type ChildSupply,
  type ExtractionPool,
} from '#server/ingest/extract/extraction-pool.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { KnownAtRevision } from '#server/http/guard/known-at-revision.ts';
import { PageCache } from '#server/http/page-cache.ts';
import { ScanCounter } from '#server/desk/actions/scan-counter.ts';
import { QueryCounter } from '#server/search/actions/query-counter.ts';
import { VisitCounter } from '#server/figures/actions/visit-counter.ts';
import { JobRunner, type JobHandlers } from '#server/jobs/job-runner.ts';
import { steadyClock } from '#server/exchange/steady-clock.ts';
import { auditJobs } from '#server/audit/jobs/jobs.ts';
import { deliveryJobs } from '#server/delivery/jobs/jobs.ts';
import { exchangeJobs } from '#server/exchange/jobs/jobs.ts';
import { correctionJobs } from '#server/correction/jobs/jobs.ts';
import { cataloguingJobs } from '#server/cataloguing/jobs/jobs.ts';
import { holdingsJobs } from '#server/holdings/jobs/jobs.ts';
import { importsJobs } from '#server/imports/jobs/jobs.ts';
import { ingestJobs } from '#server/ingest/jobs/jobs.ts';
import { keepingJobs } from '#server/keeping/jobs/jobs.ts';
import { lawsJobs } from '#server/laws/jobs/jobs.ts';
import { questionJobs } from '#server/questions/jobs/jobs.ts';
import { subscriptionJobs } from '#server/subscriptions/jobs/jobs.ts';
import { reportJobs } from '#server/reports/jobs/jobs.ts';
import { linksJobs } from '#server/links/jobs/jobs.ts';
import { sendingJobs } from '#server/sending/jobs/jobs.ts';
import { searchJobs } from '#server/search/jobs/jobs.ts';
import { workflowJobs } from '#server/workflow/jobs/jobs.ts';
import { RECOGNISER_VERSION, type Recogniser } from '#server/ingest/recogniser.ts';
import { AppError } from '#server/base/errors.ts';
import { JOB_KINDS } from '#server/base/job.ts';
import type { JobHandler, RoomJobs } from '#server/jobs/room-jobs.ts';

/** The repository's folder, from source (`server/`) and from the build (`dist/server/`) alike. */
const here = fileURLToPath(new URL('.', import.meta.url));
export const root = resolve(here, /[\\/]dist[\\/]server[\\/]?$/u.test(here) ? '../..' : '..');

export const demoFolder = join(root, 'server', 'demo');

const PAGE_CACHE_BYTES = 16 * 1024 ** 2;

export interface ShelfOptions {
  /** Child processes that read whole files. */
  readonly workers?: number;
  /** What reads pages from their pictures, in the stead of the one of the child process. */
  readonly recogniser?: Recogniser;
  /** Where its child processes come from; its own, ended with it, if nothing is given. */
  readonly children?: ChildSupply;
}

/** The parts that web, worker and command line share, made from configuration and storage. */
export interface Shelf {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Logger;
  readonly securityLog: SecurityLog;
  readonly extraction: ExtractionPool;
  /** Null while no page is read from its picture. */
  readonly recogniser: Recogniser | null;
  readonly actions: ActionDeps;
  /** What waits for a person beside the queue of items. */
  readonly otherWork: OtherWork;
  readonly steadyNow: () => string;
  /** Takes over what officials saved of the shelf's settings; gives the public revision. */
  readonly refreshSettings: () => Promise<number>;
}

/** Looks at files where a scanner is set; what it finds stands in both logs. */
function scannerOf(
  { CLAMD_ADDRESS: address, CLAMD_TOO_LARGE: tooLarge }: Config,
  log: Logger,
  securityLog: SecurityLog,
): ActionDeps['scan'] {
  if (address === null) return async () => undefined;
  return async (bytes, name) => {
    try {
      const { scanBy } = await import('#server/ingest/actions/scan-file.ts');
      await scanBy(address)(bytes);
    } catch (error) {
      const asker = presentAsker()?.name ?? '';
      log.warn({ err: error, file: name, asker }, 'file not taken by the malware scan');
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-infected') {
        const signature = String(error.details['signature']);
        const details = { signature, asker };
        await securityLog.record({ kind: 'malware-found', outcome: 'refused', details });
      }
      if (error.code !== 'scan-too-large' || tooLarge === 'refuse') throw error;
    }
  };
}

export function openShelf(
  started: Config,
  storage: Storage,
  log: Logger,
  { workers = 1, recogniser: given, children }: ShelfOptions = {},
): Shelf {
  const { config, refresh } = liveSettings(started, storage.catalog);
  const extraction = openExtractionPool({
    size: workers,
    recognisers: config.RECOGNITION_SIZE,
    workRoot: join(tmpdir(), 'tu-sach-phap-luat'),
    asker: presentAsker,
    ...(children !== undefined && { children }),
  });
  const builtIn: Recogniser = { version: RECOGNISER_VERSION, readPage: extraction.recognise };
  const recogniser = config.RECOGNITION === 'off' ? null : (given ?? builtIn);
  const now = (): string => new Date().toISOString();
  const newId = createIdMaker(Date.now, Math.random);
  const { catalog, files, queue } = storage;
  const securityLog = createSecurityLog({
    catalog,
    now,
    log,
    onKept: (row) => raiseAlertOf({ catalog, newId, now }, row),
  });
  const actions: ActionDeps = {
    catalog,
    files,
    queue,
    newId,
    now,
    sniff: (path, name) => extraction.sniff({ path, name }),
    scan: scannerOf(config, log, securityLog),
    recognises: recogniser !== null,
    maxFileBytes: config.MAX_FILE_BYTES,
    twoPersons: config.TWO_PERSON_RULE,
  };
  return {
    config,
    storage,
    log,
    securityLog,
    extraction,
    recogniser,
    actions,
    otherWork: workOfAll([
      waitingQuestionWork({ catalog, now, days: () => config.ANSWER_WORKDAYS }),
      waitingNewsWork(catalog),
      waitingReportWork(catalog),
    ]),
    steadyNow: steadyClock(actions.now),
    refreshSettings: refresh,
  };
}

/** Makes the administrator of a new shelf; gives what must be shown this once, or null. */
export async function prepareAdmin({
  config,
  storage,
  actions,
  securityLog,
}: Shelf): Promise<string | null> {
  const admin = await createFirstAdmin(
    { catalog: storage.catalog, newId: actions.newId, now: actions.now },
    { username: config.ADMIN_USER, password: config.ADMIN_PASSWORD, unitName: config.SHELF_UNIT },
  );
  if (admin !== null) {
    const { id, username, unitId } = admin.account;
    const object = { targetKind: 'account', targetId: id, unitId, details: { username } } as const;
    await securityLog.record({ kind: 'account-made', ...object });
  }
  return admin?.madeUpPassword
    ? `Tài khoản quản trị: ${admin.account.username}\nMật khẩu (chỉ hiện một lần này): ${admin.madeUpPassword}`
    : null;
}

/** What the rooms bring to the job runner. */
const ROOMS = [
  ingestJobs,
  correctionJobs,
  questionJobs,
  subscriptionJobs,
  reportJobs,
  searchJobs,
  sendingJobs,
  importsJobs,
  cataloguingJobs,
  workflowJobs,
  holdingsJobs,
  lawsJobs,
  linksJobs,
  exchangeJobs,
  deliveryJobs,
  keepingJobs,
  auditJobs,
];

/** All handlers together, each told first what the shelf says of itself now. Throws when a kind of job has no room, or two. */
function handlersOf(
  rooms: readonly RoomJobs[],
  refreshSettings: Shelf['refreshSettings'],
): JobHandlers {
  const handlers = rooms.flatMap((room) => Object.entries(room.handlers));
  const kinds = handlers.map(([kind]) => kind);
  const wrong = JOB_KINDS.filter((kind) => kinds.filter((one) => one === kind).length !== 1);
  if (wrong.length > 0) throw new AppError('internal', { reason: `jobs of no room: ${wrong}` });
  return Object.fromEntries(
    handlers.map(([kind, handle]): [string, JobHandler] => [
      kind,
      async (job, stopping) => {
        await refreshSettings();
        return handle(job, stopping);
      },
    ]),
  ) as JobHandlers;
}

/** Runs the queue's jobs in this process. */
export function createJobRunner(shelf: Shelf, width = 3): JobRunner {
  const { storage, log, actions } = shelf;
  const { RECOGNITION, RECOGNITION_SIZE } = shelf.config;
  const pages = RECOGNITION === 'on' ? RECOGNITION_SIZE : 0;
  const rooms = ROOMS.map((room) => room({ ...shelf, demoFolder }));
  return new JobRunner({
    queue: storage.queue,
    // However many pages are read at once, files are read beside them.
    width: width + Math.max(0, pages - 1),
    now: actions.now,
    worker: `${process.pid}-${actions.newId()}`,
    handlers: handlersOf(rooms, shelf.refreshSettings),
    limits: { recognise: pages, 'recognise-open-page': pages },
    routine: async () => {
      await shelf.refreshSettings();
      for (const { routine } of rooms) await routine?.();
    },
    onError: (error, job) => log.warn({ err: error, job: job?.key }, 'job did not succeed'),
  });
}

interface Manifest {
  readonly [source: string]: { readonly file: string };
}

/** Hashed names of the built style sheets and script. Throws when the build is missing. */
export function readAssets(folder: string): AppDeps['assets'] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const address = (source: string): string => `/assets/${manifest[source]?.file ?? ''}`;
  return {
    style: address('web/styles/style.css'),
    printStyle: address('web/styles/print.css'),
    staffStyle: address('web/styles/staff.css'),
    mount: address('web/islands/mount.ts'),
    embedStyle: address('web/styles/embed.css'),
  };
}

/** What the Express app is given. */
export function appDeps(
  {
    config,
    storage,
    log,
    securityLog,
    extraction,
    actions,
    otherWork,
    steadyNow,
    refreshSettings,
  }: Shelf,
  wakeJobs: () => void,
): AppDeps {
  const words = new KnownAtRevision(() => storage.catalog.listAuthority('word'));
  const assetsFolder = join(root, 'dist', 'web', 'assets');
  return {
    ...extraction,
    ...actions,
    config,
    storage,
    log,
    securityLog,
    steadyNow,
    refreshSettings,
    assetsFolder,
    assets: readAssets(assetsFolder),
    pages: new PageCache(PAGE_CACHE_BYTES),
    requests: new RequestCounts(),
    visits: new VisitCounter({ catalog: storage.catalog, now: actions.now, log }),
    queries: new QueryCounter({ catalog: storage.catalog, now: actions.now, log }),
    scans: new ScanCounter({ catalog: storage.catalog, now: actions.now, log }),
    wakeJobs,
    readVocabulary: () => readVocabulary(storage),
    readWords: (revision) => words.at(revision),
    whoIs: createWhoIs({
      ...actions,
      idleMinutes: config.SESSION_IDLE_MINUTES,
      secondFactorRequired: config.SECOND_FACTOR_REQUIRED,
      onIdle: ({ id, displayName, unitId }) =>
        securityLog.record({
          kind: 'session-ended',
          actorId: id,
          actorName: displayName,
          unitId,
          details: { why: 'idle' },
        }),
    }),
    identityProvider: createIdentityProvider(config),
    otherWork,
    countNews: (actor) => countNews({ catalog: storage.catalog, otherWork }, actor),
  };
}
