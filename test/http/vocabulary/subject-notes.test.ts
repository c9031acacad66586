import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (
  path: string,
  mine = false,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => ask(app.base, path, { headers: { ...(mine ? { cookie } : {}), ...headers } });
const save = (code: string, fields: Fields): Promise<Answer> =>
  postForm(
    app.base,
    `/can-bo/danh-muc/chu-de/${code}`,
    { intro: '', english: '', rank: '', version: '0', ...fields },
    { cookie },
  );
const atHome = async (): Promise<string[]> =>
  (await get('/')).links.map((l) => l.href).filter((href) => /^\/chu-de\/\d\d$/u.test(href));

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  await publishItems(
    app,
    ['08', '09', '11', '11', '11', '16'].map((subject, n) => ({
      item: { title: `Tài liệu ${n}`, subjects: [subject] },
    })),
  );
});
afterAll(() => app.close());

describe('a subject', () => {
  it('stands on the home page in the place officials give it, the others after it by their items', async () => {
    expect(await atHome()).toEqual(['11', '08', '09', '16'].map((code) => `/chu-de/${code}`));
    expect((await save('16', { rank: '2' })).headers['location']).toBe(
      '/can-bo/danh-muc/chu-de/16?bao=da-luu',
    );
    await save('09', { rank: '1' });
    expect(await atHome()).toEqual(['09', '16', '11', '08'].map((code) => `/chu-de/${code}`));
    const list = await get('/can-bo/danh-muc/chu-de', true);
    expect([
      list.words.includes('thứ tự 2 trên trang chủ'),
      list.links.filter((l) => l.href.startsWith('/can-bo/danh-muc/chu-de/')).length,
    ]).toEqual([true, 45]);
    await save('09', { version: '1' });
    expect(await atHome()).toEqual(['16', '11', '08', '09'].map((code) => `/chu-de/${code}`));
    expect((await get('/can-bo/danh-muc/chu-de/09', true)).value('rank')).toBe('');
  });

  it('says what officials wrote of it, on the English page too, and else the shelf’s own sentence', async () => {
    const own = (await get('/chu-de/08')).texts('p');
    await save('08', { intro: 'Cưới, hỏi, ly hôn & <b>nuôi con</b>.' });
    const page = await get('/chu-de/08');
    expect([
      page.words.includes('Cưới, hỏi, ly hôn & <b>nuôi con</b>.'),
      page.texts('p').some((p) => own.includes(p) && p.startsWith('Tài liệu thuộc chủ đề này')),
    ]).toEqual([true, false]);
    const english = await get('/chu-de/08', false, { cookie: 'giao-dien=en' });
    expect(
      english.having('lang').filter((e) => e.name === 'span' && e.attribs['lang'] === 'vi'),
    ).toHaveLength(1);
    await save('08', { intro: 'Cưới, hỏi.', english: 'Marriage and divorce.', version: '1' });
    const both = await get('/chu-de/08', false, { cookie: 'giao-dien=en' });
    expect([
      both.words.includes('Marriage and divorce.'),
      both.having('lang').filter((e) => e.name === 'span' && e.attribs['lang'] === 'vi').length,
    ]).toEqual([true, 0]);
  });

  it.each([
    [{ rank: '-1' }, 'rank'],
    [{ rank: '10000' }, 'rank'],
    [{ rank: 'một' }, 'rank'],
    [{ intro: 'x'.repeat(501) }, 'intro'],
    [{ english: 'x'.repeat(501) }, 'english'],
  ])('with %j is refused at its field, and keeps what was typed', async (fields, name) => {
    const answer = await save('16', { version: '1', ...fields });
    expect([
      answer.status,
      answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
      answer.value(name),
    ]).toEqual([400, true, Object.values(fields)[0]]);
  });

  it('changed by somebody else meanwhile is not overwritten', async () => {
    const late = await save('16', { intro: 'Muộn', version: '0' });
    expect([
      late.status,
      late.value('intro'),
      late.words.includes('vừa được người khác sửa'),
      late.value('version'),
    ]).toEqual([409, 'Muộn', true, '1']);
    expect((await save('46', {})).status).toBe(404);
  });
});
