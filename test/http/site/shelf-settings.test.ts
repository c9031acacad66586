import { DomUtils } from 'htmlparser2';
import { SHELF_SETTINGS } from '#server/site/shelf-settings.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const PATH = '/can-bo/thong-tin-tu-sach';
const PHONE = '0200 3800 111';

let app: TestApp;
let cookie: string;
const get = (path: string, more: { base?: string; mine?: boolean } = {}): Promise<Answer> =>
  ask(more.base ?? app.base, path, { headers: more.mine === true ? { cookie } : {} });
const form = (): Promise<Answer> => get(PATH, { mine: true });
const fieldsOf = (page: Answer): Record<string, string> =>
  Object.fromEntries(
    ['version', ...SHELF_SETTINGS.filter((name) => name !== 'SHELF_PHONE')].map((name) => [
      name,
      page.value(name),
    ]),
  );
const save = (fields: Fields): Promise<Answer> => postForm(app.base, PATH, fields, { cookie });
const events = async () =>
  (
    await app.shelf.storage.catalog.listSecurityRows({
      kind: 'setting-changed',
      personId: null,
      unitIds: null,
      from: null,
      until: null,
      order: 'newest',
      after: null,
      limit: 20,
    })
  ).filter(({ targetKind }) => targetKind === 'setting');

