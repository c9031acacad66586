import { jest } from '@jest/globals';
import { submitStampAll } from '#server/exchange/jobs/stamp-all.ts';
import { stampRecords } from '#server/exchange/actions/stamp-records.ts';
import { harvestHorizon, type HarvestRow } from '#server/exchange/harvest-row.ts';
import { leafSets } from '#server/exchange/harvest-sets.ts';
import type { Item } from '#server/items/item.ts';
import type { WorkflowAction } from '#server/items/workflow-event.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import { publishItems } from '../support/publish-items.ts';
import { setClock, startTestApp, type TestApp } from '../support/start-test-app.ts';

const MORNING = '2099-12-01T03:00:00.400Z';
/** Behind the day of the shelf's own start. */
const at = (second: number): string => `2099-12-01T03:00:${String(second).padStart(2, '0')}Z`;

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
  setClock(MORNING);
});
afterEach(async () => {
  jest.useRealTimers();
  await app.close();
});

const catalog = () => app.shelf.storage.catalog;
const stamp = (item: Item): Promise<void> =>
  stampRecords({ catalog: catalog(), now: app.shelf.steadyNow }, [item.id]);
const rowOf = async (item: Item): Promise<HarvestRow | undefined> =>
  (await catalog().findHarvestRows([item.id]))[0];
const nextMinute = async (): Promise<void> => {
  await submitStampAll({ ...app.shelf.storage, now: app.shelf.steadyNow });
  await app.settle();
};
/** Moves the item and runs the jobs that follow. */
async function move(item: Item, action: WorkflowAction): Promise<void> {
  const { version } = (await catalog().findItem(item.id))!;
  const input = { actor: app.admin, itemId: item.id, version, action, reason: 'Sai nội dung' };
  await moveItem(app.shelf.actions, input);
  await app.settle();
}
async function aRecord(more: Partial<Item> = {}): Promise<Item> {
  const abstract = 'Giới thiệu mục đích và nội dung chính.';
  const wanted = { genre: 'cam-nang', subjects: ['11'], issued: '2026', abstract, ...more };
  const compilers = ['Sở Tư pháp'];
  return (await publishItems(app, [{ item: { compilers, ...wanted } }]))[0]!;
}

it('stamps a record when it is first told, in whole seconds, with its sets', async () => {
  const item = await aRecord();
  await stamp(item);
  const row = (await rowOf(item))!;
  expect(row).toMatchObject({ stamp: at(0), deleted: false });
  expect(leafSets(row.sets)).toEqual([
    'chu-de:11',
    expect.stringMatching(/^don-vi:/u),
    'ngon-ngu:vi',
    'noi-dung:b',
    'the-loai:cam-nang',
  ]);
  expect(row.sets).toContain('chu-de');
});

it('stamps it again for what is told, and for nothing else', async () => {
  const item = await aRecord();
  await stamp(item);
  setClock(at(5));
  const edit = async (change: Partial<Item>): Promise<void> => {
    const before = (await catalog().findItem(item.id))!;
    const next = { ...before, ...change };
    await rewriteItem(app.shelf.actions, { actor: app.admin, before, item: next, action: 'edit' });
    await app.settle();
  };
  await edit({ national: { id: 'x', url: null, state: 'listed', checkedAt: null } });
  expect((await rowOf(item))!.stamp).toBe(at(0));
  await edit({ abstract: 'Khác' });
  expect((await rowOf(item))!.stamp).toBe(at(5));
});

it('keeps a withdrawn item as deleted, in its sets, until it is published again', async () => {
  const item = await aRecord();
  await stamp(item);
  const { sets } = (await rowOf(item))!;
  setClock(at(5));
  await move(item, 'withdraw');
  expect(await rowOf(item)).toMatchObject({ stamp: at(5), deleted: true, sets });
  setClock(at(9));
  await nextMinute();
  expect((await rowOf(item))!.stamp).toBe(at(5));
  await move(item, 'restore');
  expect(await rowOf(item)).toMatchObject({ stamp: at(9), deleted: false });
});

it('ends as deleted when withdrawn, restored and withdrawn within one second', async () => {
  const item = await aRecord();
  await stamp(item);
  setClock(at(5));
  for (const action of ['withdraw', 'restore', 'withdraw'] as const) await move(item, action);
  expect(await rowOf(item)).toMatchObject({ stamp: at(5), deleted: true });
});

it('never stamps a draft; one withdrawn before rows were kept is a deleted one', async () => {
  const draft = await aRecord({ state: 'draft', publishedAt: null });
  const gone = await aRecord({ state: 'withdrawn' });
  await nextMinute();
  expect(await rowOf(draft)).toBeUndefined();
  expect(await rowOf(gone)).toMatchObject({ deleted: true });
});

it('looks at all once a day: a new name of the unit is told without a change of the item', async () => {
  const item = await aRecord();
  await nextMinute();
  const before = (await rowOf(item))!;
  const unit = (await catalog().listUnits()).find(({ id }) => id === item.unitId)!;
  await catalog().saveUnit({ ...unit, name: 'Sở Tư pháp (mới)' });
  setClock('2099-12-01T10:00:00Z');
  await nextMinute();
  expect(await rowOf(item)).toEqual(before);
  setClock('2099-12-01T17:00:01Z');
  await nextMinute();
  expect((await rowOf(item))!.stamp).toBe('2099-12-01T17:00:01Z');
});

it('goes on from the newest stamp when the clock is set back', async () => {
  const [first, second] = [await aRecord(), await aRecord()];
  await stamp(first);
  setClock('2099-12-01T01:00:00Z');
  await stamp(second);
  expect((await rowOf(second))!.stamp).toBe(at(0));
  expect(harvestHorizon('2099-12-01T01:00:00Z', at(0))).toBe(at(0));
  // The clock of the process does not go back: what was said to be complete stays so.
  expect(app.shelf.steadyNow()).toBe(MORNING);
});

it('holds the newest seconds back, which may still be on their way', () => {
  expect(harvestHorizon('2026-01-01T00:00:09.900Z', null)).toBe('2026-01-01T00:00:07Z');
  expect(harvestHorizon('2026-01-01T00:00:09.900Z', '2026-01-01T00:00:09Z')).toBe(
    '2026-01-01T00:00:07Z',
  );
});
