import { guessMapping } from '#server/imports/actions/import-sheet.ts';
import { planCatalogSheet } from '#server/imports/actions/plan-import.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let id: string;
const get = (
  path: string,
  mine = false,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => ask(app.base, path, { headers: { ...(mine ? { cookie } : {}), ...headers } });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const NEW = '/can-bo/danh-muc/chu-de/11/moi';
const PART = { name: 'Đất ở', english: '', rank: '5', hidden: '', version: '0' };
const record = async (subjects: readonly string[]): Promise<Answer> => {
  const form = await get(`/can-bo/tai-lieu/${id}`, true);
  return post(`/can-bo/tai-lieu/${id}/luu`, {
    version: form.value('version'),
    title: 'Hỏi đáp đất ở',
    genre: 'hoi-dap',
    compilers: 'Sở Tư pháp',
    issued: '2026',
    validityState: 'con',
    abstract: 'Một câu.',
    subjects: [...subjects],
    language: 'vi',
    rightsKind: 'duoc_phep',
  });
};
const stored = async (): Promise<readonly string[]> =>
  (await app.shelf.storage.catalog.findItem(id))!.subjects;
const itemsOn = (page: Answer): number =>
  new Set(page.links.map((l) => l.href).filter((href) => href.startsWith('/tai-lieu/'))).size;
const hide = async (code: string, hidden: boolean): Promise<void> => {
  const entry = (await app.shelf.storage.catalog.findAuthority('sub-subject', code))!;
  expect(
    (
      await post(`/can-bo/danh-muc/nhanh/${code}`, {
        ...PART,
        name: entry.value.name,
        hidden: hidden ? '1' : '',
        version: String(entry.version),
      })
    ).status,
  ).toBe(303);
};

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  const [item] = await publishItems(app, [
    { item: { title: 'Hỏi đáp đất ở', subjects: ['11'] } },
    { item: { title: 'Đất rừng', subjects: ['11'] } },
  ]);
  id = item!.id;
});
afterAll(() => app.close());

