import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinkAnswer } from '#server/links/link-check.ts';
import { checkLinksJob } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import { askLink } from '#server/links/jobs/ask-link.ts';
import { checkLinks, submitDailyLinkCheck } from '#server/links/jobs/check-links.ts';
import { HostTurns } from '#server/links/jobs/host-turns.ts';
import { aChange, anItem, NOW } from '../support/builders.ts';
import { startTestApp } from '../support/start-test-app.ts';
import type { StorageUnderTest } from '../support/storage-under-test.ts';
import { openTestStorage } from '../support/test-storage.ts';

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { readonly at: number };
type Handle = (req: IncomingMessage, res: ServerResponse) => void;

const DAY = 86_400_000;
const servers: Server[] = [];
let storage: StorageUnderTest;
/** Time stands still but for what is slept. */
let now: number;
let slept: number[];
let resolved: string[];
let deadline: AbortController;
let stopping: AbortController;
let allowed: Set<string>;

beforeEach(async () => {
  storage = await openTestStorage();
  now = Date.parse(NOW);
  slept = [];
  resolved = [];
  deadline = new AbortController();
  stopping = new AbortController();
  allowed = new Set();
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
  }
  await storage.close();
});

/** Notes what it is asked; its port passes the address guard unless it is `hidden`. */
async function serve(handle: Handle, { hidden = false } = {}) {
  const asked: Asked[] = [];
  const server = createServer((req, res) => {
    asked.push({ method: req.method, url: req.url, headers: req.headers, at: now });
    handle(req, res);
  });
  servers.push(server);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  if (!hidden)
    for (const host of ['127.0.0.1', 'a.example', 'b.example']) allowed.add(`${host}:${port}`);
  return {
    asked,
    port,
    at: (path: string, host = '127.0.0.1'): string => `http://${host}:${port}${path}`,
  };
}

const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}): Handle =>
  (_, res) => {
    res.writeHead(status, headers).end();
  };

let turns: HostTurns;
beforeEach(() => {
  turns = new HostTurns({
    clock: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  });
});

const ask = (address: string): Promise<LinkAnswer> =>
  askLink(
    {
      turns,
      allowed,
      userAgent: 'TuSachPhapLuat-LinkCheck/1.0',
      deadline: () => deadline.signal,
      resolve: async (host) => {
        resolved.push(host);
        if (!host.endsWith('.example')) throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
        return [{ address: host === 'inside.example' ? '10.0.0.1' : '127.0.0.1', family: 4 }];
      },
    },
    address,
    stopping.signal,
  );

const fault = (name: string, status: number | null = null) => ({ ok: false, status, fault: name });

