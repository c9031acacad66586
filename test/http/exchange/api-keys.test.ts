import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { stampRecords } from '#server/exchange/actions/stamp-records.ts';
import { keyOf } from '#server/exchange/api-client.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { nextId, NOW } from '../../support/builders.ts';
import { publishCopies, publishItems } from '../../support/publish-items.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const HOSTILE = 'Sổ tay <&"]]></script>\u0000\ud800\u2028\n hết';

let app: TestApp;
let cookie: string;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, `/api/v1/${path}`, { headers });
const withKey = (key: string) => ({ authorization: `Bearer ${key}` });
const catalog = () => app.shelf.storage.catalog;

/** Has the administrator issue a key; gives it as the page shows it. */
async function issue(perMinute = '600', name = 'Cổng tỉnh'): Promise<{ id: string; key: string }> {
  const form = { name, unit: 'Văn phòng UBND tỉnh', perMinute };
  const answer = await postForm(app.base, '/can-bo/khoa-api', form, { cookie });
  const key = answer.texts('code').find((text) => /^tspl_\w+$|^tspl_[\w-]{40,}$/u.test(text))!;
  return { id: key.split('_')[1]!, key };
}

beforeAll(async () => {
  app = await startTestApp({ demo: true, settings: { API_LIMIT: '40' } });
  cookie = await app.signIn();
  const saved = await publishItems(app, [{ item: { title: HOSTILE, abstract: HOSTILE } }]);
  await stampRecords({ catalog: catalog(), now: app.shelf.steadyNow }, [saved[0]!.id]);
  // What was stamped a moment ago is told two seconds later.
  setClock(new Date(Date.now() + 10_000).toISOString());
});
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
});

