import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { dayBefore, type VisitSums } from '#server/figures/visit.ts';
import { ask, type Answer, type Asking } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const BROWSER =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36';
const NONE: VisitSums = { view: 0, read: 0, download: 0, play: 0, embed: 0 };

let app: TestApp;
let today: string;
let next = 1;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
  today = dayInVietnam(app.shelf.actions.now());
});
afterAll(() => app.close());

const get = (path: string, asking: Asking = {}): Promise<Answer> =>
  ask(app.base, path, { ...asking, headers: { 'user-agent': BROWSER, ...asking.headers } });
const catalog = () => app.shelf.storage.catalog;
const itemOf = async (identifier: string) => (await catalog().findItemByIdentifier(identifier))!;
/** A demo item that no other test has visited. */
const fresh = (): Promise<Awaited<ReturnType<typeof itemOf>>> =>
  itemOf(`DEMO-00${String(next++).padStart(2, '0')}`);
const visits = async (itemId: string | null): Promise<VisitSums> => {
  await app.flushVisits();
  return catalog().sumVisits(itemId, { from: today, to: '9999-12-31' });
};
/** A streamed file ends for its reader a moment before it ends for the server. */
const downloadsOf = async (itemId: string): Promise<number> => {
  for (let turn = 0; turn < 1_000 && (await visits(itemId)).download === 0; turn += 1)
    await new Promise((r) => {
      setImmediate(r);
    });
  return (await visits(itemId)).download;
};