describe('asking a link', () => {
  it('sends one HEAD that says who asks', async () => {
    const site = await serve(answering(200));
    expect(await ask(site.at('/van-ban?id=1'))).toEqual({ ok: true, status: 200 });
    expect(
      site.asked.map((a) => [a.method, a.url, a.headers['user-agent'], a.headers.cookie]),
    ).toEqual([['HEAD', '/van-ban?id=1', 'TuSachPhapLuat-LinkCheck/1.0', undefined]]);
  });

  it.each([405, 501])(
    'tries GET where HEAD is answered with %i, and does not wait for the body',
    async (status) => {
      const site = await serve((req, res) => {
        if (req.method === 'HEAD') {
          res.writeHead(status).end();
          return;
        }
        res.writeHead(200);
        // Never ended: whoever wanted the whole body would wait for ever.
        res.write('x');
      });
      expect(await ask(site.at('/'))).toEqual({ ok: true, status: 200 });
      expect(site.asked.map((a) => a.method)).toEqual(['HEAD', 'GET']);
      expect(slept).toEqual([2_000]);
    },
  );

  it.each([401, 403, 429])('takes %i for there', async (status) => {
    const site = await serve(answering(status));
    expect(await ask(site.at('/'))).toEqual({ ok: true, status });
  });

  it.each([404, 410, 500, 503])('takes %i for a fault', async (status) => {
    const site = await serve(answering(status));
    expect(await ask(site.at('/'))).toEqual(fault('status', status));
  });

  it('follows three redirects, each in its turn', async () => {
    const site = await serve((req, res) => {
      const n = Number(req.url!.slice(1));
      res.writeHead(n < 3 ? 302 : 200, n < 3 ? { location: `/${n + 1}` } : {}).end();
    });
    expect(await ask(site.at('/0'))).toEqual({ ok: true, status: 200 });
    expect(site.asked.map((a) => a.url)).toEqual(['/0', '/1', '/2', '/3']);
  });

  it('gives up on a redirect loop after three', async () => {
    const site = await serve(answering(301, { location: '/' }));
    expect(await ask(site.at('/'))).toEqual(fault('redirects'));
    expect(site.asked).toHaveLength(4);
  });

  it('never follows a redirect to this machine, a private name, another scheme or nonsense', async () => {
    const inside = await serve(answering(200), { hidden: true });
    for (const location of [
      inside.at('/'),
      `http://localhost:${inside.port}/`,
      `http://2130706433:${inside.port}/`,
      'http://127.0.0.1/',
      'http://[::ffff:127.0.0.1]/',
      'http://inside.example/',
      'file:///etc/passwd',
      'http://[',
      '//10.0.0.1/',
    ]) {
      const site = await serve(answering(302, { location }));
      expect([location, await ask(site.at('/'))]).toEqual([location, fault('refused')]);
      expect(site.asked).toHaveLength(1);
    }
    expect(inside.asked).toEqual([]);
  });

  it('never asks this machine itself', async () => {
    const inside = await serve(answering(200), { hidden: true });
    expect(await ask(inside.at('/'))).toEqual(fault('refused'));
    expect(await ask('http://inside.example/')).toEqual(fault('refused'));
    expect(inside.asked).toEqual([]);
  });

  it('connects to the address that was checked, asking for the name once', async () => {
    const site = await serve(answering(200));
    // Only the injected look-up knows this name: a second one by the socket would fail.
    expect(await ask(site.at('/', 'a.example'))).toEqual({ ok: true, status: 200 });
    expect([resolved, site.asked[0]!.headers.host]).toEqual([
      ['a.example'],
      `a.example:${site.port}`,
    ]);
  });

  it('ends at the time-out', async () => {
    const site = await serve(() => {
      deadline.abort();
    });
    expect(await ask(site.at('/'))).toEqual(fault('timeout'));
  });

  it('tells a closed port, a name that is none and a dropped connection', async () => {
    const site = await serve((req) => {
      req.socket.destroy();
    });
    expect(await ask(site.at('/'))).toEqual(fault('network'));
    expect(await ask('http://khong-co.invalid/')).toEqual(fault('name'));
    const closed = await serve(answering(200));
    servers.splice(servers.length - 1, 1)[0]!.close();
    expect(await ask(closed.at('/'))).toEqual(fault('network'));
  });

  it('puts the work down when the server stops', async () => {
    const site = await serve(() => {
      stopping.abort();
    });
    await expect(ask(site.at('/'))).rejects.toThrow('aborted');
    await expect(ask(site.at('/'))).rejects.toThrow('aborted');
    expect(site.asked).toHaveLength(1);
  });
});

describe('a host', () => {
  it('is asked one thing at a time with two seconds between, others meanwhile', async () => {
    let open = 0;
    let most = 0;
    const site = await serve((_, res) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        res.writeHead(200).end();
      });
    });
    await Promise.all(['/1', '/2', '/3'].map((path) => ask(site.at(path, 'a.example'))));
    expect([most, slept, site.asked.map((a) => a.at - Date.parse(NOW))]).toEqual([
      1,
      [2_000, 2_000],
      [0, 2_000, 4_000],
    ]);
    await ask(site.at('/', 'b.example'));
    expect(slept).toHaveLength(2);
    now += 2_000;
    await ask(site.at('/', 'a.example'));
    expect(slept).toHaveLength(2);
  });
});