describe('a key', () => {
  it('is shown once, kept as a hash only, and known in the list by its beginning', async () => {
    const { id, key } = await issue('600', 'Thư viện quốc gia');
    const stored = (await catalog().findAuthority('api-client', id))!;
    expect(stored.value.hash).toBe(createHash('sha256').update(key).digest('hex'));
    expect(JSON.stringify(stored)).not.toContain(key.slice(-20));
    const page = await ask(app.base, '/can-bo/khoa-api', { headers: { cookie } });
    expect(page.html).not.toContain(key);
    expect(page.words).toContain('Thư viện quốc gia');
    expect(page.texts('code')).toContain(`tspl_${id}…`);
    expect(page.words).toContain('Chưa dùng lần nào');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('opens the API, which remembers the day', async () => {
    const { key } = await issue('600', 'Hệ thống đọc');
    const answer = await get('items?limit=1', withKey(key));
    expect(answer.status).toBe(200);
    expect(answer.headers['ratelimit-policy']).toBe('"minute";q=600;w=60');
    const page = await ask(app.base, '/can-bo/khoa-api', { headers: { cookie } });
    expect(page.words).toMatch(/Hệ thống đọc[^]*?Dùng lần cuối ngày \d\d\/\d\d\/\d{4}/u);
  });

  it('that is wrong or revoked is refused with a problem', async () => {
    const { id, key } = await issue();
    const wrong = [
      'x',
      `${key}x`,
      key.slice(0, -1),
      keyOf(id, 'A'.repeat(43)),
      keyOf('0000000000000', 'A'.repeat(43)),
      key.replace('tspl', 'TSPL'),
    ];
    for (const one of wrong) {
      const answer = await get('items?limit=1', withKey(one));
      expect([answer.status, answer.json()['code']]).toEqual([401, 'wrong-key']);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
    const answer = await postForm(app.base, `/can-bo/khoa-api/${id}/thu-hoi`, {}, { cookie });
    expect(answer.headers['location']).toContain('thu-hoi');
    expect((await get('items?limit=1', withKey(key))).status).toBe(401);
    const page = await ask(app.base, '/can-bo/khoa-api', { headers: { cookie } });
    expect(page.html).not.toContain(`/can-bo/khoa-api/${id}/thu-hoi`);
    expect(page.words).toContain('Đã thu hồi');
  });

  it('is not issued on half a form, and what was typed stays', async () => {
    for (const [form, field] of [
      [{ name: '', unit: 'A', perMinute: '1' }, 'name'],
      [{ name: 'A', unit: '', perMinute: '1' }, 'unit'],
      [{ name: 'A', unit: 'A', perMinute: '0' }, 'perMinute'],
      [{ name: 'A', unit: 'A', perMinute: '1e3' }, 'perMinute'],
      [{ name: 'A'.repeat(201), unit: 'A', perMinute: '5' }, 'name'],
    ] as const) {
      const answer = await postForm(app.base, '/can-bo/khoa-api', form, { cookie });
      expect(answer.status).toBe(400);
      expect(answer.having('aria-invalid').map((e) => e.attribs['name'])).toEqual([field]);
      expect(answer.value('perMinute')).toBe(form.perMinute);
    }
  });

  it('goes with backups, and opens nothing there', async () => {
    const { id, key } = await issue();
    const records: string[] = [];
    for await (const record of catalog().dump(null)) records.push(JSON.stringify(record));
    expect(records.filter((r) => r.includes(id) && r.includes('"list":"api-client"'))).toHaveLength(
      1,
    );
    expect(records.join('')).not.toContain(key);
  });
});

describe('limits', () => {
  it('hold a key to its own, over all processes, and say when to come again', async () => {
    const { id, key } = await issue('25');
    const statuses: number[] = [];
    let last: Answer | null = null;
    // As many as another process of the shelf gave away in this minute and in the next.
    const minute = Date.now() - (Date.now() % 60_000);
    for (const begins of [minute, minute + 60_000]) {
      const [now, until] = [minute, begins + 60_000].map((ms) => new Date(ms).toISOString());
      await catalog().countTry(`api:${id}:${begins}`, now!, until!, 20);
    }
    for (let n = 0; n < 8; n++) {
      last = await get('items?limit=1', withKey(key));
      statuses.push(last.status);
    }
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(5);
    expect(statuses.at(-1)).toBe(429);
    expect(last!.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(last!.headers['retry-after'])).toBeGreaterThan(0);
    expect(last!.headers['ratelimit']).toMatch(/^"minute";r=0;t=\d+$/u);
    expect(last!.headers['access-control-allow-origin']).toBe('*');
  });

  it('leave the rest to whoever has no key, within a limit for the address', async () => {
    const answers: Answer[] = [];
    for (let n = 0; n < 90; n++) answers.push(await get('subjects'));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.headers['ratelimit-limit']).toBe('40');
    const { key } = await issue();
    expect((await get('subjects', withKey(key))).status).toBe(200);
    const preflight = await ask(app.base, '/api/v1/items', { method: 'OPTIONS' });
    expect(preflight.headers['access-control-allow-headers']).toContain('Authorization');
    expect((await ask(app.base, '/')).status).toBe(200);
  });
});

describe('the export of all records', () => {
  const linesOf = (answer: Answer): Record<string, unknown>[] =>
    answer.html
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is for clients with a key', async () => {
    const { key } = await issue();
    const answer = await get('items.ndjson', withKey(key));
    expect(answer.status).toBe(200);
    const without = await ask(app.base, '/api/v1/items.ndjson', {
      headers: { 'x-forwarded-for': '203.0.113.7' },
    });
    expect([401, 429]).toContain(without.status);
  });

  it('has one record a line, whatever stands in its title, whole and zipped', async () => {
    const { key } = await issue();
    const answer = await get('items.ndjson', withKey(key));
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(String(answer.headers['x-updated-until'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    const records = linesOf(answer);
    expect(records).toHaveLength(await catalog().countItems(['published']));
    const hostile = records.find(({ title }) => String(title).startsWith('Sổ tay <'))!;
    // MongoDB keeps the sign for what is no letter in its place.
    expect(String(hostile['title']).replace('\ufffd', '')).toBe(
      'Sổ tay <&"]]></script>\u2028\n hết',
    );
    const zipped = await get('items.ndjson', { ...withKey(key), 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).equals(answer.body)).toBe(true);
    const one = records.find(({ identifier }) => identifier === 'DEMO-0001')!;
    expect((await get(`items/${String(one['id'])}`, withKey(key))).json()).toEqual(one);
    const head = await ask(app.base, '/api/v1/items.ndjson', {
      method: 'HEAD',
      headers: withKey(key),
    });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await get('items.ndjson?updatedSince=hom-qua', withKey(key))).status).toBe(400);
  });
});

describe('an export that is read slowly', () => {
  const COPIES = 1_200;

  it('waits for its reader instead of filling the memory', async () => {
    const abstract = 'Giới thiệu nội dung chính của tài liệu. '.repeat(200);
    const ids = Array.from({ length: COPIES }, () => nextId());
    await publishCopies(
      app,
      { abstract },
      ids.map((id) => ({ id, title: `Bản ${id}`, issued: null, publishedAt: NOW })),
    );
    const row = { stamp: '2026-05-12T03:00:00Z', deleted: false, sets: [], digest: '0'.repeat(64) };
    await catalog().saveHarvestRows(ids.map((itemId) => ({ ...row, itemId })));
    const pages = jest.spyOn(catalog(), 'listHarvestRows');
    const { key } = await issue();
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${app.base}/api/v1/items.ndjson`, { headers: withKey(key) }, resolve)
        .on('error', reject)
        .end();
    });
    answer.pause();
    // What the line and the buffers take is taken; then no further page is read.
    let read = -1;
    while (read !== pages.mock.calls.length) {
      read = pages.mock.calls.length;
      for (let turn = 0; turn < 3_000; turn++) await new Promise(setImmediate);
    }
    expect(read).toBeLessThan(COPIES / 100);
    let lines = 0;
    for await (const chunk of answer) for (const byte of chunk as Buffer) if (byte === 10) lines++;
    expect(lines).toBe(await catalog().countItems(['published']));
    pages.mockRestore();
  });
});
