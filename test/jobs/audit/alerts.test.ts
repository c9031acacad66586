import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createSecurityLog } from '#server/audit/actions/keep-security-log.ts';
import { raiseAlert, raiseAlertOf } from '#server/audit/actions/raise-alert.ts';
import type { NewAlert } from '#server/audit/alert.ts';
import { noteFailedBackup, noteGoodBackup } from '#server/keeping/actions/last-backup.ts';
import { sendAlert } from '#server/audit/jobs/send-alert.ts';
import { watchShelf, type WatchDeps } from '#server/audit/jobs/watch-shelf.ts';
import type { SecurityLog } from '#server/audit/security-log.ts';
import type { Job } from '#server/base/job.ts';
import { openMail } from '#server/workflow/jobs/send-mail.ts';
import { aJob, anAccount, nextId, NOW } from '../../support/builders.ts';
import type { StorageUnderTest } from '../../support/storage-under-test.ts';
import { textOf, type ReceivedMail } from '../../support/receivers/read-mail.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const FAR = '2100-01-01T00:00:00.000Z';
const LATER = '2100-01-01T01:00:00.000Z';

let storage: StorageUnderTest;
let now: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  storage = await openTestStorage();
  now = NOW;
  for (const [id, parentId] of [
    ['xa-an', null],
    ['xa-khac', null],
  ] as const)
    await storage.catalog.saveUnit({
      id,
      code: id,
      name: id,
      kind: 'commune',
      parentId,
      validFrom: null,
      validTo: null,
      successorId: null,
    });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await storage.close();
});

const deps = () => ({ catalog: storage.catalog, newId: nextId, now: () => now });
const after = (minutes: number): void => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
};

const people = {
  tinh: { roles: ['admin'], unitId: 'so-tu-phap', email: 'tinh@example.vn' },
  an: { roles: ['unit-admin'], unitId: 'xa-an', email: 'an@example.vn' },
  khac: { roles: ['unit-admin'], unitId: 'xa-khac', email: 'khac@example.vn' },
  duyet: { roles: ['approver'], unitId: 'so-tu-phap', email: 'duyet@example.vn' },
  'khong-thu': { roles: ['admin'], unitId: 'so-tu-phap', email: '' },
  'bi-khoa': { roles: ['admin'], unitId: 'so-tu-phap', email: 'khoa@example.vn', disabled: true },
} as const;

async function savePeople(): Promise<void> {
  for (const [id, person] of Object.entries(people))
    await storage.catalog.saveAccount(anAccount({ id, username: id, ...person }));
}

/** Who has an unread alert. */
async function told(): Promise<string[]> {
  const ids = Object.keys(people);
  const counts = await Promise.all(ids.map((id) => storage.catalog.countUnreadNotices(id, 10)));
  return ids.filter((_, i) => counts[i]! > 0);
}

/** The mails that wait, each taken once. */
async function mails(): Promise<Job[]> {
  const jobs: Job[] = [];
  for (;;) {
    const job = await storage.queue.claim(['send-alert'], 'w', FAR, LATER);
    if (job === null) return jobs;
    jobs.push(job);
    await storage.queue.finish(job.id, 'w', { state: 'done' });
  }
}

const DISK: NewAlert = {
  cause: 'disk-full',
  kind: 'disk-full',
  unitId: null,
  subject: 'Còn trống 2%',
  quietMinutes: null,
};

describe('an alert', () => {
  it('tells the shelf’s administrators once until it is over, by mail where they gave an address', async () => {
    await savePeople();
    const seen = await Promise.all([1, 2, 3].map(() => raiseAlert(deps(), DISK)));
    expect(seen.filter((yes) => yes)).toHaveLength(1);
    expect(await told()).toEqual(['tinh', 'khong-thu']);
    expect((await mails()).map(({ payload }) => payload['accountId'])).toEqual(['tinh']);
    expect(await raiseAlert(deps(), DISK)).toBe(false);
    await storage.catalog.endAlert('disk-full');
    expect(await raiseAlert(deps(), DISK)).toBe(true);
    expect(await mails()).toHaveLength(1);
    expect(await storage.catalog.countUnreadNotices('tinh', 10)).toBe(2);
  });

  it('about a unit tells its administrators too, and those of no other', async () => {
    await savePeople();
    await raiseAlert(deps(), { ...DISK, unitId: 'xa-an' });
    expect(await told()).toEqual(['tinh', 'an', 'khong-thu']);
  });
});