beforeAll(async () => {
  app = await startTestApp({ settings: { SHELF_PHONE: PHONE } });
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('what the shelf says of itself', () => {
  it('is shown as it holds, with the environment’s own fixed and named', async () => {
    const page = await form();
    expect(page.status).toBe(200);
    expect(page.value('SHELF_UNIT')).toBe('Sở Tư pháp tỉnh An Sơn');
    expect(page.having('name').map((e) => e.attribs['name'])).not.toContain('SHELF_PHONE');
    expect(page.words).toContain('Đặt trên máy chủ (SHELF_PHONE)');
    expect(page.words).toContain(PHONE);
  });

  it('holds at once on pages that were kept, in other processes and for machines', async () => {
    const item = (await publishItems(app, [{ item: { title: 'Hỏi đáp Luật Đất đai' } }]))[0]!.id;
    const other = await app.another();
    try {
      for (const base of [app.base, other.base]) {
        await get('/', { base });
        await get('/oai?verb=Identify', { base });
      }
      const answer = await save({
        ...fieldsOf(await form()),
        SHELF_NAME: 'Tủ sách  pháp luật\r\ntỉnh Bình Minh',
        SHELF_UNIT: 'Sở Tư pháp tỉnh Bình Minh',
        SHELF_EMAIL: 'tusach@binhminh.example',
        SHELF_PHONE: 'không được nhận',
        NATIONAL_SHELF_URL: 'https://quocgia.example/tim?tu={q}',
      });
      expect(answer.headers['location']).toBe(`${PATH}?bao=da-luu`);
      for (const base of [app.base, other.base]) {
        const home = await get('/', { base });
        expect(home.words).toContain('Sở Tư pháp tỉnh Bình Minh');
        expect(home.words).toContain(PHONE);
        expect(home.words).not.toContain('không được nhận');
        const oai = (await get('/oai?verb=Identify', { base })).html;
        expect(oai).toContain('<repositoryName>Tủ sách pháp luật tỉnh Bình Minh</repositoryName>');
        expect(oai).toContain('<adminEmail>tusach@binhminh.example</adminEmail>');
        expect((await get('/opds', { base })).html).toContain('Tủ sách pháp luật tỉnh Bình Minh');
        const page = await get(`/tai-lieu/${item}`, { base });
        expect(page.words).toContain('Tủ sách pháp luật tỉnh Bình Minh');
        expect(page.html).toContain('https://quocgia.example/');
        expect((await get('/.well-known/security.txt', { base })).html).toContain(
          'mailto:tusach@binhminh.example',
        );
      }
    } finally {
      await other.close();
    }
  });

  it('stands in the security log, each setting with what it was and is', async () => {
    const told = new Map((await events()).map((row) => [row.targetId, row]));
    expect([...told.keys()].toSorted()).toEqual([
      'NATIONAL_SHELF_URL',
      'SHELF_EMAIL',
      'SHELF_NAME',
      'SHELF_UNIT',
    ]);
    expect(told.get('SHELF_UNIT')).toMatchObject({
      actorId: app.admin.accountId,
      details: { before: 'Sở Tư pháp tỉnh An Sơn', after: 'Sở Tư pháp tỉnh Bình Minh' },
    });
    const page = await get('/can-bo/nhat-ky-an-ninh', { mine: true });
    expect(page.words).toContain('Thông tin tủ sách Cơ quan quản trị');
    expect((await save(fieldsOf(await form()))).headers['location']).toBe(`${PATH}?bao=nguyen`);
    expect(await events()).toHaveLength(4);
  });

  it('comes back filled with what is wrong, as the environment would be refused', async () => {
    const wrong = {
      ...fieldsOf(await form()),
      SHELF_NAME: '',
      SHELF_EMAIL: 'không phải thư',
      SHELF_ADDRESS: 'Số 9 phố Mới',
      LAW_DATABASE_URL: 'vbpl.vn/{q}',
      NATIONAL_SHELF_URL: 'https://quocgia.example/tim',
      SECURITY_CONTACT: 'a@b',
    };
    const page = await save(wrong);
    expect(page.status).toBe(400);
    for (const [name, words] of [
      ['SHELF_NAME', 'Hãy ghi tên tủ sách.'],
      ['SHELF_EMAIL', 'Ghi một địa chỉ thư'],
      ['LAW_DATABASE_URL', 'Ghi địa chỉ bắt đầu bằng https://'],
      ['NATIONAL_SHELF_URL', 'Ghi {q} vào chỗ'],
      ['SECURITY_CONTACT', 'Ghi mailto:'],
    ] as const) {
      expect(page.words).toContain(words);
      expect(page.value(name)).toBe(wrong[name]);
    }
    expect(page.value('SHELF_ADDRESS')).toBe('Số 9 phố Mới');
    expect((await get('/')).words).toContain('Sở Tư pháp tỉnh Bình Minh');
  });

  it('tells the second of two people, who loses nothing and may save again', async () => {
    const [first, second] = [fieldsOf(await form()), fieldsOf(await form())];
    await save({ ...first, SHELF_RESPONSIBLE: 'Bà Lò Thị Hương, Giám đốc' });
    const page = await save({
      ...second,
      SHELF_RESPONSIBLE: 'Ông Vi Văn Nam, Giám đốc',
      SHELF_ADDRESS: 'Số 9 phố Mới',
    });
    expect(page.status).toBe(409);
    expect(page.words).toContain('Người khác vừa lưu thông tin này');
    expect(page.words).toContain('Bản vừa lưu: “Bà Lò Thị Hương, Giám đốc”.');
    expect(page.value('SHELF_RESPONSIBLE')).toBe('Ông Vi Văn Nam, Giám đốc');
    expect(page.value('SHELF_ADDRESS')).toBe('Số 9 phố Mới');
    expect((await get('/')).words).toContain('Bà Lò Thị Hương, Giám đốc');
    expect((await save(fieldsOf(page))).status).toBe(303);
    expect((await get('/')).words).toContain('Ông Vi Văn Nam, Giám đốc');
    expect((await events())[0]?.details).toEqual({
      before: expect.any(String),
      after: expect.any(String),
    });
  });

  it('shows what was saved before, and takes a version back as one more save', async () => {
    const before = await form();
    await save({ ...fieldsOf(before), SHELF_ADDRESS: 'Số 99 phố Sai' });
    const page = await form();
    expect(page.words).toContain('Các bản trước');
    const [latest] = page
      .all('form')
      .filter(({ attribs }) => attribs['action'] === PATH)
      .slice(1);
    const fields = Object.fromEntries(
      DomUtils.getElementsByTagName('input', latest!).map(({ attribs }) => [
        attribs['name']!,
        attribs['value']!,
      ]),
    );
    expect(fields['SHELF_ADDRESS']).toBe('Số 9 phố Mới');
    expect(page.html).toContain('<del>Số 99 phố Sai</del>');
    expect((await save(fields)).headers.location).toContain('da-luu');
    expect((await form()).value('SHELF_ADDRESS')).toBe('Số 9 phố Mới');
    expect((await events())[0]?.details).toEqual({
      before: 'Số 99 phố Sai',
      after: 'Số 9 phố Mới',
    });
    // Somebody saved since the page was opened.
    expect((await save(fields)).status).toBe(409);
  });

  it('goes into backups and moves with everything else', async () => {
    const kept: unknown[] = [];
    for await (const record of app.shelf.storage.catalog.dump(null))
      if (record.kind === 'kept')
        kept.push(...record.value.versions.filter(({ list }) => list === 'shelf-settings'));
    const newest = kept
      .map((entry) => (entry as { value: unknown }).value)
      .find((value) => JSON.stringify(value).includes('Ông Vi Văn Nam'));
    expect(newest).toMatchObject({ SHELF_RESPONSIBLE: 'Ông Vi Văn Nam, Giám đốc' });
    expect(newest).not.toHaveProperty('SHELF_PHONE');
  });

  it('is an administrator’s of the whole shelf alone', async () => {
    const other = await staffPerson(app, ['unit-admin', 'cataloguer'], app.admin.unitId);
    const headers = { cookie: other.cookie };
    expect((await ask(app.base, PATH, { headers })).status).toBe(403);
    const answer = await postForm(app.base, PATH, fieldsOf(await form()), headers);
    expect(answer.status).toBe(403);
  });
});