describe('a part of a subject', () => {
  it('is added under a code of its own, which a new name leaves as it is', async () => {
    expect((await post(NEW, PART)).headers['location']).toBe(
      '/can-bo/danh-muc/chu-de/11?bao=da-luu',
    );
    expect(
      (
        await post('/can-bo/danh-muc/nhanh/11.dat-o', {
          ...PART,
          name: 'Đất ở và nhà ở',
          version: '1',
        })
      ).status,
    ).toBe(303);
    const page = await get('/can-bo/danh-muc/chu-de/11?bao=da-luu', true);
    expect([
      page.link('Đất ở và nhà ở'),
      page.words.includes('11.dat-o'),
      page.words.includes('Đã lưu.'),
    ]).toEqual(['/can-bo/danh-muc/nhanh/11.dat-o', true, true]);
    const late = await post('/can-bo/danh-muc/nhanh/11.dat-o', {
      ...PART,
      name: 'Muộn',
      version: '1',
    });
    expect([
      late.status,
      late.value('name'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, 'Muộn', true]);
    for (const fields of [
      { name: 'Đất ở' },
      { name: 'ĐẤT Ở VÀ NHÀ Ở' },
      { name: '' },
      { name: '!!!' },
      { name: 'Khác', rank: 'x' },
    ]) {
      const refused = await post(NEW, { ...PART, ...fields });
      expect([fields, refused.status, refused.value('name')]).toEqual([fields, 400, fields.name]);
    }
    for (const path of [
      '/can-bo/danh-muc/chu-de/46',
      '/can-bo/danh-muc/chu-de/11.dat-o',
      '/can-bo/danh-muc/nhanh/11',
      '/can-bo/danh-muc/nhanh/11.khong-co',
      '/can-bo/danh-muc/chu-de/46/moi',
    ])
      expect([path, (await get(path, true)).status]).toEqual([path, 404]);
    expect(
      (await get('/can-bo/danh-muc', true)).links.some((l) => l.href === '/can-bo/danh-muc/chu-de'),
    ).toBe(true);
  });

  it('is chosen on the form, brings its subject, and narrows what readers see', async () => {
    const form = await get(`/can-bo/tai-lieu/${id}`, true);
    expect([
      form.chosen('subjects'),
      form.all('input').some((e) => e.attribs['value'] === '11.dat-o'),
    ]).toEqual([['11'], true]);
    expect((await record(['11.dat-o'])).status).toBe(303);
    expect(await stored()).toEqual(['11', '11.dat-o']);
    await app.settle();
    for (const rest of ['', '/duyet'])
      expect([
        rest,
        (await get(`/can-bo/tai-lieu/${id}${rest}`, true)).words.includes(
          'Đất đai; Đất ở và nhà ở',
        ),
      ]).toEqual([rest, true]);
    const subject = await get('/chu-de/11');
    expect([subject.link('Đất ở và nhà ở'), itemsOn(subject)]).toEqual(['/chu-de/11.dat-o', 2]);
    const part = await get('/chu-de/11.dat-o');
    expect([part.status, part.heading, itemsOn(part)]).toEqual([200, 'Đất ở và nhà ở', 1]);
    expect(
      (await get(`/tai-lieu/${id}`)).links
        .filter((l) => l.href.startsWith('/chu-de/11'))
        .map((l) => l.text),
    ).toEqual(expect.arrayContaining(['Đất đai', 'Đất ở và nhà ở']));
    for (const query of ['chu-de=11.dat-o', 'chu-de=11&chu-de=11.dat-o']) {
      const found = await get(`/tim-kiem?${query}`);
      expect([
        query,
        found.texts('h3').filter((h) => /Hỏi đáp đất ở|Đất rừng/u.test(h)).length,
        found.words.includes('Đất ở và nhà ở'),
      ]).toEqual([query, 1, true]);
    }
    expect((await get('/tim-kiem?q=nha+o')).words).toContain('Hỏi đáp đất ở');
    const feed = await get('/feed.xml?chu-de=11.dat-o');
    expect([
      feed.html.includes('term="11.dat-o" label="Đất ở và nhà ở"'),
      feed.html.includes('Đất rừng'),
    ]).toEqual([true, false]);
    expect((await get('/sitemap/trang.xml')).html).toContain('/chu-de/11.dat-o');
    expect(
      (await get('/api/v1/subjects'))
        .json<{ subjects: { code: string; parts: unknown[] }[] }>()
        .subjects.find((s) => s.code === '11')!.parts,
    ).toEqual([{ code: '11.dat-o', label: 'Đất ở và nhà ở' }]);
    expect((await get('/')).words).not.toContain('Đất ở và nhà ở');
  });

  it('is said to be Vietnamese on the English page unless it has an English name', async () => {
    const english = { cookie: 'giao-dien=en' };
    const before = await get('/chu-de/11', false, english);
    expect(
      before.having('lang').filter((e) => e.attribs['lang'] === 'vi' && e.name === 'span'),
    ).toHaveLength(1);
    await post('/can-bo/danh-muc/nhanh/11.dat-o', {
      ...PART,
      name: 'Đất ở và nhà ở',
      english: 'Homes',
      version: '2',
    });
    await post('/can-bo/danh-muc/nhanh/11.dat-o', {
      ...PART,
      name: 'Thổ cư',
      english: 'Homes',
      version: '3',
    });
    await app.settle();
    for (const [q, found] of [
      ['tho cu', true],
      ['nha o', false],
    ] as const)
      expect([
        q,
        (await get(`/tim-kiem?q=${q.replace(' ', '+')}`)).words.includes('Hỏi đáp đất ở'),
      ]).toEqual([q, found]);
    await post('/can-bo/danh-muc/nhanh/11.dat-o', {
      ...PART,
      name: 'Đất ở và nhà ở',
      english: 'Homes',
      version: '4',
    });
    expect((await get('/chu-de/11', false, english)).link('Homes')).toBe('/chu-de/11.dat-o');
    expect((await get('/chu-de/11.dat-o', false, english)).heading).toBe('Homes');
  });

  it('that is hidden stays on its items, for staff only, and is offered to no other', async () => {
    await hide('11.dat-o', true);
    const form = await get(`/can-bo/tai-lieu/${id}`, true);
    expect([form.chosen('subjects'), form.words.includes('(đang ẩn)')]).toEqual([
      ['11', '11.dat-o'],
      true,
    ]);
    expect([(await record(['11', '11.dat-o'])).status, await stored()]).toEqual([
      303,
      ['11', '11.dat-o'],
    ]);
    await app.settle();
    for (const path of ['/chu-de/11', `/tai-lieu/${id}`, '/tim-kiem?chu-de=11', '/feed.xml', '/'])
      expect([path, (await get(path)).html.includes('nhà ở')]).toEqual([path, false]);
    const away = await get('/chu-de/11.dat-o');
    expect([away.status, away.headers['location']]).toEqual([302, '/chu-de/11']);
    expect([(await record(['11'])).status, await stored()]).toEqual([303, ['11']]);
    const refused = await record(['11', '11.dat-o']);
    expect([
      refused.status,
      refused.words.includes('không có trong danh mục hoặc đang ẩn'),
      refused.value('title'),
    ]).toEqual([400, true, 'Hỏi đáp đất ở']);
    await hide('11.dat-o', false);
  });

  it.each(['11.khong-co', '12.dat-o', '99.x', '11.', '.dat-o', '11.<script>'])(
    'of the code %j is refused with a reason, and breaks no page',
    async (code) => {
      const before = await stored();
      const refused = await record(['11', code]);
      expect([
        refused.status,
        refused.all('a').some((a) => a.attribs['href'] === '#subjects'),
        await stored(),
      ]).toEqual([400, true, before]);
      for (const path of [
        `/tim-kiem?chu-de=${encodeURIComponent(code)}`,
        `/tim-kiem?q=dat&chu-de=11&chu-de=${encodeURIComponent(code)}`,
      ])
        expect([path, (await get(path)).status]).toEqual([path, 200]);
      expect([302, 404]).toContain((await get(`/chu-de/${encodeURIComponent(code)}`)).status);
      expect((await get(`/feed.xml?chu-de=${encodeURIComponent(code)}`)).status).toBe(404);
    },
  );

  it('comes by sheet only from the list', async () => {
    const rows = [
      ['Tệp', 'Mã tài liệu', 'Tên', 'Lĩnh vực'],
      ['', '', 'Mới', '11.dat-o'],
      ['', '', 'Lạ', '11.khong-co'],
      ['', id, 'Hỏi đáp đất ở', '11.dat-o'],
      ['', id.replace(/.$/u, '_'), 'Không', '11'],
    ];
    const { rows: plan } = await planCatalogSheet(
      { catalog: app.shelf.storage.catalog, newId: () => 'x', now: app.shelf.actions.now },
      {
        actor: app.admin,
        content: {
          kind: 'csv',
          rows,
          sheet: '',
          sheets: [],
          encoding: 'utf-8',
          delimiter: ',',
          merged: [],
          faults: [],
        },
        mapping: guessMapping(rows),
        files: [],
      },
    );
    expect(
      plan.map(({ outcome, notes }) => [
        outcome,
        notes.some((note) => note.includes('Chủ đề nhánh “11.khong-co”')),
      ]),
    ).toEqual([
      ['new', false],
      // Its subject is right: the part alone is left out, and named.
      ['new', true],
      ['changed', false],
      ['refused', false],
    ]);
  });

  it('never becomes HTML, whatever its name', async () => {
    const name = '<b onmouseover=x>Đất "lạ"</b> & \' </title><script>alert(1)</script>';
    expect((await post(NEW, { ...PART, name: name.slice(0, 100) })).status).toBe(303);
    const [entry] = (await app.shelf.storage.catalog.listAuthority('sub-subject')).filter((e) =>
      e.value.name.startsWith('<b'),
    );
    expect((await record(['11', entry!.id])).status).toBe(303);
    await app.settle();
    for (const path of [
      '/chu-de/11',
      `/chu-de/${entry!.id}`,
      `/tai-lieu/${id}`,
      '/tim-kiem?chu-de=11',
      '/can-bo/danh-muc/chu-de/11',
      `/can-bo/danh-muc/nhanh/${entry!.id}`,
      `/can-bo/tai-lieu/${id}`,
    ]) {
      const page = await get(path, path.startsWith('/can-bo'));
      expect([
        path,
        page.status,
        page.having('onmouseover').length,
        page.texts('script').filter((s) => s.includes('alert')).length,
        page.all('b').filter((b) => 'onmouseover' in b.attribs).length,
      ]).toEqual([path, 200, 0, 0, 0]);
    }
    expect((await get('/feed.xml')).html).not.toContain('<b onmouseover');
  });
});
