import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { AUDIENCE, AUDIENCES, GENRE, GENRES, options } from '../../support/term-forms.ts';

let app: TestApp;
let cookie: string;
let id: string;
const get = (path: string, mine = false): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const record = async (fields: Fields): Promise<Answer> => {
  const form = await get(`/can-bo/tai-lieu/${id}`, true);
  return post(`/can-bo/tai-lieu/${id}/luu`, {
    version: form.value('version'),
    title: 'Tin tháng Ba',
    compilers: 'Sở Tư pháp',
    issued: '2026',
    validityState: 'con',
    abstract: 'Một câu.',
    subjects: ['11'],
    language: 'vi',
    rightsKind: 'duoc_phep',
    ...fields,
  });
};
beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  const [one] = await publishItems(app, [
    { item: { title: 'Tin tháng Ba', genre: 'to-gap', subjects: ['11'] } },
    { item: { title: 'Cuốn khác', genre: 'sach', audiences: ['nguoi-dan'], subjects: ['09'] } },
  ]);
  id = one!.id;
}, 60_000);
afterAll(() => app.close());

describe('a genre of the law', () => {
  it('keeps its name and its items when it is offered no more, and can be placed', async () => {
    await record({ genre: 'to-gap' });
    await app.settle();
    const form = await get(`${GENRES}/to-gap`, true);
    expect([
      form.value('version'),
      form.value('rank'),
      form.all('input').some((e) => e.attribs['name'] === 'name'),
    ]).toEqual(['0', '', false]);
    expect(
      (await post(`${GENRES}/to-gap`, { version: '0', rank: '3', hidden: '1', name: 'Tên khác' }))
        .status,
    ).toBe(303);
    expect((await post(`${GENRES}/video`, { version: '0', rank: '1', hidden: '' })).status).toBe(
      303,
    );
    const list = await get(GENRES, true);
    expect([list.texts('h2').slice(0, 2), list.words.includes('Không gợi ý khi biên mục')]).toEqual(
      [['Video', 'Tờ gấp'], true],
    );
    expect([
      options(await get('/can-bo/tai-len', true), 'genre').slice(0, 2),
      options(await get('/can-bo/tai-len', true), 'genre').includes('to-gap'),
    ]).toEqual([['', 'video'], false]);
    const record1 = await get(`/can-bo/tai-lieu/${id}`, true);
    expect([record1.value('genre'), record1.words.includes('Tờ gấp (đang ẩn)')]).toEqual([
      'to-gap',
      false,
    ]);
    for (const path of ['/the-loai/to-gap', `/tai-lieu/${id}`])
      expect([path, (await get(path)).words.includes('Tờ gấp')]).toEqual([path, true]);
    expect(
      (await get('/api/v1/genres'))
        .json<{ genres: { code: string }[] }>()
        .genres.map(({ code }) => code)
        .slice(0, 3),
    ).toEqual(['video', 'to-gap', 'sach']);
    expect(
      (await get('/')).links.map((l) => l.href).filter((href) => href.startsWith('/the-loai/')),
    ).toEqual(['/the-loai/to-gap', '/the-loai/sach']);
    const refused = await post(`${GENRES}/to-gap`, { version: '1', rank: 'hai', hidden: '' });
    expect([refused.status, refused.value('rank')]).toEqual([400, 'hai']);
  });
});

it('a name never becomes HTML', async () => {
  const name = '<b onmouseover=x>Tin "lạ"</b> & \' </title><script>alert(1)</script>';
  for (const path of [GENRES, AUDIENCES])
    expect(
      (await post(`${path}/moi`, { ...GENRE, ...AUDIENCE, name, short: '', note: name })).status,
    ).toBe(303);
  const vocabulary = await readVocabulary(app.shelf.storage);
  const [genre, audience] = [vocabulary.genres.all, vocabulary.audiences.all].map(
    (terms) => terms.find(({ label }) => label === name)!.code,
  );
  expect(
    readSheet(
      [
        ['file', 'genre', 'audiences'],
        ['a.pdf', name, name],
      ],
      vocabulary,
    )[0]!.record,
  ).toMatchObject({ genre, audiences: [audience] });
  expect((await record({ genre: genre!, audiences: [audience!] })).status).toBe(303);
  await app.settle();
  for (const path of [
    '/',
    `/the-loai/${genre}`,
    `/doi-tuong/${audience}`,
    `/tai-lieu/${id}`,
    '/tim-kiem',
    '/so-do',
    GENRES,
    `${GENRES}/${genre}`,
    AUDIENCES,
    `/can-bo/tai-lieu/${id}`,
    '/can-bo?trang-thai=published',
  ]) {
    const page = await get(path, path.startsWith('/can-bo'));
    expect([
      path,
      page.status,
      page.having('onmouseover').length,
      page.texts('script').filter((s) => s.startsWith('alert')).length,
    ]).toEqual([path, 200, 0, 0]);
  }
  expect((await get('/feed.xml')).html).not.toContain('<b onmouseover');
});
