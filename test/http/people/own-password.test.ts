import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { PASSWORD, startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const signIn = async (username: string, password: string): Promise<string> =>
  (await postForm(app.base, '/dang-nhap', { username, password })).headers['set-cookie']![0]!.split(
    ';',
  )[0]!;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
});
afterAll(() => app.close());

describe('a password that an administrator gave', () => {
  it('has to be changed before anything else', async () => {
    const { id, username } = await staffPerson(app, ['approver']);
    const given = (await post(`/can-bo/tai-khoan/${id}/mat-khau`, {}, admin)).texts('code')[0]!;
    const cookie = await signIn(username, given);
    for (const path of ['/can-bo', '/can-bo/tai-len', '/can-bo/thong-bao', '/can-bo/khong-co'])
      expect((await get(path, cookie)).headers.location).toBe('/can-bo/mat-khau');
    expect((await post('/can-bo/hang-loat', { chon: '1' }, cookie)).headers.location).toBe(
      '/can-bo/mat-khau',
    );
    const page = await get('/can-bo/mat-khau', cookie);
    expect(page.words).toContain('Hãy đặt mật khẩu của riêng bạn');
    const wanted = 'con mèo trèo cây cau';
    const refused = await post(
      '/can-bo/mat-khau',
      { current: given, wanted: 'matkhau123456', again: 'matkhau123456' },
      cookie,
    );
    expect([refused.status, refused.words]).toEqual([400, expect.stringContaining('dễ đoán')]);
    await post('/can-bo/mat-khau', { current: given, wanted, again: wanted }, cookie);
    expect((await get('/can-bo', cookie)).status).toBe(200);
    expect((await get('/can-bo', await signIn(username, wanted))).status).toBe(200);
  });

  it('gives no right elsewhere before it is changed', async () => {
    const { id, username } = await staffPerson(app, ['admin']);
    const given = (await post(`/can-bo/tai-khoan/${id}/mat-khau`, {}, admin)).texts('code')[0]!;
    const who = await app.shelf.storage.catalog.findAccount(username);
    expect(who).toMatchObject({ mustChangePassword: true, roles: ['admin'] });
    const token = (await signIn(username, given)).slice('phien='.length);
    const { createWhoIs } = await import('#server/people/actions/who-is.ts');
    const actor = await createWhoIs({
      onIdle: async () => undefined,
      catalog: app.shelf.storage.catalog,
      now: () => new Date().toISOString(),
      twoPersons: 'auto',
      idleMinutes: 60,
      secondFactorRequired: false,
    })(token);
    expect(actor).toMatchObject({ due: 'password', roles: [] });
  });
});

describe('the sessions of an account', () => {
  it('end when its roles or its unit change, not when its name does', async () => {
    const { id, cookie } = await staffPerson(app, ['approver']);
    const save = (fields: Fields): Promise<Answer> =>
      post(`/can-bo/tai-khoan/${id}/luu`, { unitId: 'so-tu-phap', ...fields }, admin);
    await save({ displayName: 'Tên mới', roles: 'approver' });
    expect((await get('/can-bo', cookie)).status).toBe(200);
    await save({ displayName: 'Tên mới', roles: ['approver', 'cataloguer'] });
    expect((await get('/can-bo', cookie)).headers.location).toMatch(/^\/dang-nhap/u);
  });
});

describe('the first administrator', () => {
  it.each(['ngan', 'matkhau123456', 'admin1234567'])(
    'is not made with %j, and why is said',
    async (password) => {
      const { createFirstAdmin } = await import('#server/people/actions/create-first-admin.ts');
      const catalog = { ...app.shelf.storage.catalog, countAccounts: async () => 0 };
      await expect(
        createFirstAdmin(
          { catalog, newId: () => 'a', now: () => new Date().toISOString() },
          { username: 'admin', password, unitName: 'Sở' },
        ),
      ).rejects.toMatchObject({
        code: 'invalid-input',
        details: { fields: { ADMIN_PASSWORD: expect.stringContaining('ADMIN_PASSWORD') } },
      });
      expect(await signIn('admin', PASSWORD)).toMatch(/^phien=/u);
    },
  );
});
