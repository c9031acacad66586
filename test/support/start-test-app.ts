import { jest } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createFirstAdmin } from '#server/people/actions/create-first-admin.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import { createApp } from '#server/app.ts';
import { openServer } from '#server/http/guard/open-server.ts';
import { readConfig, type Config } from '#server/config.ts';
import type { Actor } from '#server/people/account.ts';
import type { PageCache } from '#server/http/page-cache.ts';
import { importAll } from '#server/imports/jobs/import-all.ts';
import { fillDemoShelf } from '#server/keeping/jobs/fill-demo-shelf.ts';
import type { ImportResult } from '#server/imports/jobs/import-folder.ts';
import { planFolder } from '#server/imports/jobs/plan-folder.ts';
import { staffRooms } from '#server/staff-rooms.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import type { Recogniser } from '#server/ingest/recogniser.ts';
import { appDeps, createJobRunner, demoFolder, openShelf, type Shelf } from '#server/shelf.ts';
import { openStorage } from '#storage/index.ts';
import { sharedChildren } from '../runner/shared-children.ts';
import { demoOfRun, makeTestStorage, type TestStorage } from './test-storage.ts';

/**
 * The shelf's clock stands at this instant until `jest.useRealTimers()`; timers and sockets go on.
 */
export const setClock = (instant: string): void => {
  jest.useFakeTimers({
    now: Date.parse(instant),
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
};

export const PASSWORD = 'mật khẩu thử 1';
/** Of that password, made as cheaply as the form allows: hundreds of shelves are started. */
const HASH =
  '$argon2id$v=19$m=8,t=1,p=1$bXXhu5FpIGPhu6dhIHBow6lwIHRo4but$h9LGCEuCP0Jj3DiaSTae4u0aUbwRhaKYlCZIY68XXts';

export interface TestApp {
  /** `http://127.0.0.1:PORT` */
  readonly base: string;
  readonly storage: TestStorage;
  /** For the test's own files; goes with the app. */
  readonly folder: string;
  readonly shelf: Shelf;
  readonly admin: Actor;
  /** One more server on the same storage, as another process would be. */
  another(): Promise<{ readonly base: string; close(): Promise<void> }>;
  /** The pages kept for readers. */
  readonly pages: PageCache;
  /** Lines of the log at `warn` and above. */
  readonly logged: Record<string, unknown>[];
  /** Method and path of every route that begins like this. */
  routes(beginning: string): string[];
  /** Runs every waiting job to its end. */
  settle(): Promise<void>;
  /** Runs the job whose turn it is; false when there is none. */
  settleOne(): Promise<boolean>;
  /** Adds the visits counted so far to the catalogue. */
  flushVisits(): Promise<void>;
  /** Takes every file of a folder in and publishes it, as a person who looked at each would. */
  importFolder(folder: string): Promise<ImportResult[]>;
  /** A session cookie of the administrator. */
  signIn(): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly demo?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** What reads pages from their pictures; else none is read, or as `RECOGNITION` says. */
  readonly recogniser?: Recogniser;
}

async function publishDraft(shelf: Shelf, actor: Actor, itemId: string): Promise<void> {
  const { catalog } = shelf.storage;
  const deps = { catalog, newId: shelf.actions.newId, now: shelf.actions.now };
  const { version } = (await catalog.findItem(itemId))!;
  await moveItem(deps, { actor, itemId, version, action: 'publish', reason: '' });
}

const quietLog = (level: string, lines: Record<string, unknown>[]) =>
  pino(
    { level },
    {
      write: (line: string) => {
        lines.push(JSON.parse(line) as Record<string, unknown>);
      },
    },
  );

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** `GET /can-bo` and so on, of a router and the routers in it. */
const routesOf = (router: { readonly stack?: unknown }): string[] =>
  ((router.stack ?? []) as readonly Layer[]).flatMap(({ route, handle }) =>
    route === undefined
      ? routesOf(handle)
      : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  );

const importDeps = (shelf: Shelf) => ({
  ...shelf.actions,
  extraction: shelf.extraction,
  shelfUnit: shelf.config.SHELF_UNIT,
});

async function adminOf({ storage, actions, config }: Shelf): Promise<Actor> {
  const first = await createFirstAdmin(
    { catalog: storage.catalog, newId: actions.newId, now: actions.now, hash: async () => HASH },
    { username: 'admin', password: PASSWORD, unitName: config.SHELF_UNIT },
  );
  return actorOf(first?.account ?? (await storage.catalog.findAccount('admin'))!, [], false);
}

async function settleAll(shelf: Shelf): Promise<void> {
  const runner = createJobRunner(shelf);
  while (await runner.runOne()) {
    /* the next one */
  }
}

async function fillDemo(settings: TestStorage['settings']): Promise<void> {
  const config = readConfig({ ...settings, RECOGNITION: 'off' });
  const storage = await openStorage(config);
  const shelf = openShelf(config, storage, quietLog('silent', []), {
    workers: 2,
    children: sharedChildren,
  });
  try {
    await fillDemoShelf(importDeps(shelf), demoFolder, await adminOf(shelf));
    await settleAll(shelf);
  } finally {
    await shelf.extraction.close();
    await storage.close();
  }
}

const DEMO_LIMIT_MS = 120_000;

/**
 * The demo shelf is filled once a test run (test/run-jest.mjs names it) and copied by every file
 * that wants one.
 */
async function copyDemo(to: TestStorage): Promise<void> {
  const run = process.env['TEST_RUN'];
  if (run === undefined) return fillDemo(to.settings);
  const demo = demoOfRun(run);
  let mine = true;
  try {
    mkdirSync(demo.lock);
  } catch {
    mine = false;
  }
  if (mine) {
    await fillDemo(demo.settings);
    await demo.seal();
    writeFileSync(demo.done, '');
  }
  const deadline = Date.now() + DEMO_LIMIT_MS;
  while (!existsSync(demo.done)) {
    if (Date.now() > deadline)
      throw new Error('the demo shelf of this test run was not filled in time');
    await new Promise((r) => {
      setTimeout(r, 100);
    });
  }
  return demo.copyTo(to);
}

const LIMITS = { idle: 60_000, proxies: 0 };

async function serve(shelf: Shelf): Promise<{ base: string; close: () => Promise<void> }> {
  const server = openServer(createApp(appDeps(shelf, () => undefined)), LIMITS);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * A whole shelf on a free port with its own storage; jobs run only in `settle`, so tests decide
 * when.
 */
export async function startTestApp({
  demo = false,
  settings = {},
  recogniser,
}: TestAppOptions = {}): Promise<TestApp> {
  const own = makeTestStorage();
  const folder = mkdtempSync(join(tmpdir(), 'shelf-test-'));
  const config: Config = readConfig({
    ...own.settings,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'warn',
    // The shelf's own engines take seconds for a page: only who asks for them has them.
    RECOGNITION: recogniser === undefined ? 'off' : 'on',
    ...settings,
  });
  if (demo) await copyDemo(own);
  const logged: Record<string, unknown>[] = [];
  const storage = await openStorage(config);
  // Makes the index while nothing is published, as a worker does: one made later waits until all is
  // in it. The embedded form made it when it was opened.
  if (config.ELASTICSEARCH_URL !== '')
    await storage.search.remove(['nobody']).catch(() => undefined);
  const shelf = openShelf(config, storage, quietLog(config.LOG_LEVEL, logged), {
    ...(recogniser !== undefined && { recogniser }),
    children: sharedChildren,
  });
  const admin = await adminOf(shelf);
  const deps = appDeps(shelf, () => undefined);
  const express = createApp(deps);
  const server = openServer(express, LIMITS);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    routes: (beginning) =>
      [express.router, ...staffRooms(deps)]
        .flatMap(routesOf)
        .filter((route) => route.split(' ')[1]!.startsWith(beginning)),
    storage: own,
    folder,
    shelf,
    admin,
    another: async () => {
      const other = openShelf(config, storage, quietLog('silent', []), {
        children: sharedChildren,
      });
      const { base: there, close } = await serve(other);
      return { base: there, close: () => close().then(() => other.extraction.close()) };
    },
    pages: deps.pages,
    logged,
    settle: () => settleAll(shelf),
    settleOne: () => createJobRunner(shelf).runOne(),
    flushVisits: async () => {
      await deps.visits.flush();
      await deps.queries.flush();
      await deps.scans.flush();
    },
    importFolder: async (path) => {
      const results = await importAll(
        importDeps(shelf),
        { folder: path, actor: admin, publish: false },
        (await planFolder(path, null)).entries,
        2,
        () => undefined,
      );
      for (const { outcome, itemId } of results)
        if (outcome === 'added' && itemId !== null) await publishDraft(shelf, admin, itemId);
      await settleAll(shelf);
      return results;
    },
    signIn: async () => {
      const answer = await fetch(`${base}/dang-nhap`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ username: 'admin', password: PASSWORD }),
      });
      return answer.headers.get('set-cookie')!.split(';')[0]!;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await shelf.extraction.close();
      await storage.close();
      await own.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
