import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '#storage/index.ts';
import { fillExchangeShelf } from '../support/exchange/exchange-shelf.ts';
import { percentile, type Figure } from './figures.ts';
import { startServer } from './server-process.ts';

const ITEMS = 10_000;
/** The first ones also pay for compiling the code. */
const WARM_UP = 20;
const ROUNDS = 100;
const WALKED = 200;
const GOAL_MS = 15;

const PAGES: Readonly<Record<string, string>> = {
  'first page': '/opds/moi',
  'one subject': '/opds/chu-de/11',
  narrowed: '/opds/moi?ngon-ngu=hmn',
  'subjects in use': '/opds/chu-de',
  'first page of 2.0': '/opds/v2/moi',
};

const next = (feed: string): string =>
  /<link rel="next" href="([^"]+)"/u.exec(feed)![1]!.replaceAll('&amp;', '&');

/** Pages that nobody asked for before, one after the other: p95 of their milliseconds. */
async function walked(base: string): Promise<number> {
  const times: number[] = [];
  let path = '/opds/moi';
  for (let page = 0; page < WALKED; page++) {
    const begun = performance.now();
    const feed = await (await fetch(`${base}${path}`)).text();
    if (page >= WARM_UP) times.push(performance.now() - begun);
    path = next(feed);
    path = path.slice(new URL(path).origin.length);
  }
  return percentile(times, 95);
}

async function timed(base: string, path: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const begun = performance.now();
    const answer = await fetch(`${base}${path}`);
    await answer.arrayBuffer();
    if (round >= WARM_UP) times.push(performance.now() - begun);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  }
  return percentile(times, 95);
}

/** Pages of the catalogue for reading programs, as they come to the program. */
export async function benchOpds(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-opds-'));
  const settings = { DATABASE_URL: `sqlite:${folder}`, ELASTICSEARCH_URL: '' };
  try {
    const storage = await openStorage(settings);
    await fillExchangeShelf({ storage, steadyNow: () => new Date().toISOString() }, ITEMS);
    await storage.close();
    const server = await startServer({ ...settings, BOOKSHELF_DEMO: 'no', ROLES: 'web' });
    try {
      const figures: Figure[] = [
        {
          name: `OPDS, page after page of ${ITEMS}, p95 ms`,
          value: await walked(server.base),
          goal: GOAL_MS,
          better: 'less',
        },
      ];
      for (const [name, path] of Object.entries(PAGES))
        figures.push({
          name: `OPDS, ${name} of ${ITEMS}, p95 ms`,
          value: await timed(server.base, path),
          goal: GOAL_MS,
          better: 'less',
        });
      return figures;
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
