import { jest } from '@jest/globals';
import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { saveLaw } from '#server/laws/actions/save-law.ts';
import { submitRefreshStandings } from '#server/laws/jobs/refresh-standings.ts';
import type { LawRecord } from '#server/laws/law-record.ts';
import { anItem, aQuery } from '../support/builders.ts';
import { publishItems } from '../support/publish-items.ts';
import { setClock, startTestApp, type TestApp } from '../support/start-test-app.ts';

const EVENING = '2026-12-01T16:30:00.000Z';
const AFTER_MIDNIGHT = '2026-12-01T17:30:00.000Z';
const LAW = '45/2013/QH13';
const CON = { ...anItem().validity, state: 'con' as const };

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
  setClock(EVENING);
});
afterEach(async () => {
  jest.useRealTimers();
  await app.close();
});

/** What the filter of validity counts, as `state: items`. */
async function counted(): Promise<string[]> {
  const { facets } = await app.shelf.storage.search.query(aQuery(''));
  return facets.validity.map(({ value, count }) => `${value}: ${count}`).toSorted();
}

async function nextMinute(): Promise<void> {
  const { storage, actions } = app.shelf;
  await submitRefreshStandings({ ...storage, now: actions.now });
  await app.settle();
}

async function aLaw(more: Partial<LawRecord>): Promise<LawRecord> {
  const [law] = await app.shelf.storage.catalog.findLaws([lawNumberKey(LAW)]);
  return { ...law!, state: 'con', ...more };
}

describe('the filter of validity', () => {
  it('follows the day: an ended law, a record that ends, one that begins', async () => {
    await publishItems(app, [
      { item: { validity: CON, lawRefs: [lawReference(LAW)] } },
      { item: { validity: { ...CON, to: '2026-12-02' } } },
      { item: { validity: { ...CON, from: '2026-12-02' } } },
      { item: { validity: CON } },
    ]);
    const { catalog, queue } = app.shelf.storage;
    await catalog.saveLaws([await aLaw({ effectiveTo: '2026-12-02' })]);
    await nextMinute();
    expect(await counted()).toEqual(['chua: 1', 'con: 3']);
    setClock(AFTER_MIDNIGHT);
    const before = await catalog.publicRevision();
    await nextMinute();
    expect(await counted()).toEqual(['con: 2', 'het: 1', 'luat_het: 1']);
    expect(await catalog.publicRevision()).toBeGreaterThan(before);
    // Once a day is enough.
    const { actions, storage } = app.shelf;
    await submitRefreshStandings({ ...storage, now: actions.now });
    expect(await queue.pending()).toBe(0);
  });

  it('follows a law that somebody describes', async () => {
    await publishItems(app, [{ item: { validity: CON, lawRefs: [lawReference(LAW)] } }]);
    const { actions, storage } = app.shelf;
    const change = async (more: Partial<LawRecord>): Promise<number> => {
      await saveLaw(actions, { actor: app.admin, law: await aLaw(more) });
      const jobs = await storage.queue.pendingOfGroup('refresh-standings');
      await app.settle();
      return jobs;
    };
    expect(await change({ title: 'Luật Đất đai' })).toBe(0);
    expect(await change({ state: 'het_mot_phan' })).toBe(1);
    expect(await counted()).toEqual(['luat_doi: 1']);
    expect(await change({ effectiveTo: '2026-01-01' })).toBe(1);
    expect(await counted()).toEqual(['luat_het: 1']);
    expect(await change({ effectiveTo: null })).toBe(1);
    expect(await counted()).toEqual(['con: 1']);
  });

  it('is made good where an older index held the record alone', async () => {
    const [item] = await publishItems(app, [
      { item: { validity: CON, lawRefs: [lawReference(LAW)] } },
    ]);
    const { catalog } = app.shelf.storage;
    await catalog.saveLaws([await aLaw({ state: 'het' })]);
    expect(await counted()).toEqual(['con: 1']);
    await nextMinute();
    expect(await counted()).toEqual(['luat_het: 1']);
    expect((await app.shelf.storage.search.state()).items).toBe(1);
    expect(item!.version).toBe(1);
  });
});
