import { ask, postForm, type Answer } from '../../support/ask.ts';
import { parseExposition, type Family } from '../../support/audit/exposition.ts';
import { aJob, aChange, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { until } from '../../support/shelf-process.ts';

const TOKEN = 'một thẻ bài dài 77';
const BEARER = { authorization: `Bearer ${encodeURIComponent(TOKEN)}` };

describe('without a token', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ settings: { TRUST_PROXY: '1' } });
  });
  afterAll(() => app.close());
  const look = (headers: Record<string, string> = {}, path = '/metrics'): Promise<Answer> =>
    ask(app.base, path, { headers });
  const read = async (): Promise<ReadonlyMap<string, Family>> => {
    const answer = await look();
    expect([
      answer.status,
      answer.headers['content-type'],
      answer.headers['cache-control'],
    ]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8', 'no-store']);
    return parseExposition(answer.html);
  };
  const valueOf = (
    families: ReadonlyMap<string, Family>,
    name: string,
    labels: Record<string, string> = {},
  ): number | undefined =>
    families
      .get(name.replace(/_(?:bucket|count|sum)$/u, ''))
      ?.samples.find(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
      )?.value;

  it('is told to this machine alone; for others the address does not exist', async () => {
    expect((await look()).status).toBe(200);
    const none = await look({}, '/khong-co');
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 proxy' },
      { 'x-real-ip': '127.0.0.1' },
      { host: 'tusach.example.vn' },
      { host: 'localhost.example.vn' },
    ]) {
      const answer = await look(headers);
      expect([headers, answer.status, answer.heading]).toEqual([headers, 404, none.heading]);
    }
    for (const path of ['/metrics/x', '/metrics/'])
      expect((await look({ via: '1' }, path)).status).toBe(404);
    expect((await postForm(app.base, '/metrics', {})).status).toBe(404);
  });

  it('counts answers by class and route, however addresses are typed', async () => {
    const item = await app.shelf.storage.catalog.saveItem(aChange(anItem({ state: 'draft' })));
    const before = await read();
    for (let n = 0; n < 20; n++) {
      await look({}, `/tai-lieu/khong-co-${n}`);
      await look({}, `/tai-lieu/${item.id}?x=${n}`);
      await look({}, `/khong/co/${n}`);
    }
    await look({}, '/');
    await look({}, '/');
    await look({}, '/healthz');
    const after = await until('the counts', 5_000, async () => {
      const now = await read();
      const seen = valueOf(now, 'shelf_request_duration_seconds_count', { route: '/healthz' });
      return seen !== undefined && now;
    });
    const grown = (name: string, labels: Record<string, string>): number =>
      (valueOf(after, name, labels) ?? 0) - (valueOf(before, name, labels) ?? 0);
    expect(grown('shelf_requests_total', { class: '4xx' })).toBe(60);
    const routes = after
      .get('shelf_request_duration_seconds')!
      .samples.map(({ labels }) => labels['route']!);
    expect(routes.join()).not.toMatch(/khong|x=|\?/u);
    expect(new Set(routes).size).toBeLessThan(20);
    expect(new Set(routes)).toContain('kept');
  });

  it('tells of jobs, the index, the storage, sign-ins, memory and the event loop', async () => {
    const { queue } = app.shelf.storage;
    await app.settle();
    await queue.submit([aJob({ kind: 'extract' }), aJob({ kind: 'extract' })]);
    await app.signIn();
    await postForm(app.base, '/dang-nhap', { username: 'admin', password: 'sai' });
    await read();
    const found = await until('a measured event loop', 5_000, async () => {
      const now = await read();
      return now.has('shelf_event_loop_delay_seconds') && now;
    });
    expect(valueOf(found, 'shelf_jobs', { kind: 'extract', state: 'waiting' })).toBe(2);
    expect(
      valueOf(found, 'shelf_job_oldest_waiting_seconds', { kind: 'extract' }),
    ).toBeGreaterThanOrEqual(0);
    expect(valueOf(found, 'shelf_sign_ins_total', { outcome: 'done' })).toBe(1);
    expect(valueOf(found, 'shelf_sign_ins_total', { outcome: 'failed' })).toBe(1);
    for (const name of ['shelf_index_lag_items', 'shelf_security_events_missed_total'])
      expect([name, valueOf(found, name)]).toEqual([name, 0]);
    for (const name of ['shelf_storage_up', 'shelf_index_up'])
      expect([name, valueOf(found, name)]).toEqual([name, 1]);
    for (const [name, labels] of [
      ['shelf_database_bytes', {}],
      ['shelf_process_memory_bytes', { area: 'resident' }],
      ['shelf_event_loop_delay_seconds', { quantile: '0.99' }],
    ] as const)
      expect([name, (valueOf(found, name, labels) ?? 0) > 0]).toEqual([name, true]);
    expect(valueOf(found, 'shelf_page_cache_bytes')).toBeGreaterThanOrEqual(0);
  });

  it('tells what it can where the storage cannot be asked', async () => {
    const { queue } = app.shelf.storage;
    const { census } = queue;
    Object.assign(queue, { census: () => Promise.reject(new Error('gone')) });
    const found = await read();
    Object.assign(queue, { census });
    expect(valueOf(found, 'shelf_storage_up')).toBe(0);
    expect(found.has('shelf_process_memory_bytes')).toBe(true);
    expect(found.has('shelf_jobs')).toBe(false);
  });
});

