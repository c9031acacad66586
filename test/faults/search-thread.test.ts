import { Worker } from 'node:worker_threads';
import { jest } from '@jest/globals';
import { ask, type Answer } from '../support/ask.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import { until } from '../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const threads = new Set<Worker>();
const search = (q = 'hoa+giai'): Promise<Answer> => ask(app.base, `/tim-kiem?q=${q}`);

beforeAll(() => {
  // Only looks on: which threads the search uses.
  const post = Worker.prototype.postMessage;
  jest.spyOn(Worker.prototype, 'postMessage').mockImplementation(function look(
    this: Worker,
    ...args: Parameters<typeof post>
  ) {
    threads.add(this);
    post.apply(this, args);
  });
});
afterAll(() => jest.restoreAllMocks());

const sensible = (answer: Answer): boolean =>
  answer.status === 200 ||
  (answer.status === 503 && answer.words.includes('Tìm kiếm đang gián đoạn'));
async function killAll(): Promise<void> {
  await Promise.all([...threads].map((thread) => thread.terminate()));
  threads.clear();
}

/** What every form promises, whatever it searches with. */
const promises = (): void => {
  it('at rest, the next query answers or says so, and the search comes back', async () => {
    const found = (await search()).words;
    expect(threads.size).toBeGreaterThan(0);
    await killAll();
    expect(sensible(await search())).toBe(true);
    await until('the search is back', 60_000, async () => (await search()).status === 200);
    expect((await search()).words).toBe(found);
  });

  it('in the middle of queries, each is answered', async () => {
    for (let round = 0; round < 5; round++) {
      const asked = Promise.all(
        Array.from({ length: 8 }, (_, i) => search(`dat+dai+${i}+${round}`)),
      );
      await killAll();
      expect(
        (await asked).filter((a) => !sensible(a)).map((a) => `${a.status} ${a.heading}`),
      ).toEqual([]);
      await until('the search is back', 60_000, async () => (await search()).status === 200);
    }
  });

  it('other pages are read all the while', async () => {
    const { rows } = await app.shelf.storage.catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: 1,
      after: null,
    });
    await killAll();
    for (const path of [`/tai-lieu/${rows[0]!.id}`, '/tro-giup', '/api/v1/items?limit=1'])
      expect((await ask(app.base, path)).status).toBe(200);
  });
};

describe('when a thread of the search dies', () => {
  beforeAll(async () => {
    app = await startTestApp({ demo: true });
  });
  afterAll(() => app.close());

  promises();

  it('while it writes, nothing of the index is lost', async () => {
    const { catalog, queue } = app.shelf.storage;
    const item = (await catalog.findItemByIdentifier('DEMO-0015'))!;
    await catalog.saveItem({
      item: { ...item, title: 'Thông cáo qzthongcao', updatedAt: new Date().toISOString() },
      event: null,
      texts: [],
      jobs: [
        {
          kind: 'index-item',
          key: `index:${item.id}`,
          payload: { itemId: item.id },
          priority: 3,
          group: item.id,
        },
      ],
    });
    const settled = app.settle();
    await killAll();
    await settled;
    await until('the title is found', 60_000, async () => {
      await app.settle();
      return (await search('qzthongcao')).links.some((l) => l.href.includes(item.id));
    });
    expect(await queue.failed(5)).toEqual([]);
  });
});

const servers = serversGiven();
(servers === null ? describe.skip : describe)(
  servers === null
    ? 'the reading thread of the production form: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run this'
    : 'when the reading thread of the production form dies',
  () => {
    const database = aDatabaseName();
    beforeAll(async () => {
      app = await startTestApp({
        settings: {
          DATABASE_URL: withDatabase(servers!.mongo, database),
          ELASTICSEARCH_URL: servers!.elasticsearch,
        },
      });
      const folder = makeFolder();
      folder.put(
        'Sổ tay hòa giải.txt',
        'Hòa giải viên nghe hai bên về chuyện đất đai, ghi biên bản khi thỏa thuận được. '.repeat(
          5,
        ),
      );
      await app.importFolder(folder.path);
      folder.remove();
      threads.clear();
    });
    afterAll(async () => {
      await app.close();
      await dropDatabase(servers!, database);
    });

    promises();
  },
);