describe('a visit', () => {
  it('of the page, its text, its file, its recording counts under its item', async () => {
    const [pdf, video] = [await itemOf('DEMO-0001'), await itemOf('DEMO-0006')];
    next = 7;
    for (const path of ['', `/${pdf.slug}`, '/trang/1', '/trang/2?xem=chu', '/in'])
      await get(`/tai-lieu/${pdf.id}${path}`);
    await get(`/tep/${pdf.attachments[0]!.id}?tai-ve=1`);
    expect(await downloadsOf(pdf.id)).toBe(1);
    expect(await visits(pdf.id)).toEqual({ view: 2, read: 3, download: 1, play: 0, embed: 0 });
    await get(`/tai-lieu/${video.id}/xem`);
    await get(`/tep/${video.attachments[0]!.id}`, {
      headers: { range: 'bytes=0-', 'sec-fetch-dest': 'video' },
    });
    await get(`/tep/${video.attachments[0]!.id}`, { headers: { range: 'bytes=0-99' } });
    expect(await visits(video.id)).toEqual({ ...NONE, play: 1 });
  });

  it('of a kept page counts as well, and of one the reader still has', async () => {
    const { id } = await fresh();
    const first = await get(`/tai-lieu/${id}`);
    await get(`/tai-lieu/${id}`);
    expect(
      (await get(`/tai-lieu/${id}`, { headers: { 'if-none-match': first.headers.etag! } })).status,
    ).toBe(304);
    expect(await visits(id)).toEqual({ ...NONE, view: 3 });
  });

  it('of other pages counts for the shelf alone', async () => {
    const { id } = await fresh();
    const before = await visits(null);
    for (const path of [
      '/',
      '/moi',
      '/tim-kiem?q=luat',
      `/tai-lieu/${id}/chia-se`,
      `/tai-lieu/${id}/tim?q=luat`,
    ])
      await get(path);
    expect(await visits(null)).toEqual({ ...before, view: before.view + 5 });
    expect(await visits(id)).toEqual(NONE);
  });

  it.each<[string, Asking]>([
    ['HEAD', { method: 'HEAD' }],
    [
      'a search engine',
      {
        headers: {
          'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
        },
      },
    ],
    [
      'Cốc Cốc’s robot',
      {
        headers: {
          'user-agent':
            'Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)',
        },
      },
    ],
    ['a preview of a shared link', { headers: { 'user-agent': 'facebookexternalhit/1.1' } }],
    ['a program', { headers: { 'user-agent': 'curl/8.5.0' } }],
    ['nobody by name', { headers: { 'user-agent': '' } }],
    ['a page fetched ahead', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['an old browser fetching ahead', { headers: { purpose: 'prefetch' } }],
    ['a script', { headers: { 'sec-fetch-dest': 'empty' } }],
  ])('is not counted for %s', async (_, asking) => {
    const { id, attachments } = await fresh();
    const before = await visits(null);
    for (const path of ['/', `/tai-lieu/${id}`, `/tai-lieu/${id}`, `/tep/${attachments[0]!.id}`])
      await get(path, asking);
    expect(await visits(null)).toEqual(before);
  });

  it('is not counted for staff, the sign-in form, errors, redirects, pictures and feeds', async () => {
    const { id, attachments } = await fresh();
    const before = await visits(null);
    const cookie = await app.signIn();
    for (const path of ['/', `/tai-lieu/${id}`, '/can-bo', `/tep/${attachments[0]!.id}`])
      expect((await get(path, { headers: { cookie } })).status).toBe(200);
    for (const path of [
      '/dang-nhap',
      '/khong-co',
      '/tai-lieu/0000000000000',
      '/can-bo',
      `/tai-lieu/${id}/doc`,
      `/tep/${attachments[0]!.id}/bia.webp`,
      '/feed.xml',
      '/robots.txt',
      '/healthz',
      '/api/v1/items',
      `/tai-lieu/${id}/ma-qr.svg`,
    ])
      await get(path);
    expect(await visits(null)).toEqual(before);
  });
});

describe('the figures', () => {
  it('of whole days stand in the footer and on the item; today’s make no kept page stale', async () => {
    const [item, yesterday] = [await itemOf('DEMO-0030'), dayBefore(today, 1)];
    const path = `/tai-lieu/${item.id}`;
    await catalog().addVisits([
      { day: yesterday, itemId: item.id, kind: 'view', count: 1_200 },
      { day: dayBefore(today, 40), itemId: item.id, kind: 'read', count: 34 },
      { day: yesterday, itemId: '', kind: 'view', count: 10 },
    ]);
    const other = await startTestApp();
    try {
      await other.shelf.storage.catalog.addVisits([
        { day: yesterday, itemId: '', kind: 'view', count: 1_210 },
        { day: dayBefore(today, 40), itemId: '', kind: 'read', count: 34 },
        { day: today, itemId: '', kind: 'view', count: 5 },
      ]);
      expect((await ask(other.base, '/')).words).toMatch(
        /Lượt xem 30 ngày 1\.210\s*Tất cả lượt xem 1\.244\s*Tính đến hết ngày \d\d\/\d\d\/\d{4}/u,
      );
    } finally {
      await other.close();
    }
    const page = await get(path);
    expect(page.words).toMatch(/Lượt xem1\.234, tính đến hết ngày \d\d\/\d\d\/\d{4}/u);
    await app.flushVisits();
    expect((await get(path, { headers: { 'if-none-match': page.headers.etag! } })).status).toBe(
      304,
    );
  });

  it('are left out while there are none', async () => {
    const empty = await startTestApp();
    try {
      expect((await ask(empty.base, '/')).words).not.toContain('Lượt xem');
    } finally {
      await empty.close();
    }
  });

  it('stand on the work page with what is read most, and on each record', async () => {
    const item = await itemOf('DEMO-0031');
    await catalog().addVisits([
      { day: dayBefore(today, 1), itemId: item.id, kind: 'play', count: 98_765 },
      { day: dayBefore(today, 1), itemId: 'khong-con', kind: 'view', count: 99_999 },
    ]);
    const cookie = await app.signIn();
    const work = await get('/can-bo', { headers: { cookie } });
    const row = work.texts('tr').find((r) => r.startsWith(item.title))!;
    expect(row).toContain('98.765');
    expect(work.words).not.toContain('khong-con');
    expect(
      (await get(`/can-bo/tai-lieu/${item.id}`, { headers: { cookie } })).texts('tr'),
    ).toContain('Nghe, xem98.76598.765');
  });
});
