import { DomUtils } from 'htmlparser2';
import { aChange, anItem } from '../../support/builders.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let id: string;
const TEXT = `SỞ TƯ PHÁP TỈNH AN SƠN\n\nHỎI ĐÁP LUẬT ĐẤT ĐAI\n\nAn Sơn, tháng 5 năm 2026\n\n${'Hòa giải tranh chấp đất đai theo Luật Đất đai số 31/2024/QH15. '.repeat(6)}`;
const get = (): Promise<Answer> => ask(app.base, `/can-bo/tai-lieu/${id}`, { headers: { cookie } });
const post = (action: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, `/can-bo/tai-lieu/${id}/${action}`, fields, { cookie });
const buttons = (page: Answer, name: string): string[] =>
  page
    .all('button')
    .filter((b) => b.attribs['name'] === name)
    .map((b) => b.attribs['value']!);

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  const page = await postFiles(
    app.base,
    '/can-bo/tai-len',
    [{ name: 'hoi_dap.txt', content: TEXT }],
    cookie,
  );
  await app.settle();
  id = page.link('Biên mục ngay').split('/').at(-1)!;
});
afterAll(() => app.close());

describe('proposals from the file', () => {
  it('stand on the form with their reasons, and nothing of them on the shelf', async () => {
    const page = await get();
    expect(buttons(page, 'nhan')).toEqual(
      expect.arrayContaining([
        'compilers:Sở Tư pháp tỉnh An Sơn',
        'issued:05/2026',
        'subjects:11',
        'lawRefs:31/2024/QH15',
      ]),
    );
    expect(page.words).toMatch(/Vì có .*“đất đai” \d+ lần/u);
    expect(page.words).toContain('Trang đầu có dòng “An Sơn, tháng 5 năm 2026”.');
    expect(await app.shelf.storage.catalog.findItem(id)).toMatchObject({
      compilers: [],
      issued: null,
      subjects: [],
      lawRefs: [],
      abstract: '',
    });
  });

  it('the first button of the form saves: Enter in a field takes no proposal', async () => {
    const form = (await get()).all('form').find((f) => f.attribs['action']?.endsWith('/luu'))!;
    expect(DomUtils.getElementsByTagName('button', form)[0]!.attribs['formaction']).toBeUndefined();
  });

  it('are taken one by one into the form beside what was typed, and kept only by saving', async () => {
    const version = (await get()).value('version');
    const typed = {
      version,
      title: 'Tên đang gõ',
      compilers: 'Hội A',
      subjects: '09',
      keywords: 'x',
      language: 'vi',
      validityState: 'con',
      rightsKind: 'duoc_phep',
    };
    const first = await post('goi-y', { ...typed, nhan: 'subjects:11' });
    expect([
      first.status,
      first.value('title'),
      first.value('keywords'),
      first.chosen('subjects'),
    ]).toEqual([200, 'Tên đang gõ', 'x', ['09', '11']]);
    expect(first.words).toContain('Đã điền 1 gợi ý vào các ô. Bấm lưu để giữ.');
    expect(buttons(first, 'nhan')).not.toContain('subjects:11');
    const all = await post('goi-y', {
      ...typed,
      'nhan-het': JSON.stringify([
        'compilers:Sở Tư pháp tỉnh An Sơn',
        'issued:05/2026',
        'lawRefs:31/2024/QH15',
      ]),
    });
    expect([all.value('compilers'), all.value('issued'), all.value('lawRefs')]).toEqual([
      'Hội A\nSở Tư pháp tỉnh An Sơn',
      '05/2026',
      '31/2024/QH15',
    ]);
    expect((await app.shelf.storage.catalog.findItem(id))!.version).toBe(Number(version));
    const saved = await post('luu', {
      ...typed,
      compilers: all.value('compilers'),
      issued: all.value('issued'),
      lawRefs: all.value('lawRefs'),
    });
    expect(saved.status).toBe(303);
    expect(await app.shelf.storage.catalog.findItem(id)).toMatchObject({
      compilers: ['Hội A', 'Sở Tư pháp tỉnh An Sơn'],
      issued: '2026-05',
    });
  });

  it('that no button of ours wrote change nothing but what was typed', async () => {
    for (const odd of [
      { 'nhan-het': '{' },
      { 'nhan-het': '{"a":1}' },
      { nhan: 'version:9' },
      { nhan: 'rightsKind:sai' },
      { nhan: '' },
    ]) {
      const page = await post('goi-y', { version: '1', title: 'Giữ', ...odd });
      expect([page.status, page.value('title'), page.value('version')]).toEqual([200, 'Giữ', '1']);
    }
  });

  it('write a name as most items do', async () => {
    const { catalog } = app.shelf.storage;
    for (const n of [1, 2])
      await catalog.saveItem(
        aChange(anItem({ title: `Khác ${n}`, compilers: ['Sở Tư pháp Tỉnh An Sơn'] })),
      );
    const draft = (await catalog.findItem(id))!;
    await catalog.saveItem(aChange({ ...draft, compilers: [] }));
    expect(buttons(await get(), 'nhan').filter((value) => value.startsWith('compilers:'))).toEqual([
      'compilers:Sở Tư pháp Tỉnh An Sơn',
    ]);
  });

  it('wait to be asked for on what readers see', async () => {
    const item = (await app.shelf.storage.catalog.findItem(id))!;
    await app.shelf.storage.catalog.saveItem({
      item: { ...item, state: 'published', publishedAt: item.updatedAt },
      event: null,
      texts: [],
      jobs: [],
    });
    const page = await get();
    expect(buttons(page, 'nhan')).toEqual([]);
    expect(
      buttons(await ask(app.base, page.link('Xem gợi ý từ tệp'), { headers: { cookie } }), 'nhan'),
    ).toContain('subjects:11');
  });
});
