import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { digestMail } from '#server/workflow/jobs/digest-mail.ts';
import { waitingQuestionWork } from '#server/questions/actions/waiting-work.ts';
import { dailyNoticesJob } from '#server/base/job.ts';
import {
  dailyNotices,
  submitDailyNotices,
  type DailyNoticesDeps,
} from '#server/workflow/jobs/daily-notices.ts';
import { openMail } from '#server/workflow/jobs/send-mail.ts';
import { aChange, anAccount, anItem, aNotice, NOW } from '../support/builders.ts';
import { aQuestion } from '../support/make/some-questions.ts';
import type { StorageUnderTest } from '../support/storage-under-test.ts';
import { textOf, type ReceivedMail } from '../support/receivers/read-mail.ts';
import { openTestStorage } from '../support/test-storage.ts';

interface Received extends ReceivedMail {
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: unknown;
}

const SILENT_MS = 400;
const closing: (() => Promise<void>)[] = [];
let storage: StorageUnderTest;
let received: Received[];
let faults: string[];
let now: string;

beforeEach(async () => {
  storage = await openTestStorage();
  [received, faults, now] = [[], [], NOW];
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await storage.close();
});

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

/**
 * A mail server on a free port that keeps what it is given; its certificate is one that ships with
 * smtp-server.
 */
async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map((r) => r.address),
          secure: session.secure,
          user: session.user,
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
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
  return portOf(server.server);
}

