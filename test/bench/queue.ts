import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ITEM_STATES } from '#server/items/item.ts';
import { openStorage } from '#storage/index.ts';
import { ask } from '../support/ask.ts';
import { aChange, aCommune, anItem, nextId } from '../support/builders.ts';
import { runServer, signInTo, type ServerProcess } from '../support/shelf-process.ts';
import { percentile, type Figure } from './figures.ts';

const FEW = 1_000;
const MANY = 100_000;
/** So few that a page is full on the small shelf too: fuller pages take longer on any shelf. */
const UNITS = 4;
const TOGETHER = 500;
const ROUNDS = 30;

/** Items of every step, unit and subject; one in a hundred bears a rare word. */
async function fill(data: string, count: number): Promise<void> {
  const storage = await openStorage({ DATABASE_URL: `sqlite:${data}`, ELASTICSEARCH_URL: '' });
  await storage.catalog.saveUnits(
    Array.from({ length: UNITS }, (_, i) => aCommune(`xa-${i}`, `Xã ${i}`)),
  );
  for (let at = 0; at < count; at += TOGETHER) {
    await storage.catalog.saveItems(
      Array.from({ length: Math.min(TOGETHER, count - at) }, (_, n) => {
        const i = at + n;
        const state = ITEM_STATES[i % ITEM_STATES.length]!;
        const since = new Date(Date.parse('2026-01-01T00:00:00Z') + i * 60_000).toISOString();
        const item = anItem({
          id: nextId(),
          title: `Tài liệu số ${i}${i % 100 === 99 ? ' hiếm' : ''} về hòa giải`,
          unitId: `xa-${(i * 7) % UNITS}`,
          state,
          publishedAt: state === 'published' || state === 'withdrawn' ? since : null,
          subjects: [String(1 + (i % 45)).padStart(2, '0')],
        });
        return aChange({ ...item, createdAt: since, work: { ...item.work, since } });
      }),
    );
  }
  await storage.close();
}

const PAGES: Readonly<Record<string, string>> = {
  'all queues': '/can-bo',
  'one queue': '/can-bo?trang-thai=submitted',
  'one queue of one unit': '/can-bo?trang-thai=submitted&don-vi=xa-3',
  'what is overdue': '/can-bo?trang-thai=verified&qua-han=1',
  published: '/can-bo?trang-thai=published',
  notices: '/can-bo/thong-bao',
  'newest items, for readers': '/moi',
};

interface Shelf {
  readonly server: ServerProcess;
  readonly folder: string;
  readonly cookie: string;
}

async function open(count: number): Promise<Shelf> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-queue-'));
  await fill(join(folder, 'data'), count);
  const server = await runServer(join(folder, 'data'));
  return { server, folder, cookie: await signInTo(server.base) };
}

async function close({ server, folder }: Shelf): Promise<void> {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Lower quartile of milliseconds on each shelf, asked in turn: what else the machine does meets
 * both alike and mostly drops out.
 */
async function timed(
  shelves: readonly Shelf[],
  pathOf: (shelf: Shelf) => Promise<string> | string,
): Promise<number[]> {
  const paths = await Promise.all(shelves.map(pathOf));
  const times = shelves.map((): number[] => []);
  for (let n = 0; n < ROUNDS; n++) {
    for (const [i, { server, cookie }] of shelves.entries()) {
      const begun = performance.now();
      const { status } = await ask(server.base, paths[i]!, { headers: { cookie } });
      times[i]!.push(performance.now() - begun);
      if (status !== 200) throw new Error(`${paths[i]} answered ${status}`);
    }
  }
  return times.map((t) => percentile(t, 25));
}

async function fourthPage({ server, cookie }: Shelf): Promise<string> {
  let path = '/can-bo?trang-thai=submitted';
  for (let n = 0; n < 3; n++)
    path = (await ask(server.base, path, { headers: { cookie } })).link('Xem đủ');
  return path;
}

/**
 * Queue and list pages at 1,000 and at 100,000 items: a page must not know how large the shelf is.
 */
export async function benchQueue(): Promise<Figure[]> {
  const shelves = [await open(FEW), await open(MANY)];
  try {
    const figures: Figure[] = [];
    for (const [name, pathOf] of [
      ...Object.entries(PAGES).map(([n, path]) => [n, () => path] as const),
      ['fourth page of a queue', fourthPage] as const,
    ]) {
      const [few, many] = await timed(shelves, pathOf);
      figures.push(
        { name: `${name}, ms at ${MANY} items`, value: many!, goal: 50, better: 'less' },
        { name: `${name}, ${MANY} : ${FEW}`, value: many! / few!, goal: 1.5, better: 'less' },
      );
    }
    // Looks through at most 2,000 items (server/workflow/routes/work-routes.tsx): bounded, but a
    // small queue is through sooner.
    const [, words] = await timed(shelves, () => '/can-bo?trang-thai=submitted&tu=hiem');
    return [
      ...figures,
      { name: `words in a queue, ms at ${MANY} items`, value: words!, goal: 150, better: 'less' },
    ];
  } finally {
    for (const shelf of shelves) await close(shelf);
  }
}
