import { remindReports } from '#server/reports/jobs/remind-reports.ts';
import type { Notice } from '#server/items/notice.ts';
import { anAccount, nextId } from '../../support/builders.ts';
import { aRound, aUnitReport } from '../../support/reports/some-reports.ts';
import type { StorageUnderTest } from '../../support/storage-under-test.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const UNIT = { kind: 'commune' as const, parentId: null, validFrom: null, validTo: null };
const commune = (id: string, successorId: string | null = null) => ({
  ...UNIT,
  id,
  code: id,
  name: `Xã ${id}`,
  successorId,
});
let storage: StorageUnderTest;

beforeAll(async () => {
  storage = await openTestStorage();
  const { catalog } = storage;
  await catalog.saveUnits([commune('xa-a'), commune('xa-b'), commune('xa-cu', 'xa-b')]);
  for (const [id, unitId, more] of [
    ['gui', 'xa-a', {}],
    ['no', 'xa-b', {}],
    ['cu', 'xa-cu', {}],
    ['kiem', 'xa-b', { roles: ['auditor'] as const }],
    ['nghi', 'xa-b', { disabled: true }],
  ] as const)
    await catalog.saveAccount(
      anAccount({ id, username: id, unitId, roles: ['contributor'], ...more }),
    );
  const round = await catalog.saveRound(aRound());
  const draft = await catalog.saveReport(aUnitReport(round, 'xa-a'));
  await catalog.saveReport({ ...draft, state: 'sent' });
});
afterAll(() => storage.close());

const noticesOf = async (accountId: string): Promise<readonly Notice[]> =>
  (await storage.catalog.listNotices({ accountId, limit: 20, after: null })).rows;
const remindAt = (at: string): Promise<void> =>
  remindReports({ catalog: storage.catalog, newId: nextId, now: () => at });

it('tells those who still owe a report a week before, a day before and when it is late, once each', async () => {
  await remindAt('2026-01-02T02:00:00.000Z');
  await remindAt('2026-01-03T22:30:00.000Z');
  expect(await noticesOf('no')).toEqual([]);
  await remindAt('2026-01-03T23:30:00.000Z');
  await remindAt('2026-01-05T02:00:00.000Z');
  expect((await noticesOf('no')).map(({ title }) => title)).toEqual([
    'Báo cáo năm: hạn gửi 10/01/2026',
  ]);
  await remindAt('2026-01-09T02:00:00.000Z');
  await remindAt('2026-01-11T02:00:00.000Z');
  await remindAt('2026-02-11T02:00:00.000Z');
  const told = await noticesOf('no');
  expect(told.map(({ title }) => title)).toEqual([
    'Báo cáo năm: đã quá hạn gửi 10/01/2026',
    'Báo cáo năm: hạn gửi 10/01/2026',
    'Báo cáo năm: hạn gửi 10/01/2026',
  ]);
  expect(told[0]).toMatchObject({ kind: 'report', itemId: '', note: 'Xã xa-b' });
  // Whoever is of a merged unit works for its successor.
  expect(await noticesOf('cu')).toHaveLength(3);
  for (const quiet of ['gui', 'kiem', 'nghi']) expect(await noticesOf(quiet)).toEqual([]);
});

it('goes on with the same notices where it was killed between', async () => {
  const round = await storage.catalog.saveRound(
    aRound({ from: '2024-01-01', to: '2024-12-31', due: '2025-01-10' }),
  );
  const before = (await noticesOf('no')).length;
  const fact = `reports-reminded:${round.id}`;
  await remindAt('2025-01-11T02:00:00.000Z');
  const [milestone, id] = ((await storage.catalog.findFact(fact)) ?? '').split(' ');
  await storage.catalog.saveFact(fact, `${milestone} ${id} begun`);
  await remindAt('2025-01-12T02:00:00.000Z');
  expect(await noticesOf('no')).toHaveLength(before + 1);
});
