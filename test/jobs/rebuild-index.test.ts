import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rebuildIndexJob } from '#server/base/job.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let files: string;

beforeAll(async () => {
  app = await startTestApp();
  files = mkdtempSync(join(tmpdir(), 'rebuild-'));
  writeFileSync(join(files, 'mot.txt'), 'Hòa giải viên ghi biên bản khi hai bên thỏa thuận được.');
  writeFileSync(join(files, 'hai.txt'), 'Khai sinh cho trẻ trong thời hạn sáu mươi ngày.');
  await app.importFolder(files);
});
afterAll(async () => {
  await app.close();
  rmSync(files, { recursive: true, force: true });
});

const total = async (q: string): Promise<number> =>
  (
    (await (await fetch(`${app.base}/api/v1/search?q=${encodeURIComponent(q)}`)).json()) as {
      total: number;
    }
  ).total;

describe('an index', () => {
  test('made by an older form says it is stale, serves meanwhile, and is whole and current after the rebuild', async () => {
    await app.storage.makeIndexOld();
    expect(await app.shelf.storage.search.state()).toMatchObject({ items: 2, stale: true });
    expect(await total('hoa giai')).toBe(1);
    await app.shelf.storage.queue.submit([rebuildIndexJob()]);
    await app.settle();
    expect(await app.shelf.storage.search.state()).toMatchObject({ items: 2, stale: false });
    expect(await total('hoa giai')).toBe(1);
    expect(await total('khai sinh')).toBe(1);
  });

  test('that lost everything is made again from the catalogue', async () => {
    await app.storage.emptyIndex();
    // Nothing found would be a lie: the index says that it has lost what it held. What somebody asked
    // before may be answered still.
    expect(await total('sinh khai')).toBeUndefined();
    await app.shelf.storage.queue.submit([rebuildIndexJob()]);
    await app.settle();
    expect(await total('khai sinh')).toBe(1);
  });
});

test('a rebuild leaves out nothing whose change began before it and was saved while it read', async () => {
  const { catalog, search, queue } = app.shelf.storage;
  const {
    rows: [item],
  } = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 1,
    after: null,
  });
  const minuteAgo = new Date(Date.now() - 60_000).toISOString();
  const late: typeof search = {
    ...search,
    // Saved and indexed into what is about to be replaced, with the instant at which its
    // transaction began.
    rebuild: async (documents) => {
      await search.rebuild(documents);
      await catalog.saveItem({
        item: { ...item!, title: 'Ghi trong lúc lập lại', updatedAt: minuteAgo },
        event: null,
        texts: [],
        jobs: [],
      });
    },
  };
  await rebuildIndex({ catalog, search: late, queue, now: () => new Date().toISOString() });
  expect(await total('ghi trong luc lap lai')).toBe(0);
  await app.settle();
  expect(await total('ghi trong luc lap lai')).toBe(1);
});

describe('a query that finds nothing', () => {
  test('is kept folded and counted, without who asked', async () => {
    for (const q of ['Nuôi Cá Sấu', 'nuoi ca sau', 'khai sinh'])
      await fetch(`${app.base}/tim-kiem?q=${encodeURIComponent(q)}`);
    expect(await app.shelf.storage.catalog.emptyQueries(10)).toEqual([
      { folded: 'nuoi ca sau', count: 2, lastAt: expect.any(String) },
    ]);
  });
});
