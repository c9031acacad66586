import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { AUDIENCE, AUDIENCES, GENRE, GENRES, options } from '../../support/term-forms.ts';

let app: TestApp;
let cookie: string;
let id: string;
const ENGLISH = { cookie: 'giao-dien=en' };
const get = (
  path: string,
  mine = false,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => ask(app.base, path, { headers: { ...(mine ? { cookie } : {}), ...headers } });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const item = async () => (await app.shelf.storage.catalog.findItem(id))!;
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
const version = async (list: 'genre' | 'audience', code: string): Promise<string> =>
  String((await app.shelf.storage.catalog.findAuthority(list, code))?.version ?? 0);
const change = async (list: 'genre' | 'audience', code: string, fields: Fields): Promise<Answer> =>
  post(`${list === 'genre' ? GENRES : AUDIENCES}/${code}`, {
    ...(list === 'genre' ? GENRE : AUDIENCE),
    version: await version(list, code),
    ...fields,
  });
const boxes = (page: Answer, name: string): string[] =>
  page
    .all('input')
    .filter((e) => e.attribs['name'] === name)
    .map((e) => e.attribs['value'] ?? '');

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

describe('an own genre and an own audience', () => {
  it('are added under codes of their own, which a new name leaves as they are', async () => {
    expect((await post(`${GENRES}/moi`, GENRE)).headers['location']).toBe(`${GENRES}?bao=da-luu`);
    expect((await post(`${AUDIENCES}/moi`, AUDIENCE)).headers['location']).toBe(
      `${AUDIENCES}?bao=da-luu`,
    );
    expect((await change('genre', 'ban-tin-phap-luat', { name: 'Bản tin tư pháp' })).status).toBe(
      303,
    );
    const list = await get(`${GENRES}?bao=da-luu`, true);
    expect([
      list.link('Bản tin tư pháp'),
      list.words.includes('ban-tin-phap-luat · nhóm c · thể loại riêng'),
      list.words.includes('Đã lưu.'),
    ]).toEqual([`${GENRES}/ban-tin-phap-luat`, true, true]);
    const late = await change('genre', 'ban-tin-phap-luat', { name: 'Muộn', version: '1' });
    expect([
      late.status,
      late.value('name'),
      late.value('version'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, 'Muộn', '2', true]);
    for (const path of [
      `${GENRES}/khong-co`,
      `${AUDIENCES}/khong-co`,
      `${GENRES}/ngu-dan-bam-bien`,
    ])
      expect([path, (await get(path, true)).status]).toEqual([path, 404]);
    for (const path of [GENRES, AUDIENCES])
      expect((await get('/can-bo/danh-muc', true)).links.some((l) => l.href === path)).toBe(true);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: '!!!' }, 'name'],
    [{ name: 'Moi' }, 'name'],
    [{ name: 'tờ gấp' }, 'name'],
    [{ name: 'To-gap' }, 'name'],
    [{ name: 'Bản tin pháp luật' }, 'name'],
    [{ name: 'HỎI ĐÁP' }, 'name'],
    [{ name: 'a|b' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'Mới lạ', short: 'Cẩm nang' }, 'short'],
    [{ name: 'Mới lạ', short: 'x'.repeat(31) }, 'short'],
    [{ name: 'Mới lạ', kind: '' }, 'kind'],
    [{ name: 'Mới lạ', kind: 'e' }, 'kind'],
    [{ name: 'Mới lạ', rank: 'x' }, 'rank'],
    [{ name: 'Mới lạ', rank: '-1' }, 'rank'],
  ])('with %j are refused at the field, and the form comes back filled', async (fields, field) => {
    const refused = await post(`${GENRES}/moi`, { ...GENRE, short: '', ...fields });
    expect([
      refused.status,
      refused.value('name'),
      refused
        .all('a')
        .filter((a) => a.attribs['href']?.startsWith('#') && a.attribs['href'] !== '#noi-dung')
        .map((a) => a.attribs['href']),
    ]).toEqual([400, fields.name, [`#${field}`]]);
    for (const [name, value] of Object.entries(fields))
      if (name !== 'kind') expect(refused.value(name)).toBe(value);
    expect(await app.shelf.storage.catalog.findAuthority('genre', 'moi-la')).toBeNull();
  });

  it('are chosen on the forms and shown wherever a genre is', async () => {
    const form = await get(`/can-bo/tai-lieu/${id}`, true);
    expect([
      options(form, 'genre').includes('ban-tin-phap-luat'),
      boxes(form, 'audiences').includes('ngu-dan-bam-bien'),
    ]).toEqual([true, true]);
    expect(
      (await record({ genre: 'ban-tin-phap-luat', audiences: ['ngu-dan-bam-bien'] })).status,
    ).toBe(303);
    await app.settle();
    const history = await get(`/can-bo/tai-lieu/${id}`, true);
    expect(history.words).toMatch(/Thể loại ?Bản tin tư pháp ?Tờ gấp/u);
    expect((await get('/can-bo/tai-len', true)).words).toContain('Bản tin tư pháp');
    expect((await get('/can-bo?trang-thai=published', true)).words).toContain('Bản tin · ');
    const page = await get(`/tai-lieu/${id}`);
    expect([
      page.words.includes('Bản tin tư pháp'),
      page.link('Ngư dân bám biển'),
      page.html.includes('"genre":"Bản tin tư pháp"'),
    ]).toEqual([true, '/doi-tuong/ngu-dan-bam-bien', true]);
    for (const [path, heading] of [
      ['/the-loai/ban-tin-phap-luat', 'Bản tin tư pháp'],
      ['/doi-tuong/ngu-dan-bam-bien', 'Ngư dân bám biển'],
    ] as const) {
      const browse = await get(path);
      expect([
        path,
        browse.status,
        browse.heading,
        browse.words.includes('Tin tháng Ba'),
        browse.words.includes('Cuốn khác'),
      ]).toEqual([path, 200, heading, true, false]);
    }
    const home = await get('/');
    expect([
      home.link('Bản tin'),
      home.link('Ngư dân bám biển'),
      home.words.includes('Luật biển, viết ngắn'),
    ]).toEqual(['/the-loai/ban-tin-phap-luat', '/doi-tuong/ngu-dan-bam-bien', true]);
    for (const path of ['/so-do', '/tim-kiem?the-loai=ban-tin-phap-luat'])
      expect([
        path,
        (await get(path)).words.includes('Bản tin tư pháp'),
        (await get(path)).words.includes('Ngư dân bám biển'),
      ]).toEqual([path, true, true]);
    for (const q of ['ban+tin+tu+phap', 'ngu+dan+bam+bien'])
      expect([q, (await get(`/tim-kiem?q=${q}`)).words.includes('Tin tháng Ba')]).toEqual([
        q,
        true,
      ]);
  });

  it('are told to machines', async () => {
    const feed = await get('/feed.xml?the-loai=ban-tin-phap-luat');
    expect([
      feed.html.includes('term="ban-tin-phap-luat" label="Bản tin tư pháp"'),
      feed.html.includes('Cuốn khác'),
    ]).toEqual([true, false]);
    const map = (await get('/sitemap/trang.xml')).html;
    expect([
      map.includes('/the-loai/ban-tin-phap-luat<'),
      map.includes('/doi-tuong/ngu-dan-bam-bien<'),
    ]).toEqual([true, true]);
    expect(
      (await get('/api/v1/genres')).json<{ genres: { code: string }[] }>().genres.at(-1),
    ).toEqual({ code: 'ban-tin-phap-luat', label: 'Bản tin tư pháp', short: 'Bản tin', kind: 'c' });
    expect(
      (await get('/api/v1/audiences')).json<{ audiences: { code: string }[] }>().audiences.at(-1),
    ).toEqual({ code: 'ngu-dan-bam-bien', label: 'Ngư dân bám biển' });
    expect((await get(`/api/v1/items/${id}`)).json()).toMatchObject({
      genre: 'ban-tin-phap-luat',
      audiences: ['ngu-dan-bam-bien'],
    });
    expect((await get(`/tai-lieu/${id}/trich-dan.ris`)).html).toContain('M3  - Bản tin tư pháp');
    expect(
      (await get(`/tai-lieu/${id}/trich-dan.json`)).json<{ genre: string }[]>()[0]!.genre,
    ).toBe('Bản tin tư pháp');
    const card = (await get(`/tai-lieu/${id}/anh-chia-se.jpg`)).headers.etag;
    await change('genre', 'ban-tin-phap-luat', { name: 'Bản tin' });
    expect((await get(`/tai-lieu/${id}/anh-chia-se.jpg`)).headers.etag).not.toBe(card);
    await change('genre', 'ban-tin-phap-luat', { name: 'Bản tin tư pháp' });
  });

  it('say that they are Vietnamese on the English page until somebody translates them', async () => {
    const home = await get('/', false, ENGLISH);
    expect(
      home.having('lang').filter((e) => e.name === 'span' && e.attribs['lang'] === 'vi').length,
    ).toBeGreaterThanOrEqual(3);
    expect(
      (await get('/the-loai/ban-tin-phap-luat', false, ENGLISH)).all('h1')[0]!.attribs['lang'],
    ).toBe('vi');
    await change('genre', 'ban-tin-phap-luat', {
      name: 'Bản tin tư pháp',
      english: 'Law bulletin',
    });
    await change('audience', 'ngu-dan-bam-bien', {
      english: 'Fishers',
      noteEnglish: 'The sea, in short',
    });
    const translated = await get('/', false, ENGLISH);
    expect([
      translated.link('Law bulletin'),
      translated.link('Fishers'),
      translated.words.includes('The sea, in short'),
    ]).toEqual(['/the-loai/ban-tin-phap-luat', '/doi-tuong/ngu-dan-bam-bien', true]);
    const browse = await get('/the-loai/ban-tin-phap-luat', false, ENGLISH);
    expect([browse.heading, browse.all('h1')[0]!.attribs['lang']]).toEqual([
      'Law bulletin',
      undefined,
    ]);
    expect((await get(`/tai-lieu/${id}`, false, ENGLISH)).link('Fishers')).toBe(
      '/doi-tuong/ngu-dan-bam-bien',
    );
  });

  it('are found by the name they have now', async () => {
    await change('genre', 'ban-tin-phap-luat', { name: 'Nguyệt san tư pháp' });
    await app.settle();
    for (const [q, found] of [
      ['nguyet san', true],
      ['ban tin tu phap', false],
    ] as const) {
      const { words } = await get(`/tim-kiem?q=${encodeURIComponent(`"${q}"`)}`);
      expect([q, words.includes('Tin tháng Ba') && !words.includes('bỏ ngoặc')]).toEqual([
        q,
        found,
      ]);
    }
  });

  it('go back to an older version as a new one', async () => {
    const form = await get(`${GENRES}/ban-tin-phap-luat`, true);
    expect(
      form
        .texts('h3')
        .filter((h) => h.startsWith('Bản'))
        .at(-1),
    ).toBe('Bản 1');
    const now = form.value('version');
    expect(
      (await post(`${GENRES}/ban-tin-phap-luat/lay-lai`, { version: now, ban: '99' })).status,
    ).toBe(404);
    expect(
      (await post(`${GENRES}/ban-tin-phap-luat/lay-lai`, { version: '1', ban: '1' })).status,
    ).toBe(409);
    expect(
      (await post(`${GENRES}/ban-tin-phap-luat/lay-lai`, { version: now, ban: '1' })).headers[
        'location'
      ],
    ).toBe(`${GENRES}?bao=lay-lai`);
    await app.settle();
    expect((await get('/the-loai/ban-tin-phap-luat')).heading).toBe('Bản tin pháp luật');
  });
});

