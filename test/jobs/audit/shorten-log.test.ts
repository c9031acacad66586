import { checkChain } from '#server/audit/actions/check-chain.ts';
import { createSecurityLog } from '#server/audit/actions/keep-security-log.ts';
import { shortenLog } from '#server/audit/jobs/shorten-log.ts';
import type { SecurityLog } from '#server/audit/security-log.ts';
import { addEvents, aSecurityEvent, wholeLog } from '../../support/audit/some-events.ts';
import type { StorageUnderTest } from '../../support/storage-under-test.ts';
import { openTestStorage } from '../../support/test-storage.ts';

let storage: StorageUnderTest;
let securityLog: SecurityLog;
let now: string;
beforeEach(async () => {
  storage = await openTestStorage();
  now = '2026-05-12T03:00:00.000Z';
  securityLog = createSecurityLog({
    catalog: storage.catalog,
    now: () => now,
    log: { info: () => undefined, error: () => undefined },
    onKept: async () => undefined,
  });
});
afterEach(() => storage.close());

const shorten = (months = 24): Promise<number> =>
  shortenLog({ catalog: storage.catalog, now: () => now, securityLog, months });
const check = () => checkChain(storage.catalog, now);
const kinds = async (): Promise<string[]> =>
  (await wholeLog(storage.catalog)).map(({ sequence, kind }) => `${sequence} ${kind}`);

async function fill(): Promise<void> {
  for (const at of ['2024-01-01', '2024-03-01', '2024-06-01', '2026-01-01'])
    await addEvents(storage.catalog, aSecurityEvent({ at: `${at}T00:00:00.000Z` }));
}

it('what was kept long enough goes, and the chain can be checked from the row that says so', async () => {
  await fill();
  const gone = (await wholeLog(storage.catalog))[1]!;
  expect(await shorten()).toBe(2);
  expect(await kinds()).toEqual(['3 sign-in', '4 sign-in', '5 log-shortened']);
  expect((await wholeLog(storage.catalog)).at(-1)!.details).toEqual({
    through: '2',
    hash: gone.hash,
  });
  expect(await check()).toMatchObject({ rows: 3, first: 3, last: 5, fault: null });
  expect(await shorten()).toBe(0);
  now = '2026-07-12T03:00:00.000Z';
  expect(await shorten()).toBe(1);
  expect(await check()).toMatchObject({ rows: 3, first: 4, last: 6, fault: null });
});

it('also when every row is too old', async () => {
  await fill();
  now = '2040-01-01T00:00:00.000Z';
  expect(await shorten()).toBe(4);
  expect(await kinds()).toEqual(['5 log-shortened']);
  expect(await check()).toMatchObject({ rows: 1, first: 5, last: 5, fault: null });
});

it('but nobody else shortens it unseen', async () => {
  await fill();
  await shorten();
  await storage.catalog.forgetSecurityRows(3);
  expect((await check()).fault).toEqual({ sequence: 3, fault: 'missing' });
});

it('does not go without the row that says so', async () => {
  await fill();
  const { catalog } = storage;
  const broken = { ...catalog, addSecurityEvents: () => Promise.reject(new Error('full')) };
  const log = createSecurityLog({
    catalog: broken,
    now: () => now,
    log: { info: () => undefined, error: () => undefined },
    onKept: async () => undefined,
  });
  expect(await shortenLog({ catalog, now: () => now, securityLog: log, months: 24 })).toBe(0);
  expect((await wholeLog(catalog)).length).toBe(4);
});
