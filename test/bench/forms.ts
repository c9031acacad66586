import { factsSheet } from '../support/make/facts-sheet.ts';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { film } from '../support/make/make-film.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
  type Servers,
} from '../support/mongo-under-test.ts';
import { corpusIsThere, readArticles } from './corpus.ts';
import type { Comparison } from './figures.ts';
import { loadOn, untilDemoIsThere } from './http.ts';
import { writeFields } from './ingest.ts';
import { runCli, startServer, type RunningServer } from './server-process.ts';

const FILM_MB = 200;
/** Part of the corpus: the figure is a rate. */
const ARTICLES = 8_000;
const SEARCHES = ['/tim-kiem?q=dat+dai', '/tim-kiem?q=hoa+giai', '/tim-kiem?q=khai+sinh'];

type Settings = Readonly<Record<string, string>>;
type Measured = Readonly<Record<string, number>>;

const itemsOf = async ({ base }: RunningServer): Promise<string[]> =>
  (
    (await (await fetch(`${base}/api/v1/items?limit=100`)).json()) as { items: { url: string }[] }
  ).items.map((i) => new URL(i.url).pathname);

/** Pages of the demo shelf from one process. */
async function pages(settings: Settings): Promise<Measured> {
  const server = await startServer(settings);
  try {
    await untilDemoIsThere(server);
    const memory = server.memory().now;
    const items = await loadOn([server.base], await itemsOf(server));
    const searches = await loadOn([server.base], SEARCHES);
    return {
      'memory of the process, MB': memory,
      'memory under load, MB': server.memory().highest,
      'item pages/s': items.rate,
      'search pages/s': searches.rate,
    };
  } finally {
    await server.stop();
  }
}

async function writeFilm(path: string): Promise<void> {
  const out = createWriteStream(path);
  for (const piece of film(FILM_MB * 1024 ** 2))
    await new Promise((resolve) => {
      out.write(piece, resolve);
    });
  await new Promise((resolve) => {
    out.end(resolve);
  });
}

/** Import of text and of bytes by the command line. */
async function imports(
  settings: Settings,
  texts: { readonly folder: string; readonly bytes: number },
  films: string,
): Promise<Measured> {
  const text = await runCli(
    ['import', texts.folder, ...factsSheet(texts.folder), '--publish'],
    settings,
  );
  const bytes = await runCli(['import', films, ...factsSheet(films), '--publish'], settings);
  if (text.code !== 0 || bytes.code !== 0) throw new Error('an import did not end well');
  return {
    'text imported, MB/s': texts.bytes / 1e6 / text.seconds,
    'memory of that import, MB': text.highest,
    'bytes imported, MB/s': FILM_MB / bytes.seconds,
  };
}

async function moveRate(
  from: string,
  to: string,
  elasticsearch: string,
  megabytes: number,
): Promise<number> {
  const { code, seconds } = await runCli(['move', '--from', from, '--to', to], {
    ELASTICSEARCH_URL: elasticsearch,
  });
  if (code !== 0) throw new Error('a move did not end well');
  return megabytes / seconds;
}

/** Web processes alone, of one shelf, asked at once: how much the second adds. */
async function twoWebs(settings: Settings): Promise<Measured> {
  const webs = await Promise.all([1, 2].map(() => startServer({ ...settings, ROLES: 'web' })));
  try {
    const bases = webs.map((w) => w.base);
    const items = await itemsOf(webs[0]!);
    const rates: number[] = [];
    for (const paths of [items, SEARCHES])
      for (const asked of [bases.slice(0, 1), bases]) rates.push((await loadOn(asked, paths)).rate);
    return {
      'item pages/s, 1 web': rates[0]!,
      'item pages/s, 2 webs': rates[1]!,
      'search pages/s, 1 web': rates[2]!,
      'search pages/s, 2 webs': rates[3]!,
    };
  } finally {
    await Promise.all(webs.map((w) => w.stop()));
  }
}

async function compare(servers: Servers, folder: string): Promise<Comparison[]> {
  const databases = [1, 2, 3].map(() => aDatabaseName());
  const production = (i: number): Settings => ({
    DATABASE_URL: withDatabase(servers.mongo, databases[i]!),
    ELASTICSEARCH_URL: servers.elasticsearch,
  });
  const embedded = (): Settings => ({ DATABASE_URL: `sqlite:${join(folder, randomUUID())}` });
  try {
    const [texts, films] = [join(folder, 'texts'), join(folder, 'films')];
    for (const path of [texts, films]) mkdirSync(path);
    const bytes = writeFields(texts, readArticles().slice(0, ARTICLES));
    await writeFilm(join(films, 'phim.mp4'));
    const [shelf, filled, back] = [embedded(), embedded(), embedded()];
    const one = {
      ...(await pages(shelf)),
      ...(await imports(filled, { folder: texts, bytes }, films)),
    };
    const two = {
      ...(await pages(production(0))),
      ...(await imports(production(1), { folder: texts, bytes }, films)),
    };
    const megabytes = FILM_MB + bytes / 1e6;
    const there = await moveRate(
      filled['DATABASE_URL']!,
      production(2)['DATABASE_URL']!,
      servers.elasticsearch,
      megabytes,
    );
    const home = await moveRate(
      production(2)['DATABASE_URL']!,
      back['DATABASE_URL']!,
      servers.elasticsearch,
      megabytes,
    );
    const webs = await twoWebs(production(0));
    return [
      ...Object.keys(one).map((name) => ({
        name,
        one: one[name as keyof typeof one]!,
        two: two[name as keyof typeof two]!,
      })),
      { name: 'moved into this form, MB/s', one: home, two: there },
      ...['item', 'search'].map((what) => ({
        name: `${what} pages/s, 1 web : 2 webs (production)`,
        one: webs[`${what} pages/s, 1 web`]!,
        two: webs[`${what} pages/s, 2 webs`]!,
      })),
    ];
  } finally {
    for (const name of databases) await dropDatabase(servers, name);
  }
}

/**
 * Both forms beside each other in one run; empty where there are no servers or texts to compare
 * with.
 */
export async function benchForms(): Promise<Comparison[]> {
  const servers = serversGiven();
  if (servers === null || !corpusIsThere()) return [];
  const folder = mkdtempSync(join(tmpdir(), 'bench-forms-'));
  try {
    return await compare(servers, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