async function deadEnd(): Promise<number> {
  const server: Server = createServer((socket) => {
    closing.push(async () => {
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  );
  return portOf(server);
}

const depsFor = (url: string): DailyNoticesDeps => ({
  catalog: storage.catalog,
  otherWork: waitingQuestionWork({ catalog: storage.catalog, now: () => now, days: () => 10 }),
  now: () => now,
  send: url === '' ? null : openMail({ url, from: 'Tủ sách <tusach@example.vn>' }, SILENT_MS),
  compose: async (digest) =>
    digestMail({ shelf: 'Tủ sách thử', base: 'https://tusach.example.vn' }, digest),
  onError: (error) => {
    faults.push((error as { cause?: { message?: string } }).cause?.message ?? String(error));
  },
});
const run = (url: string, attempts = 1, stopping = new AbortController().signal) =>
  dailyNotices(depsFor(url), { attempts }, stopping);

/** Somebody with an unread notice. */
async function told(username: string, more: Parameters<typeof anAccount>[0] = {}): Promise<string> {
  const account = anAccount({
    username,
    roles: ['contributor'],
    email: `${username}@example.vn`,
    ...more,
  });
  await storage.catalog.saveAccount(account);
  await storage.catalog.saveItem(
    aChange(anItem({ unitId: 'khac' }), {
      notices: [
        aNotice(account.id, {
          title: 'Sổ tay\r\nnước sạch',
          by: 'Lò Thị Hương',
          note: 'Bà Mùa A Dơ ở bản Khe hỏi',
        }),
      ],
    }),
  );
  return account.id;
}
describe('the day’s e-mail', () => {
  it('says counts, titles and links once a day, and no word of any person', async () => {
    const port = await mailServer();
    const id = await told('xa.an');
    await storage.catalog.saveAccount(
      anAccount({ id: 'duyet', username: 'duyet', roles: ['approver'], email: 'duyet@example.vn' }),
    );
    const waiting = anItem({ state: 'verified' });
    await storage.catalog.saveItem(
      aChange({ ...waiting, work: { ...waiting.work, since: '2026-01-05T03:00:00.000Z' } }),
    );
    const draft = { text: 'Được.', citations: [], byId: 'binh', byName: 'Hương', at: NOW };
    await storage.catalog.addQuestion(
      aQuestion({ state: 'drafted', runsFrom: '2026-01-05T03:00:00.000Z', draft }),
      '2026',
      9,
    );
    for (let n = 0; n < 2; n++)
      expect(await run(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`)).toEqual({
        state: 'done',
      });
    expect(received.flatMap((m) => m.to).toSorted()).toEqual([
      'duyet@example.vn',
      'xa.an@example.vn',
    ]);
    const [head, commune] = received.map(textOf);
    expect(head).toMatch(
      /Chờ duyệt: 1 tài liệu, 1 mới đến, 1 quá hạn\s+https:\/\/tusach\.example\.vn\/can-bo\?trang-thai=verified/u,
    );
    expect(head).toMatch(
      /Câu trả lời chờ duyệt: 1 câu, 1 mới đến, 1 quá hạn\s+https:\/\/tusach\.example\.vn\/can-bo\/hoi-dap\?xem=drafted/u,
    );
    expect(commune).toMatch(
      /Trả lại: Sổ tay nước sạch\s+https:\/\/tusach\.example\.vn\/can-bo\/tai-lieu\/i1\/duyet/u,
    );
    for (const mail of received)
      expect(textOf(mail) + mail.raw).not.toMatch(/Hương|Dơ|Cán bộ|hỏi/u);
    expect(received[0]!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/mu);
    expect((await storage.catalog.getAccount(id)).digestOn).toBe('2026-05-12');

    now = '2026-05-13T03:00:00.000Z';
    await storage.catalog.readNotices(id, '~', now);
    await run(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`);
    expect(received.map((m) => m.to[0])).toEqual([
      'duyet@example.vn',
      'xa.an@example.vn',
      'duyet@example.vn',
    ]);
  });

  it('goes to nobody who has no address, switched it off, is locked out, or has nothing new', async () => {
    const port = await mailServer();
    await told('khong-thu', { email: '' });
    await told('da-tat', { noDigest: true });
    await told('bi-khoa', { disabled: true });
    await storage.catalog.saveAccount(
      anAccount({ username: 'khong-viec', roles: ['contributor'], email: 'khong-viec@example.vn' }),
    );
    expect(await run(`smtp://127.0.0.1:${port}`)).toEqual({ state: 'done' });
    expect(received).toEqual([]);
  });

  it('takes a server’s refusal of one recipient for that person’s day, and goes on', async () => {
    const port = await mailServer({
      onRcptTo: ({ address }, _, done) =>
        done(
          address.startsWith('a-')
            ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
            : null,
        ),
    });
    const [refused] = [await told('a-khong-co'), await told('b-co')];
    expect(await run(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`)).toEqual({
      state: 'done',
    });
    expect([received.map((m) => m.to[0]), faults]).toEqual([
      ['b-co@example.vn'],
      [expect.stringContaining('no such mailbox')],
    ]);
    expect((await storage.catalog.getAccount(refused)).digestOn).toBe('2026-05-12');
  });

  it('is tried again later, ever later, where the server is away, defers, or stays silent; the next day says it all', async () => {
    await told('xa.an');
    const deferring = await mailServer({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('try later'), { responseCode: 451 })),
    });
    const silent = await deadEnd();
    const [notBefore, later] = ['2026-05-12T03:01:00.000Z', '2026-05-12T07:00:00.000Z'];
    for (const port of [1, deferring, silent])
      expect(await run(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`)).toEqual({
        state: 'retry',
        reason: 'mail-unavailable',
        notBefore,
      });
    expect(await run('smtp://127.0.0.1:1', 6)).toEqual({
      state: 'retry',
      reason: 'mail-unavailable',
      notBefore: later,
    });
    expect(await run('smtp://127.0.0.1:1', 7)).toEqual({ state: 'done' });
    expect([received, faults]).toEqual([
      [],
      [
        expect.stringMatching(/ECONNREFUSED/u),
        expect.stringContaining('try later'),
        expect.stringMatching(/greeting|timeout/iu),
        expect.anything(),
        expect.anything(),
      ],
    ]);
    const port = await mailServer();
    expect(await run(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`)).toEqual({
      state: 'done',
    });
    expect(received).toHaveLength(1);
  });

  it('keeps the password back where there is no TLS, and signs in where there is', async () => {
    const seen: unknown[] = [];
    const onAuth: SMTPServerOptions['onAuth'] = (auth, _, done) => {
      seen.push(auth.password);
      done(null, { user: auth.username });
    };
    await told('xa.an');
    const bare = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth,
    });
    expect(await run(`smtp://may:b%C3%AD%20m%E1%BA%ADt@127.0.0.1:${bare}`)).toMatchObject({
      state: 'retry',
    });
    expect([seen, received]).toEqual([[], []]);
    const port = await mailServer({ onAuth });
    expect(await run(`smtp://may:b%C3%AD%20m%E1%BA%ADt@127.0.0.1:${port}`)).toMatchObject({
      state: 'retry',
    });
    expect(seen).toEqual([]);
    expect(
      await run(`smtp://may:b%C3%AD%20m%E1%BA%ADt@127.0.0.1:${port}?tls.rejectUnauthorized=false`),
    ).toEqual({ state: 'done' });
    expect([seen, received.map((m) => [m.secure, m.user])]).toEqual([['bí mật'], [[true, 'may']]]);
  });

  it('goes without TLS and without a password to a server that has neither', async () => {
    await told('xa.an');
    const port = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    expect(await run(`smtp://127.0.0.1:${port}`)).toEqual({ state: 'done' });
    expect(received.map((m) => m.secure)).toEqual([false]);
  });

  it('is put down when the process stops', async () => {
    await told('xa.an');
    const port = await mailServer();
    expect(await run(`smtp://127.0.0.1:${port}`, 1, AbortSignal.abort())).toEqual({
      state: 'handed-back',
    });
    expect(received).toEqual([]);
  });
});

describe('the day’s work', () => {
  it('is asked for once a day, from seven in the morning in Vietnam', async () => {
    const deps = { catalog: storage.catalog, queue: storage.queue, now: () => now };
    const ask = async (at: string): Promise<number> => {
      now = at;
      await submitDailyNotices(deps);
      const job = await storage.queue.claim(
        ['daily-notices'],
        'w',
        '2099-01-01T00:00:00.000Z',
        '2099-01-01T01:00:00.000Z',
      );
      if (job !== null) await storage.queue.finish(job.id, 'w', { state: 'done' });
      return job === null ? 0 : 1;
    };
    expect([
      await ask('2026-05-11T23:59:00.000Z'),
      await ask('2026-05-12T00:00:00.000Z'),
      await ask('2026-05-12T09:00:00.000Z'),
      await ask('2026-05-12T18:00:00.000Z'),
      await ask('2026-05-13T00:00:00.000Z'),
    ]).toEqual([0, 1, 0, 0, 1]);
    expect(dailyNoticesJob().group).toBe('daily-notices');
  });

  it('forgets old notices even where no e-mail is sent', async () => {
    const id = await told('xa.an');
    await storage.catalog.saveItem(
      aChange(anItem(), { notices: [aNotice(id, { at: '2026-02-01T00:00:00.000Z' })] }),
    );
    expect(await run('')).toEqual({ state: 'done' });
    expect(await storage.catalog.countUnreadNotices(id, 10)).toBe(1);
  });
});
