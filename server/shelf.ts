import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import type { Logger } from 'pino';
import type { ActionDeps } from './action-deps.ts';
import { createFirstAdmin } from '#server/people/actions/create-first-admin.ts';
import { forgetOldForms } from '#server/cataloguing/actions/autosave-form.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { countNews } from '#server/workflow/actions/notices.ts';
import { actorOf, createWhoIs } from '#server/people/actions/who-is.ts';
import type { Config } from './config.ts';
import { createIdMaker } from '#server/base/ids.ts';
import type { JobOutcome, Storage } from './ports.ts';
import { openExtractionPool, type ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { PageCache } from '#server/http/page-cache.ts';
import { VisitCounter } from '#server/figures/actions/visit-counter.ts';
import { askLink, requestDeadline, systemResolve } from '#server/links/jobs/ask-link.ts';
import { digestMail } from '#server/workflow/routes/digest-mail.ts';
import { checkLinks, submitDailyLinkCheck } from '#server/links/jobs/check-links.ts';
import {
  dailyNotices,
  submitDailyNotices,
  type DailyNoticesDeps,
} from '#server/workflow/jobs/daily-notices.ts';
import { extractAttachment } from '#server/ingest/jobs/extract-attachment.ts';
import { fillDemoShelf } from '#server/keeping/jobs/fill-demo-shelf.ts';
import { forgetBorrowersDaily } from '#server/holdings/jobs/forget-borrowers.ts';
import { HostTurns } from '#server/links/jobs/host-turns.ts';
import { indexItem } from '#server/search/jobs/index-item.ts';
import { runMergeNames } from '#server/cataloguing/jobs/run-merge-names.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { openMail } from '#server/workflow/jobs/send-mail.ts';
import { runSheetImport } from '#server/imports/jobs/run-sheet-import.ts';
import { JobRunner } from '#server/jobs/job-runner.ts';

/** The repository's folder, from source (`server/`) and from the build (`dist/server/`) alike. */
const here = fileURLToPath(new URL('.', import.meta.url));
export const root = resolve(here, /[\\/]dist[\\/]server[\\/]?$/u.test(here) ? '../..' : '..');

export const demoFolder = join(root, 'server', 'demo');

const PAGE_CACHE_BYTES = 24 * 1024 ** 2;

/** The parts that web, worker and command line share, made from configuration and storage. */
export interface Shelf {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Logger;
  readonly extraction: ExtractionPool;
  readonly actions: ActionDeps;
}

export function openShelf(config: Config, storage: Storage, log: Logger, workers = 1): Shelf {
  const extraction = openExtractionPool({
    size: workers,
    workRoot: join(tmpdir(), 'tu-sach-phap-luat'),
  });
  const actions: ActionDeps = {
    catalog: storage.catalog,
    files: storage.files,
    queue: storage.queue,
    newId: createIdMaker(Date.now, Math.random),
    now: () => new Date().toISOString(),
    sniff: (path, name) => extraction.sniff({ path, name }),
    maxFileBytes: config.MAX_FILE_BYTES,
  };
  return { config, storage, log, extraction, actions };
}

/** Makes the administrator of a new shelf; gives what must be shown this once, or null. */
export async function prepareAdmin({ config, storage, actions }: Shelf): Promise<string | null> {
  const admin = await createFirstAdmin(
    { catalog: storage.catalog, newId: actions.newId, now: actions.now },
    { username: config.ADMIN_USER, password: config.ADMIN_PASSWORD, unitName: config.SHELF_UNIT },
  );
  return admin?.madeUpPassword
    ? `Tài khoản quản trị: ${admin.account.username}\nMật khẩu (chỉ hiện một lần này): ${admin.madeUpPassword}`
    : null;
}

const linkDeps = ({ config, storage }: Shelf): Parameters<typeof checkLinks>[0] => {
  const asking = {
    turns: new HostTurns({
      clock: Date.now,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    }),
    resolve: systemResolve,
    deadline: requestDeadline,
    allowed: new Set<string>(),
    userAgent: `TuSachPhapLuat-LinkCheck/1.0${config.BASE_URL === '' ? '' : ` (+${config.BASE_URL})`}`,
  };
  return {
    catalog: storage.catalog,
    clock: Date.now,
    lawDatabase: config.LAW_DATABASE_URL,
    nationalShelf: config.NATIONAL_SHELF_URL,
    ask: (address, stopping) => askLink(asking, address, stopping),
  };
};

const noticeDeps = ({ config, storage, actions, log }: Shelf): DailyNoticesDeps => ({
  catalog: storage.catalog,
  now: actions.now,
  send: config.SMTP_URL === '' ? null : openMail({ url: config.SMTP_URL, from: config.MAIL_FROM }),
  compose: digestMail({ shelf: config.SHELF_NAME, base: config.BASE_URL }),
  onError: (error, account) => log.warn({ err: error, account }, 'an e-mail was not taken'),
});

/** The demo collection, as the administrator's own import. */
async function fillDemo({ config, storage, actions, extraction, log }: Shelf): Promise<JobOutcome> {
  const account = await storage.catalog.findAccount(config.ADMIN_USER);
  if (account === null) return { state: 'done' };
  const added = await fillDemoShelf(
    { ...actions, extraction, shelfUnit: config.SHELF_UNIT },
    demoFolder,
    actorOf(account),
  );
  if (added > 0) log.info({ added }, 'demo collection is on the shelf');
  return { state: 'done' };
}

/** Runs the queue's jobs in this process. */
export function createJobRunner(shelf: Shelf, width = 2): JobRunner {
  const { config, storage, log, extraction, actions } = shelf;
  const { catalog, search, files, queue } = storage;
  const links = linkDeps(shelf);
  const notices = noticeDeps(shelf);
  return new JobRunner({
    queue,
    width,
    now: actions.now,
    worker: `${process.pid}-${actions.newId()}`,
    handlers: {
      extract: (job) =>
        extractAttachment(
          { catalog, files, extraction, maxFileBytes: config.MAX_FILE_BYTES, now: actions.now },
          job,
        ),
      'index-item': (job) => indexItem({ catalog, search }, job),
      'rebuild-index': () => rebuildIndex({ catalog, search, queue, now: actions.now }),
      'fill-demo': () => fillDemo(shelf),
      'import-sheet': (job, stopping) =>
        runSheetImport({ ...actions, extraction, shelfUnit: config.SHELF_UNIT }, job, stopping),
      'merge-names': (job, stopping) => runMergeNames(actions, job, stopping),
      'daily-notices': (job, stopping) => dailyNotices(notices, job, stopping),
      'check-links': async (_, stopping) =>
        config.LINK_CHECK ? checkLinks(links, stopping) : { state: 'done' },
    },
    routine: async () => {
      await forgetOldForms(actions);
      await submitDailyNotices({ catalog, queue, now: actions.now });
      await forgetBorrowersDaily({ catalog, now: actions.now });
      if (config.LINK_CHECK) await submitDailyLinkCheck({ catalog, queue, clock: Date.now });
    },
    onError: (error, job) => log.warn({ err: error, job: job?.key }, 'job did not succeed'),
  });
}

interface Manifest {
  readonly [source: string]: { readonly file: string };
}

/** Hashed names of the built style sheet and script. Throws when the build is missing. */
export function readAssets(folder: string): AppDeps['assets'] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const address = (source: string): string => `/assets/${manifest[source]?.file ?? ''}`;
  return { style: address('web/styles/style.css'), mount: address('web/islands/mount.ts') };
}

/** What the Express app is given. */
export function appDeps(
  { config, storage, log, extraction, actions }: Shelf,
  wakeJobs: () => void,
): AppDeps {
  const assetsFolder = join(root, 'dist', 'web', 'assets');
  return {
    ...extraction,
    ...actions,
    config,
    storage,
    log,
    assetsFolder,
    assets: readAssets(assetsFolder),
    pages: new PageCache(PAGE_CACHE_BYTES),
    visits: new VisitCounter({ catalog: storage.catalog, now: actions.now, log }),
    wakeJobs,
    readVocabulary: () => readVocabulary(storage),
    whoIs: createWhoIs({
      catalog: storage.catalog,
      now: actions.now,
      twoPersons: config.TWO_PERSON_RULE,
    }),
    countNews: (actor) => countNews(storage, actor),
  };
}
