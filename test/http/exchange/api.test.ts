import { jest } from '@jest/globals';
import { ask, type Answer } from '../../support/ask.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

interface ApiItem {
  id: string;
  identifier: string;
  title: string;
  updatedAt: string;
  url: string;
  attachments: { id: string; sha256: string; bytes: number; url: string | null }[];
}
interface ApiHit {
  id: string;
  title: string;
  url: string;
  passages: { locator: string; snippet: { text: string; mark: boolean }[]; url: string }[];
}

let app: TestApp;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, `/api/v1/${path}`, { headers });
const items = async (path: string): Promise<{ items: ApiItem[]; next: string | null }> =>
  (await get(path)).json();

beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

describe('items', () => {
  it('are listed by keyset to the end, each once, oldest change first', async () => {
    const seen: ApiItem[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: { items: ApiItem[]; next: string | null } = await items(
        `items?limit=5${after === '' ? '' : `&after=${after}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(5);
      seen.push(...page.items);
      after = page.next;
    }
    expect(seen.map((i) => i.identifier).toSorted()).toEqual(
      Array.from(
        { length: await app.shelf.storage.catalog.countItems(['published']) },
        (_, i) => `DEMO-${String(i + 1).padStart(4, '0')}`,
      ),
    );
    expect(seen.map((i) => i.updatedAt)).toEqual(seen.map((i) => i.updatedAt).toSorted());
    expect((await items('items?limit=100')).items.map((i) => i.id)).toEqual(seen.map((i) => i.id));
  });

  it('can be asked for from an instant on', async () => {
    const all = (await items('items?limit=100')).items;
    // What was stamped a moment ago is told two seconds later.
    setClock(new Date(Date.now() + 60_000).toISOString());
    const since = all[10]!.updatedAt;
    const changed = (await items(`items?limit=100&updatedSince=${since}`)).items.map((i) => i.id);
    expect(changed).toEqual(
      expect.arrayContaining(all.filter((i) => i.updatedAt >= since).map((i) => i.id)),
    );
    expect((await items('items?updatedSince=2999-01-01')).items).toEqual([]);
    expect(
      (await items('items?limit=100&updatedSince=2020-01-01T00:00:00%2B07:00')).items,
    ).toHaveLength(all.length);
    expect((await items(`items?updatedSince=${new Date().toISOString()}`)).items).toEqual([]);
    jest.useRealTimers();
  });

  it('have whole records whose addresses work', async () => {
    const [first] = (await items('items?limit=1')).items;
    const one = (await get(`items/${first!.id}`)).json<ApiItem>();
    expect(one).toEqual(first);
    expect((await ask(app.base, new URL(one.url).pathname)).heading).toBe(one.title);
    const file = await ask(app.base, new URL(one.attachments[0]!.url!).pathname);
    expect([file.headers.etag, file.body.length]).toEqual([
      `"${one.attachments[0]!.sha256}"`,
      one.attachments[0]!.bytes,
    ]);
  });

  it('give their text in order, page by page', async () => {
    const { id } = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!;
    const texts: { locator: string; text: string; url: string }[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: { passages: typeof texts; next: string | null } = (
        await get(`items/${id}/passages?limit=40${after === '' ? '' : `&after=${after}`}`)
      ).json();
      texts.push(...page.passages);
      after = page.next;
    }
    const stored = await app.shelf.storage.catalog.listPassages(id, null, 5_000);
    expect(texts.map((t) => t.text)).toEqual(stored.map((p) => p.text));
    const place = texts[50]!;
    expect(place.locator).toMatch(/^p\d+$/u);
    expect((await ask(app.base, new URL(place.url).pathname)).status).toBe(200);
  });
});

describe('search', () => {
  it('answers items with their best passages, marked, and facets', async () => {
    const answer = (await get(`search?q=${encodeURIComponent('hòa giải viên')}&limit=5`)).json<{
      query: string;
      total: number;
      items: ApiHit[];
      facets: Record<string, { value: string; count: number }[]>;
    }>();
    expect(answer.query).toBe('hòa giải viên');
    expect(answer.total).toBeGreaterThan(0);
    const [hit] = answer.items;
    expect(hit!.title).toBe('Cẩm nang hòa giải ở cơ sở');
    expect(hit!.passages.length).toBeLessThanOrEqual(3);
    expect(
      hit!.passages[0]!.snippet.filter((r) => r.mark)
        .map((r) => r.text.toLowerCase())
        .join(' '),
    ).toContain('hòa');
    const { pathname, search } = new URL(hit!.passages[0]!.url);
    expect((await ask(app.base, pathname + search)).marks.length).toBeGreaterThan(0);
    expect(answer.facets['subjects']!.length).toBeGreaterThan(0);
  });

  it('walks to the end without repeats, and filters as the page does', async () => {
    const seen: string[] = [];
    let after: string | null = '';
    let total = 0;
    while (after !== null) {
      const page: { items: ApiHit[]; next: string | null; total: number } = (
        await get(
          `search?q=luat&limit=3${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
        )
      ).json();
      seen.push(...page.items.map((i) => i.id));
      ({ total } = page);
      after = page.next;
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
    expect(
      (await get('search?hieu-luc=het')).json<{ items: ApiHit[] }>().items.map((i) => i.title),
    ).toContain('Sổ tay Luật Đất đai năm 2013 cho người dân');
    expect((await get(`search?q=${'a'.repeat(10_000)}`)).status).toBe(200);
  });
});

it('the lists of codes are complete', async () => {
  const list = async <T>(name: string): Promise<T[]> =>
    (await get(name)).json<Record<string, T[]>>()[name]!;
  expect(await list('subjects')).toHaveLength(45);
  expect((await list<{ code: string }>('genres')).map((g) => g.code)).toContain('cam-nang');
  expect((await list<{ code: string }>('audiences')).map((a) => a.code)).toContain('nguoi-dan');
  expect((await list<{ id: string }>('units')).map((u) => u.id).toSorted()).toEqual([
    'so-tu-phap',
    'xa-muong-khe',
  ]);
});

describe('for other programs', () => {
  it('is open to every origin, has ETags and says when nothing has changed', async () => {
    for (const path of ['items?limit=2', 'subjects', 'genres', 'openapi.json']) {
      const answer = await get(path, { origin: 'https://khac.example' });
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'content-type': 'application/json; charset=utf-8',
        'cross-origin-resource-policy': 'cross-origin',
      });
      expect((await get(path, { 'if-none-match': answer.headers.etag! })).status).toBe(304);
      expect((await get(path, { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br');
    }
    const before = await ask(app.base, '/api/v1/items', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://khac.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    });
    expect([
      before.status,
      before.headers['access-control-allow-methods'],
      before.headers['access-control-allow-headers'],
    ]).toEqual([204, 'GET, HEAD, OPTIONS', 'Authorization, If-None-Match']);
    expect((await ask(app.base, '/api/v1/items', { method: 'HEAD' })).body).toHaveLength(0);
  });

  it.each<[string, number, string]>([
    ['items?limit=0', 400, 'invalid-input'],
    ['items?limit=101', 400, 'invalid-input'],
    ['items?limit=abc', 400, 'invalid-input'],
    ['items?limit=-1', 400, 'invalid-input'],
    ['search?limit=1000', 400, 'invalid-input'],
    ['items/0000000000000', 404, 'item-not-found'],
    ['items/0000000000000/passages', 404, 'item-not-found'],
    ['khong-co', 404, 'page-not-found'],
    ['items?after=abc', 400, 'invalid-cursor'],
    ['items?updatedSince=hom-qua', 400, 'invalid-input'],
    ['items?updatedSince=2026-13-45', 400, 'invalid-input'],
    ['items/%ff', 404, 'page-not-found'],
    ['', 404, 'page-not-found'],
  ])('refuses %s with a problem', async (path, status, code) => {
    const answer = await get(path);
    expect([
      answer.status,
      answer.headers['content-type'],
      answer.headers['access-control-allow-origin'],
    ]).toEqual([status, 'application/problem+json; charset=utf-8', '*']);
    expect(answer.json()).toMatchObject({
      type: 'about:blank',
      status,
      code,
      title: expect.stringMatching(/\p{L}/u),
    });
  });

  it('names the faulty field', async () => {
    expect((await get('items?limit=0')).json()).toMatchObject({
      fields: { limit: 'limit là số từ 1 đến 100.' },
    });
  });

  it('is only read, whoever asks', async () => {
    const cookie = await app.signIn();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await ask(app.base, '/api/v1/items', {
        method,
        headers: { origin: app.base, cookie },
      });
      expect([method, answer.status, answer.json()['code']]).toEqual([
        method,
        405,
        'method-not-allowed',
      ]);
    }
  });
});
