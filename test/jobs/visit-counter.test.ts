import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import { isRobot } from '#server/figures/routes/robots.ts';
import { VisitCounter } from '#server/figures/actions/visit-counter.ts';
import { openTemporarySqlite } from '../support/storage-under-test.ts';

let storage: Awaited<ReturnType<typeof openTemporarySqlite>>;
let now = '2026-11-22T16:59:00.000Z';
const warnings: unknown[] = [];
const log = {
  warn: (...said: unknown[]) => {
    warnings.push(said);
  },
};
beforeAll(async () => {
  storage = await openTemporarySqlite();
});
afterAll(() => storage.close());

const counterOn = (catalog: Catalog): VisitCounter =>
  new VisitCounter({ catalog, now: () => now, log: log as never });
const dayOf = (itemId: string, day: string) =>
  storage.catalog.sumVisits(itemId, { from: day, to: day });

test('visits are added in one go, each to its own day in Vietnam', async () => {
  const added: number[] = [];
  const counter = counterOn({
    ...storage.catalog,
    addVisits: async (visits) => {
      added.push(visits.length);
      await storage.catalog.addVisits(visits);
    },
  });
  for (let n = 0; n < 1_000; n += 1) counter.note('a', 'view');
  now = '2026-11-22T17:01:00.000Z';
  counter.note('a', 'view');
  counter.note('a', 'read');
  expect(added).toEqual([]);
  await Promise.all([counter.flush(), counter.flush()]);
  expect(added).toEqual([3]);
  expect([(await dayOf('a', '2026-11-22')).view, await dayOf('a', '2026-11-23')]).toEqual([
    1_000,
    { view: 1, read: 1, download: 0, play: 0, embed: 0 },
  ]);
});

test('visits that cannot be added wait, and those of the meantime with them', async () => {
  let broken = true;
  const counter = counterOn({
    ...storage.catalog,
    addVisits: async (visits) => {
      if (broken) throw new Error('busy');
      await storage.catalog.addVisits(visits);
    },
  });
  counter.note('b', 'play');
  const failing = counter.flush();
  counter.note('b', 'play');
  await failing;
  expect([(await dayOf('b', '2026-11-23')).play, warnings.length]).toEqual([0, 1]);
  broken = false;
  counter.note('b', 'play');
  await counter.stop();
  expect((await dayOf('b', '2026-11-23')).play).toBe(3);
});

test('totals are of whole days and read once a day', async () => {
  let reads = 0;
  const counter = counterOn({
    ...storage.catalog,
    sumVisits: async (...asked) => {
      reads += 1;
      return storage.catalog.sumVisits(...asked);
    },
  });
  expect(counter.totals).toBeNull();
  now = '2027-03-01T02:00:00.000Z';
  counter.note('', 'view');
  await Promise.all([counter.refresh(), counter.refresh()]);
  await counter.refresh();
  expect([counter.totals, reads]).toEqual([{ day: '2027-02-28', month: 0, all: 1_005 }, 2]);
  now = '2027-03-02T02:00:00.000Z';
  await counter.refresh();
  expect([counter.totals, reads]).toEqual([{ day: '2027-03-01', month: 1, all: 1_006 }, 4]);
});

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    false,
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36',
    false,
  ],
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A042F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 Zalo android/24090000 ZaloTheme/light ZaloLanguage/vi',
    false,
  ],
  [
    'Mozilla/5.0 (Linux; U; Android 10; vi; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0 UCBrowser/13.4 Mobile Safari/537.36',
    false,
  ],
  [
    'Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; vi) Presto/2.8.119 Version/11.10',
    false,
  ],
  ['NokiaC3-00/5.0 (08.63) Profile/MIDP-2.1 Configuration/CLDC-1.1', false],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', true],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    true,
  ],
  ['Mozilla/5.0 (compatible; Baiduspider/2.0)', true],
  ['coccocbot-image/1.0', true],
  ['python-requests/2.32', true],
  ['Go-http-client/1.1', true],
  ['TelegramBot (like TwitterBot)', true],
  [' ', true],
  [undefined, true],
])('%s is a robot: %s', (agent, robot) => {
  expect(isRobot(agent)).toBe(robot);
});
