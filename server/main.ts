import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openStorage } from '#storage/index.ts';
import { createApp } from './app.ts';
import { readConfig, readSecretFiles, type Config } from './config.ts';
import { startEvent } from '#server/audit/actions/tell-start.ts';
import { AppError } from '#server/base/errors.ts';
import { openServer } from '#server/http/guard/open-server.ts';
import { fillDemoJob, rebuildIndexJob } from '#server/base/job.ts';
import { showSourceLines } from './source-lines.ts';
import type { JobRunner } from '#server/jobs/job-runner.ts';
import { startFailure } from './start-failure.ts';
import { appDeps, createJobRunner, openShelf, prepareAdmin, type Shelf } from './shelf.ts';

const GRACE_MS = 10_000;
const ASK_INDEX_AGAIN_MS = 30_000;
const FLUSH_VISITS_MS = 5_000;

/** Ends the program with a sentence for whoever started it. */
function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function readConfigOrExit(): Config {
  try {
    // `--roles=worker` is the same as ROLES=worker, for one image that is started in several ways.
    const { values } = parseArgs({ options: { roles: { type: 'string' } } });
    return readConfig({
      ...readSecretFiles(process.env, (path) => readFileSync(path, 'utf8')),
      ...(values.roles === undefined ? {} : { ROLES: values.roles }),
    });
  } catch (error) {
    if (!(error instanceof AppError))
      return stopWith('Tham số dòng lệnh không đúng: chỉ có --roles=web,worker.');
    return stopOnWrongSettings(error);
  }
}

/** Says which settings are wrong and ends; other errors go on. */
function stopOnWrongSettings(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
  return stopWith(`Cấu hình chưa đúng: ${Object.values(error.details.fields ?? {}).join('; ')}.`);
}

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });

/**
 * A new index where an older form serves or nothing is left; while the index cannot be asked, the
 * question is put again later.
 */
async function submitRebuildWhenStale(shelf: Shelf, runner: JobRunner): Promise<void> {
  const { storage, log } = shelf;
  try {
    if (!(await storage.search.state()).stale) return;
    await storage.queue.submit([rebuildIndexJob()]);
    runner.wake();
  } catch (error) {
    log.error({ err: error }, 'the search index could not be asked; the shelf goes on without it');
    setTimeout(() => void submitRebuildWhenStale(shelf, runner), ASK_INDEX_AGAIN_MS).unref();
  }
}

/**
 * Asks for what a start may need: the demo collection, a new index. Who does it, the queue decides.
 */
async function submitStartJobs(shelf: Shelf, runner: JobRunner): Promise<void> {
  const { config, storage } = shelf;
  if (config.BOOKSHELF_DEMO) await storage.queue.submit([fillDemoJob()]);
  runner.wake();
  await submitRebuildWhenStale(shelf, runner);
}

/** Finishes requests and jobs, then closes; gives up after a while. */
function stopOnSignal(
  shelf: Shelf,
  runner: JobRunner,
  server: Server | null,
  last: () => Promise<void>,
): void {
  const stop = async (signal: string): Promise<void> => {
    shelf.log.info({ signal }, 'stopping');
    const timer = setTimeout(() => process.exit(1), GRACE_MS);
    const closed = new Promise<void>((resolve) => {
      if (server) server.close(() => resolve());
      else resolve();
    });
    server?.closeIdleConnections();
    await Promise.all([closed, runner.stop(GRACE_MS - 2_000)]);
    await last();
    await shelf.securityLog.settled();
    await shelf.extraction.close();
    await shelf.storage.close();
    clearTimeout(timer);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(signal));
}

/**
 * Loading modules fills V8's young generation, which then keeps its size though nothing is left in
 * it: a sixth of the memory of a process that has just started. Given back once; it grows again
 * under load. Only with `--expose-gc`, which the start scripts set.
 */
const giveBackStartMemory = (): void => {
  void globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
};

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.LOG_LEVEL }, pino.destination(2));
  const storage = await openStorage(config);
  const shelf = openShelf(config, storage, log);
  const runner = createJobRunner(shelf);
  const deps = config.ROLES.includes('web') ? appDeps(shelf, () => runner.wake()) : null;
  const server =
    deps === null
      ? null
      : openServer(createApp(deps), {
          idle: config.IDLE_SECONDS * 1_000,
          proxies: config.TRUST_PROXY,
        });
  deps?.visits.start(FLUSH_VISITS_MS);
  deps?.queries.start(FLUSH_VISITS_MS);
  deps?.scans.start(FLUSH_VISITS_MS);
  stopOnSignal(shelf, runner, server, async () => {
    await deps?.visits.stop();
    await deps?.queries.stop();
    await deps?.scans.stop();
  });
  const shownOnce = await prepareAdmin(shelf).catch(stopOnWrongSettings);
  if (shownOnce !== null) console.log(shownOnce);
  // Written while the server begins to listen; a stop waits for it.
  void shelf.securityLog.record(startEvent(config));
  if (server) {
    const address = await listen(server, config.PORT, config.HOST);
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    console.log(`ready http://${host}:${address.port}`);
  }
  if (config.ROLES.includes('worker')) runner.start();
  await submitStartJobs(shelf, runner);
  giveBackStartMemory();
}

showSourceLines();
// Whatever this process and its children write is nobody else's to read.
process.umask(0o077);
const config = readConfigOrExit();
await start(config).catch((error: unknown) => {
  const sentence = startFailure(error, config);
  if (sentence === null) throw error;
  stopWith(sentence);
});
