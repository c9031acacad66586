import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const get = (path: string): Promise<Answer> => ask(app.base, path);
beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

describe('the ways into the shelf', () => {
  it('shows a search box, subjects with counts, genres, audiences and the newest items at home', async () => {
    const home = await get('/');
    expect(home.status).toBe(200);
    expect(home.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(home.all('html')[0]?.attribs['lang']).toBe('vi');
    expect(home.all('form').some((f) => f.attribs['action'] === '/tim-kiem')).toBe(true);
    expect(home.words).toContain('Tủ sách pháp luật điện tử');
    expect(
      home.links.filter((l) => /^\/chu-de\/\d\d$/u.test(l.href)).length,
    ).toBeGreaterThanOrEqual(8);
    expect(home.links.filter((l) => l.href.startsWith('/the-loai/')).length).toBeGreaterThanOrEqual(
      6,
    );
    expect(
      home.links.filter((l) => l.href.startsWith('/doi-tuong/')).length,
    ).toBeGreaterThanOrEqual(4);
    expect(
      new Set(home.links.filter((l) => l.href.startsWith('/tai-lieu/')).map((l) => l.href)).size,
    ).toBeGreaterThanOrEqual(6);
  });

  it('gives every link of the home page an answer', async () => {
    const links = [
      ...new Set((await get('/')).links.map((l) => l.href).filter((h) => h.startsWith('/'))),
    ];
    const answers = await Promise.all(links.map(async (href) => [href, (await get(href)).status]));
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('lists all 45 subjects with their counts', async () => {
    const page = await get('/chu-de');
    expect(page.heading).toBe('Tất cả chủ đề');
    const linked = new Set(page.links.map((l) => l.href).filter((h) => /^\/chu-de\/\d\d$/u.test(h)))
      .size;
    // A subject without items is named, but leads nowhere.
    expect(linked + page.words.split('chưa có').length - 1).toBe(45);
    expect(linked).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ['/chu-de/11', 'Đất đai', 'Hỏi đáp Luật Đất đai năm 2024 dành cho người dân'],
    ['/the-loai/video', 'Video', 'Trợ giúp pháp lý: không mất tiền'],
    ['/doi-tuong/hoc-sinh', 'Học sinh', 'Bài thi tìm hiểu pháp luật trong trường học'],
    ['/don-vi/xa-muong-khe', 'Ủy ban nhân dân xã Mường Khe', 'Hàng rào đá ở Mường Khe'],
    [
      '/van-ban/31%2F2024%2FQH15',
      'Tài liệu dẫn văn bản 31/2024/QH15',
      'Hỏi đáp Luật Đất đai năm 2024 dành cho người dân',
    ],
    ['/van-ban/31%2F2024%2Fqh15', '31/2024', 'Hỏi đáp Luật Đất đai năm 2024 dành cho người dân'],
  ])('lists the items of %s', async (path, heading, title) => {
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.heading).toContain(heading);
    expect((await get(page.link(title))).heading).toBe(title);
  });

  it('walks the newest list to its end, every item once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/moi';
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const page: Answer = await get(path);
      expect(page.status).toBe(200);
      seen.push(
        ...new Set(page.links.map((l) => l.href).filter((h) => h.startsWith('/tai-lieu/'))),
      );
      path = page.links.find((l) => l.rel === 'next')?.href;
    }
    const published = await app.shelf.storage.catalog.countItems(['published']);
    expect(published).toBeGreaterThan(20);
    expect([seen.length, new Set(seen).size]).toEqual([published, published]);
  });

  it('says kindly that a subject or a law has no items yet', async () => {
    const used = new Set((await get('/chu-de')).links.map((l) => l.href));
    const none = SUBJECTS.find(({ code }) => !used.has(`/chu-de/${code}`));
    for (const path of [...(none ? [`/chu-de/${none.code}`] : []), '/van-ban/999%2F2099%2FQH99']) {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.words).toContain('Chưa có tài liệu nào ở đây.');
    }
  });

  it('answers about and help', async () => {
    expect((await get('/gioi-thieu')).heading).toBe('Giới thiệu tủ sách');
    expect((await get('/tro-giup')).heading).not.toBe('');
    expect((await get('/tai-lieu')).headers.location).toBe('/moi');
  });

  it('suggests titles while typing, with or without diacritics', async () => {
    const suggestions = async (q: string): Promise<string[]> =>
      (await get(`/goi-y?q=${encodeURIComponent(q)}`)).json<{ suggestions: string[] }>()
        .suggestions;
    expect((await suggestions('cam nang hoa')).join('\n')).toContain('hòa giải ở cơ sở');
    expect((await suggestions('Cẩm nang')).length).toBeGreaterThan(0);
    for (const odd of ['', '"', '%', '*', ' ', 'x'.repeat(5_000)])
      expect(Array.isArray(await suggestions(odd))).toBe(true);
  });

  it('tells machines that it lives and what not to read', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({
      status: 'ok',
      pendingJobs: 0,
      search: 'whole',
    });
    expect((await get('/robots.txt')).html).toContain('Disallow: /can-bo');
  });
});

describe('addresses that lead nowhere', () => {
  it.each([
    '/khong-co',
    '/chu-de/99',
    '/chu-de/abc',
    '/the-loai/khong',
    '/doi-tuong/khong',
    '/don-vi/khong',
    '/tai-lieu/0000000000000',
    '/tai-lieu/0000000000000/trang/1',
    '/tai-lieu/0000000000000/chuong/1',
    '/tai-lieu/0000000000000/xem',
    '/tai-lieu/0000000000000/in',
    '/tai-lieu/0000000000000/tim?q=a',
    '/tai-lieu/0000000000000/doc',
    '/tep/0000000000000',
    '/tep/0000000000000/trang/1.webp',
    '/tep/0000000000000/bia.webp',
    '/tep/0000000000000/phu-de.vtt',
    '/tep/0000000000000/anh/x.png',
    '/tai-lieu/%E0%A4%A',
    '/%',
    '/tep/%ff',
    '/van-ban/%zz',
    '/tai-lieu/..%2f..%2fetc',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/khong.css',
  ])('answers 404 with a page in Vietnamese at %s', async (path) => {
    const page = await get(path);
    expect(page.status).toBe(404);
    expect(page.heading).toMatch(/^(?:Không tìm thấy|Chưa tìm thấy|Không có)/u);
    expect(page.link('Chủ đề')).toBe('/chu-de');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.html).not.toMatch(/Error|at .*\.ts|ENOENT|undefined/u);
  });

  it('keeps the reader on the way with a search box', async () => {
    expect(
      (await get('/khong-co')).all('form').some((f) => f.attribs['action'] === '/tim-kiem'),
    ).toBe(true);
  });

  it('refuses a cursor nobody gave out without falling over', async () => {
    for (const path of [
      '/moi?sau=abc',
      '/tim-kiem?q=a&sau=%FF',
      '/van-ban/1?sau=e30',
      '/moi?sau=WzEsMl0',
    ]) {
      const page = await get(path);
      expect([400, 404, 200]).toContain(page.status);
      expect(page.words).not.toContain('Máy chủ gặp sự cố');
    }
    expect(app.logged).toEqual([]);
  });
});
