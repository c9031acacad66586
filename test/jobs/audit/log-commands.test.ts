import { join } from 'node:path';
import { checkChain } from '#server/audit/actions/check-chain.ts';
import { lastBackup } from '#server/keeping/actions/last-backup.ts';
import type { SecurityRow } from '#server/audit/security-event.ts';
import { readConfig } from '#server/config.ts';
import { openStorage } from '#storage/index.ts';
import { wholeLog } from '../../support/audit/some-events.ts';
import { anAccount } from '../../support/builders.ts';
import { makeFolder, type TestFolder } from '../../support/make/make-folder.ts';
import { runCommandHere } from '../../support/keeping/run-command-here.ts';
import { runServer, type Ended } from '../../support/shelf-process.ts';
import { makeTestStorage, type TestStorage } from '../../support/test-storage.ts';

let folder: TestFolder;
let storages: TestStorage[];
beforeEach(() => {
  folder = makeFolder();
  storages = [makeTestStorage(), makeTestStorage()];
});
afterEach(async () => {
  folder.remove();
  for (const storage of storages) await storage.remove();
});

const bookshelf = (storage: TestStorage, ...args: readonly string[]): Promise<Ended> =>
  runCommandHere(args, join(folder.path, 'unused'), storage.settings);

async function inside<T>(
  { settings }: TestStorage,
  use: (storage: Awaited<ReturnType<typeof openStorage>>) => Promise<T>,
): Promise<T> {
  const storage = await openStorage(readConfig({ ...settings, ADMIN_PASSWORD: 'một câu dài 9' }));
  try {
    return await use(storage);
  } finally {
    await storage.close();
  }
}

const rowsOf = (storage: TestStorage): Promise<SecurityRow[]> =>
  inside(storage, ({ catalog }) => wholeLog(catalog));

it('a server tells its start with a hash of its settings, none of which can be read from it', async () => {
  const [storage] = storages as [TestStorage];
  for (const more of [{}, {}, { SHELF_NAME: 'Tủ sách khác' }, { METRICS_TOKEN: 'bi-mat-77' }]) {
    const server = await runServer(join(folder.path, 'unused'), { ...storage.settings, ...more });
    await server.kill('SIGTERM');
  }
  const rows = await rowsOf(storage);
  const starts = rows.filter(({ kind }) => kind === 'started');
  const [first, second, third, fourth] = starts.map(({ details }) => details['config']);
  expect(first).toMatch(/^[0-9a-f]{16}$/u);
  expect([second, third === first, fourth === first]).toEqual([first, false, false]);
  expect(rows[0]).toMatchObject({ kind: 'account-made', details: { username: 'admin' } });
  expect(JSON.stringify(rows)).not.toContain('bi-mat-77');
});

it('commands tell who ran them and how they ended; a log with a gap ends with 3', async () => {
  const [storage] = storages as [TestStorage];
  const account = anAccount({ username: 'lo.huong', unitId: 'xa-an' });
  await inside(storage, ({ catalog }) => catalog.saveAccount(account));
  const reset = await bookshelf(storage, 'account', 'reset-password', 'lo.huong');
  const password = /lần này\): (\S+)/u.exec(reset.output)![1]!;
  expect((await bookshelf(storage, 'backup', folder.path)).code).toBe(0);
  folder.put('tep', '');
  expect((await bookshelf(storage, 'backup', join(folder.path, 'tep'))).code).toBe(1);
  const verified = await bookshelf(storage, 'security-log', 'verify');
  expect(verified).toEqual({
    code: 0,
    output: expect.stringMatching(
      /nguyên vẹn: 3 dòng, từ dòng 1 đến dòng 3\nmã băm dòng cuối: \w{64}/u,
    ),
  });
  const rows = await rowsOf(storage);
  expect(rows.map(({ kind, outcome, details }) => [kind, outcome, details['code']])).toEqual([
    ['password-reset', 'done', '0'],
    ['backup', 'done', '0'],
    ['backup', 'failed', undefined],
    ['command', 'done', '0'],
  ]);
  expect(rows[0]).toMatchObject({
    targetKind: 'account',
    targetId: account.id,
    unitId: 'xa-an',
    details: { username: 'lo.huong', command: 'account reset-password' },
  });
  expect(rows.every(({ details }) => (details['user'] ?? '') !== '')).toBe(true);
  expect(JSON.stringify(rows)).not.toContain(password);
  await inside(storage, async ({ catalog }) => {
    expect((await lastBackup(catalog)).goodAt).toMatch(/^\d{4}-/u);
    expect((await catalog.listAlerts()).map(({ kind }) => kind)).toEqual(['backup-failed']);
    await catalog.forgetSecurityRows(2);
  });
  expect(await bookshelf(storage, 'security-log', 'verify')).toEqual({
    code: 3,
    output: expect.stringContaining('không còn nguyên vẹn: dòng 2 bị mất hoặc bị chèn'),
  });
  expect((await bookshelf(storage, 'security-log', 'xoa')).code).toBe(1);
});

it('a restored shelf has the same chain and goes on with it', async () => {
  const [from, to] = storages as [TestStorage, TestStorage];
  await bookshelf(from, 'reindex');
  await bookshelf(from, 'reindex');
  await bookshelf(from, 'backup', folder.path);
  const before = await rowsOf(from);
  expect((await bookshelf(to, 'restore', folder.path)).code).toBe(0);
  const after = await rowsOf(to);
  // The backup was taken before it was told of.
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after.map(({ kind }) => kind)).toEqual(['command', 'command', 'restored']);
  expect(await inside(to, ({ catalog }) => checkChain(catalog, ''))).toMatchObject({
    rows: 3,
    fault: null,
  });
});