describe('what happens is an alert by itself:', () => {
  let log: SecurityLog;
  beforeEach(async () => {
    await savePeople();
    log = createSecurityLog({
      catalog: storage.catalog,
      now: () => now,
      log: { info: () => undefined, error: () => undefined },
      onKept: (row) => raiseAlertOf(deps(), row),
    });
  });
  const kinds = async (): Promise<string[]> => {
    await log.settled();
    return (await storage.catalog.listAlerts()).map(({ kind }) => kind);
  };
  const delayed = (targetId: string) =>
    log.record({
      kind: 'sign-in-delayed',
      outcome: 'failed',
      unitId: 'xa-an',
      targetKind: 'account',
      targetId,
      details: { username: targetId },
    });

  it('somebody guesses at an account, over after a quiet quarter of an hour', async () => {
    await delayed('an');
    await delayed('an');
    expect(await kinds()).toEqual(['guessing']);
    expect(await told()).toEqual(['tinh', 'an', 'khong-thu']);
    const watch = watchShelf(watchDeps());
    after(10);
    await delayed('an');
    await log.settled();
    after(10);
    await watch();
    expect(await kinds()).toEqual(['guessing']);
    after(6);
    await watch();
    expect(await kinds()).toEqual([]);
    expect(await storage.catalog.countUnreadNotices('an', 10)).toBe(1);
  });

  it.each([
    ['a new administrator', 'account-made', { roles: 'admin' }, 1],
    [
      'a role that grew to approver',
      'roles-changed',
      { before: 'cataloguer', roles: 'approver' },
      1,
    ],
    ['no alert: another weak role', 'account-made', { roles: 'contributor,cataloguer' }, 0],
    [
      'no alert: a strong role taken away',
      'roles-changed',
      { before: 'admin', roles: 'auditor' },
      0,
    ],
    [
      'no alert: a strong role kept',
      'roles-changed',
      { before: 'admin', roles: 'admin,auditor' },
      0,
    ],
  ] as const)('%s', async (_, kind, details, count) => {
    await log.record({ kind, targetKind: 'account', targetId: 'x', unitId: 'xa-an', details });
    expect((await kinds()).filter((one) => one === 'strong-role')).toHaveLength(count);
  });

  it('a backup that failed', async () => {
    await log.record({ kind: 'backup', details: { code: '0' } });
    expect(await kinds()).toEqual([]);
    await log.record({ kind: 'backup', outcome: 'failed', details: { fault: 'storage-full' } });
    expect(await kinds()).toEqual(['backup-failed']);
  });
});

const quiet = (): WatchDeps['space'] => async () => ({
  databaseBytes: 1,
  freeBytes: 50,
  diskBytes: 100,
});

const watchDeps = (more: Partial<WatchDeps> = {}): WatchDeps => ({
  ...deps(),
  catalog: storage.catalog,
  queue: storage.queue,
  search: { state: async () => ({ items: 0, passages: 0, stale: false, whole: true }) },
  space: quiet(),
  diskPercent: 10,
  backupDays: 8,
  onError: (error) => {
    throw error;
  },
  ...more,
});