describe('the job', () => {
  const publish = (...sources: readonly string[]) =>
    storage.catalog.saveItems(
      sources.map((source) => aChange(anItem({ state: 'published', publishedAt: NOW, source }))),
    );
  const run = (lawDatabase = '', nationalShelf = ''): Promise<JobOutcome> =>
    checkLinks(
      { catalog: storage.catalog, ask, clock: () => now, lawDatabase, nationalShelf },
      stopping.signal,
    );
  const waiting = async (): Promise<number> =>
    (await storage.catalog.linksToCheck(new Date(now).toISOString(), 1_000)).length;

  it('finds a link broken that is said to be gone on two days, and fine again when it comes back', async () => {
    let status = 404;
    const site = await serve((_, res) => {
      res.writeHead(status).end();
    });
    const [item] = await publish(site.at('/a'));
    expect(await run()).toEqual({ state: 'done' });
    expect(await storage.catalog.brokenLinks(9)).toEqual([]);
    expect(await run()).toEqual({ state: 'done' });
    expect(site.asked).toHaveLength(1);
    now += DAY;
    await run();
    expect(await storage.catalog.brokenLinks(9)).toMatchObject([
      { address: site.at('/a'), status: 404, itemIds: [item!.id], failingSince: NOW },
    ]);
    status = 200;
    now += 3 * DAY;
    await run();
    expect(await storage.catalog.brokenLinks(9)).toEqual([]);
    now += 6 * DAY;
    expect(await waiting()).toBe(0);
    now += DAY;
    expect(await waiting()).toBe(1);
  });

  it('asks the search of the national bookshelf with one title', async () => {
    const site = await serve(answering(200));
    await run('', `${site.at('/quoc-gia')}?tu={q}`);
    expect(site.asked.map((r) => r.url)).toEqual([
      '/quoc-gia?tu=h%C3%B2a%20gi%E1%BA%A3i%20%E1%BB%9F%20c%C6%A1%20s%E1%BB%9F',
    ]);
  });

  it('asks for banners that are on show, and makes kept pages old only when one breaks or comes back', async () => {
    let status = 404;
    const site = await serve((_, res) => {
      res.writeHead(status).end();
    });
    const { catalog } = storage;
    const banner = (id: string, hidden: boolean) =>
      catalog.saveAuthority({
        list: 'banner',
        id,
        rank: 1,
        version: 0,
        changedAt: NOW,
        changedBy: 'x',
        value: {
          alt: 'x',
          address: site.at(`/${id}`),
          group: 'commune',
          from: null,
          to: null,
          hidden,
          picture: { sha256: 'ab'.repeat(32), bytes: 1 },
        },
      });
    await banner('xa', false);
    await banner('an', true);
    const grown = async (days: number): Promise<boolean> => {
      now += days * DAY;
      const before = await catalog.publicRevision();
      await run();
      return (await catalog.publicRevision()) > before;
    };
    expect([await grown(0), await grown(1), await grown(1)]).toEqual([false, true, false]);
    expect((await catalog.brokenLinks(9)).map((l) => [l.address, l.items])).toEqual([
      [site.at('/xa'), 0],
    ]);
    status = 200;
    expect([await grown(7), await grown(7)]).toEqual([true, false]);
    expect(new Set(site.asked.map((a) => a.url))).toEqual(new Set(['/xa']));
  });

  it('asks the law database once, whatever is cited', async () => {
    const site = await serve(answering(404));
    await publish(site.at('/a'));
    await run(`${site.at('/tim')}?so={q}`);
    now += DAY;
    await run(`${site.at('/tim')}?so={q}`);
    expect(site.asked.filter((a) => a.url!.startsWith('/tim')).map((a) => a.url)).toEqual(
      Array(2).fill('/tim?so=14%2F2019%2FQ%C4%90-TTg'),
    );
    expect((await storage.catalog.brokenLinks(9)).map((l) => l.items)).toEqual([1, 0]);
    await run();
    expect(await storage.catalog.brokenLinks(9)).toHaveLength(1);
  });

  it('leaves a silent host in peace for one, three, then seven days', async () => {
    const site = await serve((req) => {
      req.socket.destroy();
    });
    await publish(...Array.from({ length: 6 }, (_, n) => site.at(`/${n}`)));
    const counts: number[] = [];
    const round = async (): Promise<void> => {
      const before = site.asked.length;
      expect(await run()).toEqual({ state: 'done' });
      counts.push(site.asked.length - before);
    };
    await round();
    await publish(site.at('/new'));
    await round();
    now += DAY;
    await round();
    expect(await storage.catalog.brokenLinks(9)).toEqual([]);
    now += 2 * DAY;
    await round();
    now += DAY + 60_000;
    await round();
    expect((await storage.catalog.brokenLinks(9)).map((l) => l.fault)).toEqual(
      Array(6).fill('network'),
    );
    now += 6 * DAY;
    await round();
    now += DAY + 60_000;
    await round();
    // Three silences the first time, then one is enough; nothing at all in between.
    expect(counts).toEqual([3, 0, 1, 0, 1, 0, 1]);
  });

  it('does not take one silent page for a silent host', async () => {
    const site = await serve((req, res) => {
      if (req.url === '/0' || req.url === '/2') req.socket.destroy();
      else res.writeHead(200).end();
    });
    await publish(...[0, 1, 2, 3].map((n) => site.at(`/${n}`)));
    expect(await run()).toEqual({ state: 'done' });
    expect(site.asked).toHaveLength(4);
  });

  it('comes again for what a minute did not suffice for', async () => {
    const site = await serve(answering(200));
    await publish(...Array.from({ length: 40 }, (_, n) => site.at(`/${n}`)));
    expect(await run()).toEqual({
      state: 'retry',
      reason: 'more-links',
      notBefore: new Date(now + 1_000).toISOString(),
    });
    const first = site.asked.length;
    expect(first).toBeLessThan(40);
    expect(await run()).toEqual({ state: 'done' });
    expect(new Set(site.asked.map((a) => a.url)).size).toBe(40);
    expect(site.asked).toHaveLength(40);
  });

  it('that is stopped says nothing about the link it was at and goes on later', async () => {
    const site = await serve(() => {
      stopping.abort();
    });
    await publish(site.at('/a'), site.at('/b'));
    expect(await run()).toEqual({ state: 'handed-back' });
    expect([site.asked.length, await waiting()]).toEqual([1, 2]);
  });

  it('is made once a day, one at a time, by however many workers', async () => {
    const { catalog, queue } = storage;
    const look = (): Promise<void> => submitDailyLinkCheck({ catalog, queue, clock: () => now });
    await Promise.all([look(), look()]);
    expect([await queue.pending(), await catalog.findFact('links-checked-at')]).toEqual([1, NOW]);
    const late = new Date(Date.now() + DAY).toISOString();
    const job = await queue.claim(['check-links'], 'w', late, late);
    expect(job).toMatchObject(checkLinksJob());
    await queue.finish(job!.id, 'w', { state: 'done' });
    now += DAY - 1;
    await look();
    expect(await queue.pending()).toBe(0);
    now += 1;
    await look();
    expect(await queue.pending()).toBe(1);
  });
});

describe('a shelf', () => {
  it.each([
    ['yes', 'unreachable', 'refused'],
    ['no', 'new', null],
  ])('with LINK_CHECK=%s leaves a link to itself %s', async (LINK_CHECK, state, found) => {
    const app = await startTestApp({ settings: { LINK_CHECK, LAW_DATABASE_URL: '' } });
    const inside = await serve(answering(200), { hidden: true });
    const { catalog, queue } = app.shelf.storage;
    await catalog.saveItem(
      aChange(anItem({ state: 'published', publishedAt: NOW, source: inside.at('/') })),
    );
    await queue.submit([checkLinksJob()]);
    await app.settle();
    expect(await catalog.linksToCheck('9999', 9)).toMatchObject([{ state, fault: found }]);
    expect([await queue.pending(), inside.asked]).toEqual([0, []]);
    await app.close();
  });
});
