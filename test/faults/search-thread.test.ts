import { Worker } from 'node:worker_threads';
import { jest } from '@jest/globals';
import { ask, type Answer } from '../support/ask.ts';
import { until } from '../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const threads = new Set<Worker>();
const search = (q = 'hoa+giai'): Promise<Answer> => ask(app.base, `/tim-kiem?q=${q}`);

beforeAll(async () => {
  // Only looks on: which threads the search uses.
  const post = Worker.prototype.postMessage;
  jest.spyOn(Worker.prototype, 'postMessage').mockImplementation(function look(this: Worker, ...args: Parameters<typeof post>) {
    threads.add(this);
    post.apply(this, args);
  });
  app = await startTestApp({ demo: true });
});
afterAll(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const sensible = (answer: Answer): boolean => answer.status === 200 || (answer.status === 503 && answer.words.includes('Tìm kiếm đang gián đoạn'));
async function killAll(): Promise<void> {
  await Promise.all([...threads].map((thread) => thread.terminate()));
  threads.clear();
}

describe('when a thread of the search dies', () => {
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
      const asked = Promise.all(Array.from({ length: 8 }, (_, i) => search(`dat+dai+${i}+${round}`)));
      await killAll();
      expect((await asked).filter((a) => !sensible(a)).map((a) => `${a.status} ${a.heading}`)).toEqual([]);
      await until('the search is back', 60_000, async () => (await search()).status === 200);
    }
  });

  it('while it writes, nothing of the index is lost', async () => {
    const { catalog, queue } = app.shelf.storage;
    const item = (await catalog.findItemByIdentifier('DEMO-0015'))!;
    await catalog.saveItem({ item: { ...item, title: 'Thông cáo qzthongcao', updatedAt: new Date().toISOString() }, event: null, texts: [], jobs: [{ kind: 'index-item', key: `index:${item.id}`, payload: { itemId: item.id }, priority: 3, group: item.id }] });
    const settled = app.settle();
    await killAll();
    await settled;
    await until('the title is found', 60_000, async () => {
      await app.settle();
      return (await search('qzthongcao')).links.some((l) => l.href.includes(item.id));
    });
    expect(await queue.failed(5)).toEqual([]);
  });

  it('other pages are read all the while', async () => {
    const { id } = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!;
    await killAll();
    for (const path of [`/tai-lieu/${id}/trang/1`, '/tro-giup', '/api/v1/items?limit=1']) expect((await ask(app.base, path)).status).toBe(200);
  });
});