describe('hidden own terms', () => {
  it('stay on their items for staff, and are shown to no reader and offered to nobody', async () => {
    await change('genre', 'ban-tin-phap-luat', { hidden: '1' });
    await change('audience', 'ngu-dan-bam-bien', { hidden: '1' });
    await app.settle();
    for (const path of [
      '/the-loai/ban-tin-phap-luat',
      '/doi-tuong/ngu-dan-bam-bien',
      '/feed.xml?the-loai=ban-tin-phap-luat',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    for (const path of [
      '/',
      `/tai-lieu/${id}`,
      '/tim-kiem',
      '/tim-kiem?q=thang+ba',
      '/so-do',
      '/moi',
      '/feed.xml',
      '/sitemap/trang.xml',
      '/api/v1/genres',
      '/api/v1/audiences',
      `/api/v1/items/${id}`,
      '/api/v1/search?q=thang+ba',
      `/tai-lieu/${id}/trich-dan.ris`,
      `/tai-lieu/${id}/trich-dan.json`,
      `/tai-lieu/${id}/chia-se`,
    ]) {
      const { status, html } = await get(path);
      expect([path, status, /Bản tin|ban-tin|Ngư dân|ngu-dan/u.exec(html)?.[0] ?? null]).toEqual([
        path,
        200,
        null,
      ]);
    }
    expect((await get('/tim-kiem?q=ngu+dan+bam+bien')).words).not.toContain('Tin tháng Ba');
    for (const path of ['/can-bo/tai-len'])
      expect([path, (await get(path, true)).words.includes('Bản tin pháp luật')]).toEqual([
        path,
        false,
      ]);
    const form = await get(`/can-bo/tai-lieu/${id}`, true);
    expect([
      form.value('genre'),
      form.chosen('audiences'),
      form.words.includes('Bản tin pháp luật (đang ẩn)'),
      form.words.includes('Ngư dân bám biển (đang ẩn)'),
    ]).toEqual(['ban-tin-phap-luat', ['ngu-dan-bam-bien'], true, true]);
  });

  it('are kept by a saved form, and refused once they were taken off', async () => {
    expect([
      (await record({ genre: 'ban-tin-phap-luat', audiences: ['ngu-dan-bam-bien'] })).status,
      (await item()).genre,
    ]).toEqual([303, 'ban-tin-phap-luat']);
    expect((await record({ genre: 'to-gap', audiences: [] })).status).toBe(303);
    const refused = await record({ genre: 'ban-tin-phap-luat', audiences: ['ngu-dan-bam-bien'] });
    expect([
      refused.status,
      refused.words.includes('Thể loại “Bản tin pháp luật” đang ẩn, không chọn thêm được.'),
      refused.words.includes('Đối tượng “Ngư dân bám biển” đang ẩn'),
      refused.value('genre'),
      refused.chosen('audiences'),
    ]).toEqual([400, true, true, 'ban-tin-phap-luat', ['ngu-dan-bam-bien']]);
    const bulk = await post('/can-bo/hang-loat/sua', {
      chon: `${id}.${(await item()).version}`,
      buoc: 'xem',
      genre: 'ban-tin-phap-luat',
    });
    expect([
      options(bulk, 'genre').length,
      bulk.words.includes('không chọn thêm được') || bulk.words.includes('Không'),
    ]).toEqual([0, true]);
    const files = [{ name: 'a.txt', content: 'Một trang chữ.' }];
    const sent = (
      await postFiles(app.base, '/can-bo/tai-len', files, cookie, {
        fields: { genre: 'ban-tin-phap-luat' },
        headers: { accept: 'application/json' },
      })
    ).json<{ results: { outcome: string; itemId: string }[] }>().results;
    expect([
      sent[0]!.outcome,
      (await app.shelf.storage.catalog.findItem(sent[0]!.itemId))!.genre,
    ]).toEqual(['added', '']);
    await change('genre', 'ban-tin-phap-luat', {});
    await change('audience', 'ngu-dan-bam-bien', {});
    expect(
      (
        await post('/can-bo/hang-loat/sua', {
          chon: `${id}.${(await item()).version}`,
          buoc: 'lam',
          genre: 'ban-tin-phap-luat',
          audiences: ['ngu-dan-bam-bien'],
          audiencesMode: 'add',
        })
      ).status,
    ).toBe(200);
    expect(await item()).toMatchObject({
      genre: 'ban-tin-phap-luat',
      audiences: ['ngu-dan-bam-bien'],
    });
  });
});