describe('the shelf is looked after:', () => {
  beforeEach(savePeople);
  const open = async (): Promise<string[]> =>
    (await storage.catalog.listAlerts()).map(({ cause, subject }) => `${cause} ${subject}`);

  it('a disk that gets full, until there is room again', async () => {
    let freeBytes = 9;
    const space = async () => ({ databaseBytes: 1, freeBytes, diskBytes: 100 });
    const watch = watchShelf(watchDeps({ space }));
    await watch();
    await watch();
    expect(await open()).toEqual(['disk-full Còn trống 9%']);
    expect(await mails()).toHaveLength(1);
    freeBytes = 30;
    await watch();
    expect(await open()).toEqual([]);
    freeBytes = 1;
    await watchShelf(watchDeps({ space, diskPercent: 0 }))();
    expect(await open()).toEqual([]);
  });

  it('a backup that is overdue, from the first look on or since the last', async () => {
    const watch = watchShelf(watchDeps());
    await watch();
    after(7 * 24 * 60);
    await watch();
    expect(await open()).toEqual([]);
    after(24 * 60);
    await watch();
    expect(await open()).toEqual(['backup-overdue Đã 8 ngày']);
    await noteGoodBackup(storage.catalog, { at: now, name: 'x', lost: 0 });
    await watch();
    expect(await open()).toEqual([]);
  });

  it('a backup that failed, until one is good', async () => {
    const watch = watchShelf(watchDeps());
    await noteFailedBackup(storage.catalog, now, 'backup-unreachable');
    await watch();
    expect(await open()).toEqual(['backup-failed backup-unreachable']);
    await noteGoodBackup(storage.catalog, { at: now, name: 'x', lost: 0 });
    await watch();
    expect(await open()).toEqual([]);
  });

  it('jobs of a kind that fail again and again', async () => {
    const fail = async (kind: 'harvest' | 'extract'): Promise<void> => {
      await storage.queue.submit([aJob({ kind })]);
      const job = (await storage.queue.claim([kind], 'w', FAR, LATER))!;
      await storage.queue.finish(job.id, 'w', { state: 'failed', reason: 'internal' });
    };
    now = new Date().toISOString();
    for (const kind of ['harvest', 'harvest', 'extract'] as const) await fail(kind);
    const watch = watchShelf(watchDeps());
    await watch();
    expect(await open()).toEqual([]);
    await fail('harvest');
    await watch();
    expect(await open()).toEqual(['jobs-failing:harvest Thu thập từ kho khác: 3 lần']);
    after(25 * 60);
    await watch();
    expect(await open()).toEqual([]);
  });

  it('an index that stays behind for a quarter of an hour, or cannot be asked', async () => {
    let state = async () => ({ items: -1, passages: 0, stale: false, whole: true });
    const watch = watchShelf(watchDeps({ search: { state: () => state() } }));
    await watch();
    after(14);
    await watch();
    expect(await open()).toEqual([]);
    after(1);
    await watch();
    expect(await open()).toEqual(['index-behind Chậm 15 phút']);
    state = async () => ({ items: 0, passages: 0, stale: false, whole: true });
    await watch();
    expect(await open()).toEqual([]);
    state = () => Promise.reject(new Error('no index'));
    await watch();
    after(20);
    await watch();
    expect(await open()).toEqual(['index-behind Chậm 20 phút']);
  });

  it('each by itself: what cannot be looked at holds nothing else up', async () => {
    const faults: unknown[] = [];
    const watch = watchShelf(
      watchDeps({
        space: () => Promise.reject(new Error('no disk')),
        onError: (error) => faults.push(error),
      }),
    );
    await watch();
    after(9 * 24 * 60);
    await watch();
    expect(await open()).toEqual(['backup-overdue Đã 9 ngày']);
    expect(faults).toHaveLength(2);
  });
});

interface Received extends ReceivedMail {
  readonly to: readonly string[];
}

async function mailServer(received: Received[]): Promise<number> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _, done) =>
      done(
        address.startsWith('khong-co')
          ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        received.push({ to: session.envelope.rcptTo.map((r) => r.address), raw });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  );
  return (server.server.address() as AddressInfo).port;
}

describe('the mail of an alert', () => {
  const send = (port: number, accountId: string, attempts = 1) =>
    sendAlert(
      {
        catalog: storage.catalog,
        now: () => now,
        send: openMail({ url: `smtp://127.0.0.1:${port}`, from: 'tusach@example.vn' }, 5_000),
        shelf: 'Tủ sách thử',
        base: 'https://tusach.example.vn',
      },
      { payload: { accountId, kind: 'guessing', since: NOW }, attempts },
    );

  it('says what and where to look, and names nobody', async () => {
    await savePeople();
    const received: Received[] = [];
    const port = await mailServer(received);
    expect(await send(port, 'an')).toEqual({ state: 'done' });
    expect(await send(port, 'bi-khoa')).toEqual({ state: 'done' });
    expect(await send(port, 'khong-thu')).toEqual({ state: 'done' });
    expect(received.map(({ to }) => to)).toEqual([['an@example.vn']]);
    const text = textOf(received[0]!);
    expect(text).toContain('- Có người đoán mật khẩu hoặc mã xác nhận');
    expect(text).toContain('https://tusach.example.vn/can-bo/nhat-ky-an-ninh');
    expect(text).toContain('10:00 ngày 12/05/2026');
  });

  it('is tried again where the server is away, and given up where nobody has the address', async () => {
    await storage.catalog.saveAccount(anAccount({ id: 'x', email: 'khong-co@example.vn' }));
    const port = await mailServer([]);
    expect(await send(1, 'x')).toEqual({
      state: 'retry',
      reason: 'mail-unavailable',
      notBefore: '2026-05-12T03:01:00.000Z',
    });
    expect(await send(1, 'x', 7)).toEqual({ state: 'failed', reason: 'mail-unavailable' });
    expect(await send(port, 'x')).toEqual({ state: 'failed', reason: 'mail-unavailable' });
  });
});
