import type { Role } from '#server/people/account.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie = admin): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const signIn = async (username: string, password: string): Promise<string> =>
  (await postForm(app.base, '/dang-nhap', { username, password })).headers[
    'set-cookie'
  ]?.[0]?.split(';')[0] ?? '';
const catalog = () => app.shelf.storage.catalog;

const somebody = (roles: readonly Role[], unitId: string): Promise<StaffPerson> =>
  staffPerson(app, roles, unitId);
const unit = (id: string, more = {}) => ({
  id,
  code: id,
  name: `Đơn vị ${id}`,
  kind: 'commune' as const,
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
  await catalog().saveUnits([
    unit('xa-an'),
    unit('truong-an', { parentId: 'xa-an', kind: 'school' }),
    unit('xa-binh'),
  ]);
});
afterAll(() => app.close());

describe('accounts', () => {
  it('are made with a password that is shown this once and works', async () => {
    const made = await post('/can-bo/tai-khoan', {
      username: 'Lo.Huong',
      displayName: 'Lò Thị Hương',
      unitId: 'xa-an',
      roles: ['contributor', 'cataloguer'],
    });
    expect([made.status, made.headers['cache-control']]).toEqual([200, 'no-store']);
    const password = made.texts('code')[0]!;
    const account = (await catalog().findAccount('lo.huong'))!;
    expect(account).toMatchObject({
      displayName: 'Lò Thị Hương',
      unitId: 'xa-an',
      roles: ['contributor', 'cataloguer'],
      disabled: false,
    });
    expect((await get(`/can-bo/tai-khoan/${account.id}`)).html).not.toContain(password);
    expect((await get('/can-bo/tai-khoan')).words).toContain('Lò Thị Hương');
    expect((await get('/can-bo', await signIn('lo.huong', password))).headers.location).toBe(
      '/can-bo/mat-khau',
    );
  });

  it('come back with what was typed when something is wrong', async () => {
    for (const [fields, wrong] of [
      [
        { username: 'ab', displayName: '', unitId: 'khong-co', roles: [] },
        ['username', 'displayName', 'unitId', 'roles'],
      ],
      [
        { username: 'Lo.Huong', displayName: 'Người Khác', unitId: 'xa-an', roles: ['auditor'] },
        ['username'],
      ],
    ] as const) {
      const page = await post('/can-bo/tai-khoan', fields);
      expect(page.status).toBeGreaterThanOrEqual(400);
      for (const name of wrong) expect(page.links.map((l) => l.href)).toContain(`#${name}`);
      expect([page.value('username'), page.value('displayName')]).toEqual([
        fields.username,
        fields.displayName,
      ]);
    }
  });

  it('of a unit are managed by its administrator, in its own subtree and never above', async () => {
    const boss = await somebody(['unit-admin'], 'xa-an');
    const [inside, outside, above] = [
      await somebody(['contributor'], 'truong-an'),
      await somebody(['contributor'], 'xa-binh'),
      await somebody(['auditor'], 'xa-an'),
    ];
    const list = await get('/can-bo/tai-khoan', boss.cookie);
    expect(list.words).toContain(inside.username);
    expect(list.words).not.toContain(outside.username);
    expect(list.chosen('roles')).toEqual([]);
    expect(list.html).not.toMatch(/value="(?:admin|auditor|xa-binh|so-tu-phap)"/u);
    for (const [who, status] of [
      [inside, 303],
      [outside, 403],
      [above, 403],
      [boss, 403],
    ] as const) {
      for (const action of ['luu', 'khoa', 'mo'])
        expect([
          action,
          (
            await post(
              `/can-bo/tai-khoan/${who.id}/${action}`,
              { displayName: 'Tên', unitId: 'truong-an', roles: 'contributor' },
              boss.cookie,
            )
          ).status,
        ]).toEqual([action, status]);
    }
    const raise = await post(
      `/can-bo/tai-khoan/${inside.id}/luu`,
      { displayName: 'Tên', unitId: 'truong-an', roles: ['contributor', 'admin'] },
      boss.cookie,
    );
    expect(raise.status).toBe(400);
    const away = await post(
      `/can-bo/tai-khoan/${inside.id}/luu`,
      { displayName: 'Tên', unitId: 'xa-binh', roles: 'contributor' },
      boss.cookie,
    );
    expect(away.status).toBe(403);
    expect(await catalog().findAccountById(inside.id)).toMatchObject({
      unitId: 'truong-an',
      roles: ['contributor'],
    });
    expect(
      (
        await post(
          '/can-bo/tai-khoan',
          { username: 'leo-thang', displayName: 'X', unitId: 'xa-an', roles: 'admin' },
          boss.cookie,
        )
      ).status,
    ).toBe(400);
    expect(
      (
        await post(
          '/can-bo/tai-khoan',
          { username: 'lan-sang', displayName: 'X', unitId: 'xa-binh', roles: 'contributor' },
          boss.cookie,
        )
      ).status,
    ).toBe(403);
    expect(await catalog().findAccount('lan-sang')).toBeNull();
  });

  it('that are not there are not found, and one’s own is not changed', async () => {
    expect((await get('/can-bo/tai-khoan/khong-co')).status).toBe(404);
    const own = app.admin.accountId;
    expect((await post(`/can-bo/tai-khoan/${own}/khoa`, {})).status).toBe(403);
    expect(
      (await get(`/can-bo/tai-khoan/${own}`))
        .all('button')
        .map((b) => b.attribs['formaction'] ?? ''),
    ).not.toContain('khoa');
  });
});

