import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (
  path: string,
  mine = true,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => ask(app.base, path, { headers: { ...(mine ? { cookie } : {}), ...headers } });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const PAGE = {
  title: 'Quy chế khai thác',
  slug: 'quy-che-khai-thac',
  body: '# Điều 1\n\nMở cửa **hằng ngày**.',
  rank: '5',
  hidden: '',
  version: '0',
  viec: 'luu',
};

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('a page that officials write', () => {
  it('is seen before it is saved, then stands at its address, in the site map and beside the introduction', async () => {
    const preview = await post('/can-bo/trang/moi', { ...PAGE, viec: 'xem' });
    expect([
      preview.status,
      preview.texts('h2').includes('Điều 1'),
      preview.texts('strong').includes('hằng ngày'),
      preview.value('body'),
    ]).toEqual([200, true, true, PAGE.body]);
    expect((await get('/trang/quy-che-khai-thac', false)).status).toBe(404);
    expect((await post('/can-bo/trang/moi', PAGE)).headers['location']).toBe(
      '/can-bo/trang/quy-che-khai-thac?bao=da-luu',
    );
    const page = await get('/trang/quy-che-khai-thac', false);
    expect([page.status, page.heading, page.texts('h2').includes('Điều 1')]).toEqual([
      200,
      PAGE.title,
      true,
    ]);
    for (const path of ['/so-do', '/gioi-thieu', '/sitemap/trang.xml'])
      expect([path, (await get(path, false)).html.includes('/trang/quy-che-khai-thac')]).toEqual([
        path,
        true,
      ]);
    const english = await get('/trang/quy-che-khai-thac', false, { cookie: 'giao-dien=en' });
    expect(
      english.having('lang').filter((e) => e.attribs['lang'] === 'vi' && e.name === 'div'),
    ).toHaveLength(1);
  });

  it('never becomes HTML, in the preview, on the page and among its versions', async () => {
    const hostile =
      '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> **<b onmouseover=x>**\n\n- <svg/onload=1>\n\n# </main><h1 id="x">';
    const preview = await post('/can-bo/trang/moi', {
      ...PAGE,
      slug: 'doc-hai',
      title: '<i>Tên</i>',
      body: hostile,
      viec: 'xem',
    });
    await post('/can-bo/trang/moi', {
      ...PAGE,
      slug: 'doc-hai',
      title: '<i>Tên</i>',
      body: hostile,
    });
    for (const page of [
      preview,
      await get('/trang/doc-hai', false),
      await get('/can-bo/trang/doc-hai/ban'),
      await get('/can-bo/trang/doc-hai'),
    ]) {
      expect(page.status).toBe(200);
      expect(page.all('script').filter((s) => s.attribs['src'] === undefined)).toEqual([]);
      expect([
        page.all('img').length,
        page.having('onerror').length,
        page.having('onmouseover').length,
        page.having('onload').length,
        page.all('main').length,
        page.all('i').length,
      ]).toEqual([0, 0, 0, 0, 1, 0]);
    }
    for (const body of [
      '[x](javascript:alert`1`)',
      '[x](data:text/html,1)',
      '[x](//evil.example/)',
      '[x](ftp://a/b)',
    ]) {
      const refused = await post('/can-bo/trang/moi', { ...PAGE, slug: 'xau', body });
      expect([
        body,
        refused.status,
        refused.words.includes('Liên kết chưa dùng được'),
        refused.value('body'),
      ]).toEqual([body, 400, true, body]);
      expect(
        (await post('/can-bo/trang/moi', { ...PAGE, slug: 'xau', body, viec: 'xem' })).links.filter(
          (l) => l.text === 'x',
        ),
      ).toEqual([]);
    }
  });

  it('takes the place of the built-in introduction, which it begins from, and gives it back when hidden', async () => {
    const builtIn = await get('/gioi-thieu', false);
    const editor = await get('/can-bo/trang/gioi-thieu');
    expect([
      editor.value('version'),
      editor.value('body').includes('# Căn cứ'),
      editor.value('body').includes('14/2019/QĐ-TTg'),
    ]).toEqual(['0', true, true]);
    await post('/can-bo/trang/gioi-thieu', { ...PAGE, title: 'Về chúng tôi', body: 'Xin chào.' });
    const own = await get('/gioi-thieu', false);
    expect([
      own.heading,
      own.words.includes('Xin chào.'),
      (await get('/trang/gioi-thieu', false)).status,
    ]).toEqual(['Về chúng tôi', true, 404]);
    await post('/can-bo/trang/gioi-thieu', {
      ...PAGE,
      title: 'Về chúng tôi',
      body: 'Xin chào.',
      hidden: '1',
      version: '1',
    });
    expect((await get('/gioi-thieu', false)).heading).toBe(builtIn.heading);
  });

  it('goes back to an older text as a new version, and nobody’s change is lost', async () => {
    await post('/can-bo/trang/moi', { ...PAGE, slug: 'nhieu-ban', body: 'Bản một' });
    await post('/can-bo/trang/nhieu-ban', { ...PAGE, body: 'Bản hai', version: '1' });
    const late = await post('/can-bo/trang/nhieu-ban', { ...PAGE, body: 'Bản muộn', version: '1' });
    expect([
      late.status,
      late.value('body'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, 'Bản muộn', true]);
    expect((await post('/can-bo/trang/nhieu-ban/lay-lai', { version: '1', ban: '1' })).status).toBe(
      409,
    );
    expect((await post('/can-bo/trang/nhieu-ban/lay-lai', { version: '2', ban: '9' })).status).toBe(
      404,
    );
    expect((await post('/can-bo/trang/nhieu-ban/lay-lai', { version: '2', ban: '1' })).status).toBe(
      303,
    );
    expect((await get('/trang/nhieu-ban', false)).words).toContain('Bản một');
    const history = await get('/can-bo/trang/nhieu-ban/ban');
    expect(history.texts('h2').filter((h) => h.startsWith('Bản'))).toEqual([
      'Bản 3 Đang dùng',
      'Bản 2',
      'Bản 1',
    ]);
    const twin = await post('/can-bo/trang/moi', { ...PAGE, slug: 'nhieu-ban' });
    expect([twin.status, twin.words.includes('đã có trang khác')]).toEqual([409, true]);
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ slug: 'moi' }, 'slug'],
    [{ slug: 'a/b' }, 'slug'],
    [{ body: ' ' }, 'body'],
    [{ body: 'x'.repeat(100_001) }, 'body'],
    [{ rank: '-1' }, 'rank'],
  ])('with %j is refused at its field', async (fields, name) => {
    const answer = await post('/can-bo/trang/moi', { ...PAGE, slug: 'hong', ...fields });
    expect([answer.status, answer.all('a').some((a) => a.attribs['href'] === `#${name}`)]).toEqual([
      400,
      true,
    ]);
    expect(await app.shelf.storage.catalog.findAuthority('page', 'hong')).toBeNull();
  });
});
