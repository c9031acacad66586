import { existsSync, readdirSync } from 'node:fs';
import { checkShelf, isInOrder, type ShelfFaults } from '#server/keeping/actions/check-shelf.ts';
import { searchJobs } from '#server/search/jobs/jobs.ts';
import { rebuildIndex } from '#server/search/jobs/rebuild-index.ts';
import { demoFolder } from '#server/shelf.ts';
import { openStorage } from '#storage/index.ts';
import { ask } from '../../support/ask.ts';
import { makeTestStorage } from '../../support/test-storage.ts';
import { until } from '../../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
  // Built at once: what was written item by item counts passages taken away until it is at rest.
  await rebuildIndex({ ...app.shelf.storage, now: app.shelf.actions.now });
  // What changed in the last minutes is indexed once more.
  await app.settle();
});
afterAll(() => app.close());

const kinds = (() => {
  const storage = makeTestStorage();
  void storage.remove();
  return Object.keys(storage.spoils);
})();

const look = (): Promise<ShelfFaults> =>
  checkShelf(
    { storage: app.shelf.storage, now: () => new Date().toISOString() },
    { bytes: false, graceMs: 86_400_000 },
  );

/** A server that has just been told to make an index is not ready for a moment. */
const readiness = (): Promise<Record<string, unknown>> =>
  until('the shelf is ready', 30_000, async () => {
    const answer = await ask(app.base, '/readyz');
    return answer.status === 200 && answer.json();
  });

describe.each(kinds)('an index that is %s', (kind) => {
  it('says so, is searched by title meanwhile, and is built anew', async () => {
    const whole = await ask(app.base, '/tim-kiem?q=hoa+giai');
    expect(whole.status).toBe(200);
    await app.storage.spoils[kind]!();

    const meanwhile = await ask(app.base, '/tim-kiem?q=hoa+giai+vien');
    expect([meanwhile.status, meanwhile.heading]).toEqual([503, 'Tìm kiếm đang gián đoạn']);
    const named = await ask(app.base, '/tim-kiem?q=cam+nang+hoa+giai');
    expect(named.links.some((l) => l.text.includes('Cẩm nang hòa giải'))).toBe(true);
    expect(await readiness()).toMatchObject({ search: 'titles-only' });
    expect(isInOrder(await look())).toBe(false);
    expect((await look()).indexStale).toBe(true);
    expect((await ask(app.base, '/')).status).toBe(200);

    await searchJobs({ ...app.shelf, demoFolder }).routine!();
    await app.settle();
    expect(await readiness()).toMatchObject({ search: 'whole' });
    expect((await ask(app.base, '/tim-kiem?q=hoa+giai')).words).toBe(whole.words);
    const after = await look();
    expect([after.indexStale, after.indexDamaged, after.unindexed, after.ghosts]).toEqual([
      false,
      false,
      [],
      [],
    ]);
  });

  it('is built anew when the shelf starts with it', async () => {
    await app.storage.spoils[kind]!();
    const storage = await openStorage(app.shelf.config);
    try {
      // Damage that no page of the start lies in is met by whoever looks at all of it.
      expect((await storage.search.isSound()) && (await storage.search.state()).whole).toBe(false);
      await rebuildIndex({ ...storage, now: app.shelf.actions.now });
      const built = await storage.search.state();
      expect(built).toMatchObject({ whole: true, stale: false });
      expect(built.items).toBeGreaterThan(30);
      // What changed in the last minutes is indexed once more.
      await app.settle();
    } finally {
      await storage.close();
    }
  });
});

it('keeps only the last few damaged files', async () => {
  const folder = app.shelf.config.DATABASE_URL.replace(/^sqlite:/u, '');
  if (!existsSync(folder)) return;
  for (let n = 0; n < 5; n++) {
    await app.storage.spoils['no database at all']!();
    await app.shelf.storage.search.state();
  }
  const aside = readdirSync(folder).filter((name) => /^search\.db\.hong-[^-]+$/u.test(name));
  expect(aside.length).toBeLessThanOrEqual(3);
  expect(aside.length).toBeGreaterThan(0);
});
