import { ask, postForm, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let id: string;
const ENGLISH = 'giao-dien=en';
const get = (path: string, cookie = ''): Promise<Answer> =>
  ask(app.base, path, { headers: cookie === '' ? {} : { cookie } });

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  id = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0015'))!.id;
});
afterAll(() => app.close());

describe('the language of the pages', () => {
  it('is Vietnamese until a reader asks for English, and then stays with that device', async () => {
    const answer = await postForm(app.base, '/ngon-ngu', { 'ngon-ngu': 'en', ve: '/chu-de?x=1' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/chu-de?x=1']);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^giao-dien=en; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax/u);
    const page = await get('/chu-de', cookie.split(';')[0]);
    expect([page.all('html')[0]?.attribs['lang'], page.heading]).toEqual(['en', 'All subjects']);
    expect((await get('/chu-de')).heading).toBe('Tất cả chủ đề');
  });

  it.each([
    '/',
    '/tim-kiem?q=dat+dai',
    '/chu-de/11',
    '/the-loai/video',
    '/moi',
    '/gioi-thieu',
    '/tro-giup',
    '/khong-co',
  ])('keeps %s apart in both languages', async (path) => {
    for (let round = 0; round < 2; round++) {
      const [vietnamese, english] = [await get(path), await get(path, ENGLISH)];
      expect([
        vietnamese.all('html')[0]?.attribs['lang'],
        english.all('html')[0]?.attribs['lang'],
      ]).toEqual(['vi', 'en']);
      expect(vietnamese.status).toBe(english.status);
      expect(vietnamese.headers.etag).not.toBe(english.headers.etag);
      expect(english.headers.vary).toMatch(/Cookie/u);
    }
  });

  it('names the codes of a record in English and says which words are Vietnamese', async () => {
    const page = await get(`/tai-lieu/${id}`, ENGLISH);
    expect(page.words).toMatch(/Compiled by.*Terms of use/u);
    expect(page.all('h1')[0]?.attribs['lang']).toBe('vi');
    const english = await get('/tim-kiem?ngon-ngu=en');
    expect(
      english.having('lang').filter((e) => e.name === 'h3' && e.attribs['lang'] === 'en').length,
    ).toBeGreaterThan(0);
    expect((await get('/tim-kiem?q=dat+dai', ENGLISH)).words).toMatch(
      /Filter results.*Subject.*Land/u,
    );
  });

  it('goes back by the same switch', async () => {
    const page = await get('/tim-kiem?q=dat+dai', ENGLISH);
    expect(page.value('ve')).toBe('/tim-kiem?q=dat+dai');
    const back = await postForm(app.base, '/ngon-ngu', { 'ngon-ngu': 'vi', ve: page.value('ve') });
    expect(String(back.headers['set-cookie'])).toMatch(/^giao-dien=vi;/u);
  });

  it('leaves officials their Vietnamese', async () => {
    const cookie = `${await app.signIn()}; ${ENGLISH}`;
    expect((await get('/can-bo', cookie)).heading).toBe('Việc của tôi');
    expect((await get('/dang-nhap', ENGLISH)).heading).toBe('Đăng nhập');
    expect((await get('/', cookie)).all('html')[0]?.attribs['lang']).toBe('en');
  });

  it.each(['xx', '', 'EN', '../en'])('refuses %j as a language', async (code) => {
    const answer = await postForm(app.base, '/ngon-ngu', { 'ngon-ngu': code, ve: '/' });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
    expect((await get('/', `giao-dien=${code}`)).all('html')[0]?.attribs['lang']).toBe('vi');
  });

  it.each(['//other.example', 'https://other.example/', '/\\other.example', '', '/a\nb'])(
    'never leads to %j',
    async (ve) => {
      expect(
        (await postForm(app.base, '/ngon-ngu', { 'ngon-ngu': 'en', ve })).headers.location,
      ).toBe('/');
    },
  );
});