describe('what is taken away is gone at once', () => {
  it('a disabled account’s session ends, and comes back only with a new sign-in', async () => {
    const who = await somebody(['cataloguer'], 'xa-an');
    expect((await get('/can-bo', who.cookie)).status).toBe(200);
    expect((await post(`/can-bo/tai-khoan/${who.id}/khoa`, {})).status).toBe(303);
    expect((await get('/can-bo', who.cookie)).status).toBe(303);
    expect(await signIn(who.username, 'x')).toBe('');
    await post(`/can-bo/tai-khoan/${who.id}/mo`, {});
    expect((await get('/can-bo', who.cookie)).status).toBe(303);
    expect((await get('/can-bo', await signIn(who.username, 'x'))).status).toBe(200);
  });

  it('a role taken away in the middle of a form ends the session and refuses the form', async () => {
    const who = await somebody(['cataloguer'], 'xa-an');
    const item = await catalog().saveItem(aChange(anItem({ unitId: 'xa-an' })));
    const page = await get(`/can-bo/tai-lieu/${item.id}`, who.cookie);
    await post(`/can-bo/tai-khoan/${who.id}/luu`, {
      displayName: 'Tên',
      unitId: 'xa-an',
      roles: 'auditor',
    });
    expect(
      (
        await post(
          `/can-bo/tai-lieu/${item.id}/luu`,
          { version: page.value('version'), title: 'Sửa trộm' },
          who.cookie,
        )
      ).status,
    ).toBe(401);
    expect((await catalog().findItem(item.id))?.title).toBe(item.title);
  });

  it('a new password ends every session; one’s own change leaves this one', async () => {
    const who = await somebody(['cataloguer'], 'xa-an');
    const given = await post(`/can-bo/tai-khoan/${who.id}/mat-khau`, {});
    const password = given.texts('code')[0]!;
    expect((await get('/can-bo', who.cookie)).status).toBe(303);
    const [here, there] = [
      await signIn(who.username, password),
      await signIn(who.username, password),
    ];
    const wanted = 'một câu dễ nhớ và dài';
    for (const [fields, field] of [
      [{ current: 'sai', wanted, again: wanted }, 'current'],
      [{ current: password, wanted: 'ngắn', again: 'ngắn' }, 'wanted'],
      [{ current: password, wanted: password, again: password }, 'wanted'],
      [{ current: password, wanted, again: 'khác' }, 'again'],
    ] as const) {
      const page = await post('/can-bo/mat-khau', fields, here);
      expect([page.status, page.links.some((l) => l.href === `#${field}`)]).toEqual([400, true]);
      expect(page.html).not.toContain(password);
    }
    expect(
      (
        await post(
          '/can-bo/mat-khau',
          { current: password, wanted, again: wanted.normalize('NFD') },
          here,
        )
      ).headers.location,
      // A password that somebody else gave has to be changed: what to do first comes next.
    ).toBe('/can-bo?bao=mat-khau');
    expect([(await get('/can-bo', here)).status, (await get('/can-bo', there)).status]).toEqual([
      200, 303,
    ]);
    expect(await signIn(who.username, password)).toBe('');
    expect(await signIn(who.username, wanted)).not.toBe('');
  });

  it('who guesses the password in an open session is slowed down', async () => {
    const who = await somebody(['cataloguer'], 'xa-an');
    const answers = [];
    for (let n = 0; n < 11; n++)
      answers.push(
        (
          await post(
            '/can-bo/mat-khau',
            { current: `sai ${n}`, wanted: 'x', again: 'x' },
            who.cookie,
          )
        ).status,
      );
    expect(answers.at(-1)).toBe(429);
  });
});
