/**
 * `node -C source test/bench/exchange-shelf.ts [items] [port]`: starts the built shelf with the demo
 * collection and so many items more, some of them withdrawn, and says where it answers. For checkers
 * and clients of other people (docs/exchange-check.md). It ends with the interrupt key and leaves
 * nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '#server/config.ts';
import { createJobRunner, demoFolder, openShelf, prepareAdmin } from '#server/shelf.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import { fillDemoShelf } from '#server/keeping/jobs/fill-demo-shelf.ts';
import { openStorage } from '#storage/index.ts';
import { fillExchangeShelf, withdrawAll } from '../support/exchange/exchange-shelf.ts';
import { startServer } from './server-process.ts';

const [items = '300', port = '0'] = process.argv.slice(2);
const WITHDRAWN = 12;

const folder = mkdtempSync(join(tmpdir(), 'exchange-shelf-'));
const settings = {
  DATABASE_URL: `sqlite:${folder}`,
  ADMIN_PASSWORD: 'bench-password',
  BOOKSHELF_DEMO: 'no',
  PORT: port,
};

async function fill(): Promise<void> {
  const config = readConfig(settings);
  const storage = await openStorage(config);
  const shelf = openShelf(config, storage, pino({ level: 'silent' }), { workers: 2 });
  await prepareAdmin(shelf);
  const admin = actorOf((await storage.catalog.findAccount(config.ADMIN_USER))!, [], false);
  const deps = {
    ...shelf.actions,
    extraction: shelf.extraction,
    shelfUnit: config.SHELF_UNIT,
  };
  await fillDemoShelf(deps, demoFolder, admin);
  const runner = createJobRunner(shelf);
  while (await runner.runOne()) {
    /* the next one */
  }
  const ids = await fillExchangeShelf(shelf, Number(items));
  await withdrawAll(shelf, ids.slice(-WITHDRAWN));
  await shelf.extraction.close();
  await storage.close();
}

await fill();
// No worker: nothing may change under a checker's harvest.
const server = await startServer({ ...settings, ROLES: 'web' });
console.log(`${server.base}/oai\n${server.base}/opds\n${server.base}/opds/v2`);
process.once('SIGINT', () => {
  void server.stop().then(() => rmSync(folder, { recursive: true, force: true }));
});
