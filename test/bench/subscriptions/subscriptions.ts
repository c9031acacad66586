import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendNewsJob } from '#server/base/job.ts';
import type { Storage } from '#server/ports.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { newsLetter } from '#server/subscriptions/jobs/letters.ts';
import { sendNews } from '#server/subscriptions/jobs/send-news.ts';
import { EVERYTHING, topicKey } from '#server/subscriptions/topic.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { openStorage } from '#storage/index.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { aSubscriber, aWish } from '../../support/make/some-subscribers.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
  type Servers,
} from '../../support/mongo-under-test.ts';
import { indexItems } from '../../support/publish-items.ts';
import type { Figure } from '../figures.ts';

const SUBSCRIBERS = 10_000;
const FEW = 1_000;
const ITEMS = 10_000;
/** Of them within the week. */
const NEW_ITEMS = 300;
const TOGETHER = 500;
const WEEK_MS = 7 * 86_400_000;
const MONDAY = '2026-05-11T00:00:00.000Z';
const LAST_MONDAY = '2026-05-04T00:00:00.000Z';
const SECONDS = 60;
/** What ten times as many subscribers may add to the memory of the process. */
const MORE_MB = 40;

const WORDS = ['đất đai', 'khai sinh', 'thừa kế', 'bảo hiểm', 'ly hôn', 'hòa giải', 'nợ lương'];
const THINGS = ['sổ tay', 'hỏi đáp', 'tờ gấp', 'cẩm nang', 'bài giảng', 'mẫu đơn'];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
const code = (i: number): string => String((i % 45) + 1).padStart(2, '0');

/** As people choose: mostly a subject, some words, few everything; some 400 different ones. */
function topicsOf(i: number): readonly string[] {
  const subject = { ...NO_FILTERS, subjects: [code(i * 7)] };
  const narrow = { ...subject, genres: [pick(['cam-nang', 'hoi-dap', 'to-gap'], i)] };
  const text = `${pick(WORDS, i)} ${pick(THINGS, i * 3)}`;
  const all = [
    { ...EVERYTHING, filters: subject },
    { ...EVERYTHING, filters: narrow },
    { ...EVERYTHING, text },
    { ...EVERYTHING, filters: subject, text: pick(WORDS, i) },
  ];
  if (i % 50 === 0) return [topicKey(EVERYTHING)];
  return [pick(all, i), pick(all, i + 1)].map(topicKey);
}

async function fill(storage: Storage): Promise<void> {
  const actions = { now: () => MONDAY } as Parameters<typeof indexItems>[0]['shelf']['actions'];
  for (let at = 0; at < ITEMS; at += TOGETHER) {
    const saved = await storage.catalog.saveItems(
      Array.from({ length: TOGETHER }, (_, n) => {
        const i = at + n;
        const isNew = i % Math.floor(ITEMS / NEW_ITEMS) === 0;
        const before = isNew ? (WEEK_MS * i) / ITEMS + 1_000 : -86_400_000 * (1 + (i % 300));
        return aChange(
          anItem({
            title: `${pick(THINGS, i)} ${pick(WORDS, i * 5)} số ${i}`,
            state: 'published',
            publishedAt: new Date(Date.parse(LAST_MONDAY) + before).toISOString(),
            subjects: [code(i)],
            genre: pick(['cam-nang', 'hoi-dap', 'to-gap'], i),
          }),
        );
      }),
    );
    await indexItems({ shelf: { storage, actions } }, saved);
  }
}

async function subscribe(storage: Storage, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const subscriber = aSubscriber({ toldUntil: LAST_MONDAY, topics: topicsOf(i) });
    const wish = aWish({ email: subscriber.email });
    await storage.catalog.addWish(wish, { ofAddress: 1, ofAll: 9 }, []);
    await storage.catalog.confirmWish(wish.id, subscriber);
  }
}

interface Week {
  readonly seconds: number;
  readonly letters: number;
  /** Most that the process held while letters were made. */
  readonly megabytes: number;
}

/** Makes the letters of a week and hands them to nobody. */
async function tellWeek(storage: Storage): Promise<Week> {
  let [letters, most] = [0, 0];
  const begun = performance.now();
  const letter = { shelf: 'Tủ sách', base: 'https://tusach.example', units: [] };
  await sendNews(
    {
      ...storage,
      now: () => MONDAY,
      send: async () => {
        letters++;
        if (letters % 100 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
      },
      compose: async (...to) => newsLetter({ ...letter, vocabulary: LAW_VOCABULARY }, ...to),
      onError: (reason) => {
        throw new Error(reason);
      },
    },
    { payload: sendNewsJob('weekly', MONDAY).payload, attempts: 1 },
    new AbortController().signal,
  );
  return { seconds: (performance.now() - begun) / 1_000, letters, megabytes: most / 1024 ** 2 };
}

/** The letters of a week on one form: how long they take, and whether more subscribers take more memory. */
async function weekOn(storage: Storage, form: string): Promise<Figure[]> {
  await fill(storage);
  await subscribe(storage, 0, FEW);
  const few = await tellWeek(storage);
  await subscribe(storage, FEW, FEW + SUBSCRIBERS);
  const many = await tellWeek(storage);
  if (many.letters < SUBSCRIBERS / 2) throw new Error(`only ${many.letters} letters`);
  return [
    {
      name: `${form}: letters of a week for ${SUBSCRIBERS} subscribers (${many.letters} sent), s`,
      value: many.seconds,
      goal: SECONDS,
      better: 'less',
    },
    {
      name: `${form}: memory over that of ${FEW}, MB`,
      value: Math.max(many.megabytes - few.megabytes, 0.1),
      goal: MORE_MB,
      better: 'less',
    },
  ];
}

async function onEmbedded(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-subscriptions-'));
  const storage = await openStorage({ DATABASE_URL: `sqlite:${folder}`, ELASTICSEARCH_URL: '' });
  try {
    return await weekOn(storage, 'embedded');
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onProduction(servers: Servers): Promise<Figure[]> {
  const database = aDatabaseName();
  const storage = await openStorage({
    DATABASE_URL: withDatabase(servers.mongo, database),
    ELASTICSEARCH_URL: servers.elasticsearch,
  });
  try {
    // The index is made while nothing is published: one made later waits until all is in it.
    await storage.search.remove(['nobody']);
    return await weekOn(storage, 'production');
  } finally {
    await storage.close();
    await dropDatabase(servers, database);
  }
}

/** The week's letters on the embedded form, and on the production form where its servers are given. */
export async function benchSubscriptions(): Promise<Figure[]> {
  const servers = serversGiven();
  return [...(await onEmbedded()), ...(servers === null ? [] : await onProduction(servers))];
}