describe('with a token', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      settings: { METRICS_TOKEN: encodeURIComponent(TOKEN), ACCESS_LOG: 'yes', LOG_LEVEL: 'info' },
    });
  });
  afterAll(() => app.close());
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await ask(app.base, '/metrics', { headers })).status;

  it('is told to whoever shows it, from anywhere, and to nobody else', async () => {
    expect(await status({ ...BEARER, host: 'tusach.example.vn', via: '1.1 proxy' })).toBe(200);
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `${BEARER.authorization}x`,
      BEARER.authorization.slice(0, -1),
      BEARER.authorization.replace('Bearer', 'Basic'),
      `Bearer ${'x'.repeat(15_000)}`,
    ])
      expect([authorization, await status({ authorization })]).toEqual([authorization, 404]);
    expect(await status({})).toBe(404);
  });

  it('an access log has the request’s id that the security log has, and nobody in it', async () => {
    const answer = await postForm(app.base, '/dang-nhap', { username: 'admin', password: 'sai' });
    const id = answer.headers['x-request-id'];
    const lines = await until('the line of the answer', 5_000, () => {
      const found = app.logged.filter(({ requestId }) => requestId === id);
      return found.length === 2 && found;
    });
    const [security, access] = ['security', 'access'].map((name) =>
      lines.find(({ log }) => log === name),
    );
    expect(security).toMatchObject({ kind: 'sign-in-failed', address: expect.any(String) });
    expect(access).toMatchObject({ method: 'POST', route: '/dang-nhap', status: 401 });
    expect(JSON.stringify(access)).not.toMatch(/127\.0\.0\.1|admin/u);
  });
});

describe('the strict reader', () => {
  it.each([
    ['x_total 1\n', /out of place/u],
    ['# HELP a b\na 1\n', /no TYPE/u],
    ['# HELP a b\n# TYPE a gauge\nb 1\n', /stands among/u],
    ['# HELP a b\n# TYPE a gauge\na{x="1"} 1\na{x="1"} 2\n', /twice/u],
    ['# HELP a b\n# TYPE a gauge\na{x="1} 1\n', /no sample/u],
    ['# HELP a b\n# TYPE a gauge\na 1', /does not end/u],
    ['# HELP a b\n# TYPE a counter\na 1\n', /no counter/u],
    [
      '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
      /out of order/u,
    ],
  ])('refuses %j', (text, why) => {
    expect(() => parseExposition(text)).toThrow(why);
  });
});
