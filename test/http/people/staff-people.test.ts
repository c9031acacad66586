import { hashPassword } from '#server/people/actions/password.ts';
import type { Role } from '#server/people/account.ts';
import {
  ask,
  multipart,
  MULTIPART,
  postFiles,
  postForm,
  type Answer,
  type Fields,
} from '../../support/ask.ts';
import { aChange, anAccount, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
let count = 0;
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie = admin): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const signIn = async (username: string, password: string): Promise<string> =>
  (await postForm(app.base, '/dang-nhap', { username, password })).headers[
    'set-cookie'
  ]?.[0]?.split(';')[0] ?? '';
const catalog = () => app.shelf.storage.catalog;

/** Somebody with these roles and a session. */
async function somebody(
  roles: readonly Role[],
  unitId: string,
): Promise<{ id: string; username: string; cookie: string }> {
  const username = `nguoi-${count++}`;
  const account = anAccount({
    username,
    displayName: `Người ${username}`,
    roles,
    unitId,
    passwordHash: await hashPassword('x'),
  });
  await catalog().saveAccount(account);
  return { id: account.id, username, cookie: await signIn(username, 'x') };
}
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
    expect((await get('/can-bo', await signIn('lo.huong', password))).status).toBe(200);
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

  it('a role taken away in the middle of a form refuses the form', async () => {
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
    ).toBe(403);
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
    ).toBe('/can-bo/mat-khau?bao=xong');
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

describe('units', () => {
  const preview = (list: string, viec = 'xem'): Promise<Answer> =>
    post('/can-bo/nhap-don-vi', { list, viec });
  const LIST =
    'Mã;Tên;Loại;Mã cấp trên;Từ ngày;Đến ngày;Mã đơn vị kế thừa\nxa-moi;Xã Mới;Xã, phường, đặc khu;so-tu-phap;1/7/2025;;\nxa-cu-1;Xã Cũ Một;commune;so-tu-phap;;30/6/2025;xa-moi\nxa-cu-2;Xã Cũ Hai;commune;so-tu-phap;;30/6/2025;xa-moi\n';

  it('are read from a list, shown first and written only then', async () => {
    const seen = await preview(LIST);
    expect(seen.words).toContain('Thêm 3, đổi 0, giữ nguyên 0, không nhận 0.');
    expect((await catalog().listUnits()).some((u) => u.id === 'xa-moi')).toBe(false);
    const written = await post('/can-bo/nhap-don-vi', { list: seen.value('list'), viec: 'ghi' });
    expect(written.words).toContain('Đã ghi 3 đơn vị.');
    expect((await catalog().listUnits()).find((u) => u.id === 'xa-cu-1')).toMatchObject({
      name: 'Xã Cũ Một',
      successorId: 'xa-moi',
      validTo: '2025-06-30',
      parentId: 'so-tu-phap',
    });
    expect((await preview(LIST)).words).toContain('giữ nguyên 3');
  });

  it('come from a file too, marked for its encoding or not', async () => {
    const body = multipart([{ name: 'x', content: '' }])
      .toString()
      .replace(/name="files"; filename="x"/u, 'name="file"; filename="ds.csv"')
      .replace('\r\n\r\n\r\n', `\r\n\r\n\ufeffcode,name\r\n"thu-vien","Thư viện, cơ sở 2"\r\n\r\n`);
    const answer = await ask(app.base, '/can-bo/nhap-don-vi', {
      method: 'POST',
      body,
      headers: { origin: app.base, cookie: admin, 'content-type': MULTIPART },
    });
    expect(answer.words).toContain('Thư viện, cơ sở 2');
    expect(answer.words).toContain('Thêm 1');
  });

  it.each([
    ['Mã,Tên\nXã An,Tên', 'Mã gồm chữ cái'],
    ['Mã,Tên\nmot,\n', 'Hãy ghi tên đơn vị.'],
    ['Mã,Tên,Mã cấp trên\nmot,Một,khong-co', 'Không có đơn vị cấp trên'],
    ['Mã,Tên,Mã cấp trên\nmot,Một,hai\nhai,Hai,mot', 'Cấp trên không được nằm dưới'],
    ['Mã,Tên\nmot,Một\nmot,Lại một', 'đã có ở một dòng trên'],
    ['Mã,Tên,Từ ngày\nmot,Một,31/2/2025', 'Không phải ngày có thật.'],
    ['Mã,Tên,Loại\nmot,Một,huyện', 'Loại đơn vị không đúng.'],
    ['Tên\nMột', 'phải có cột Mã'],
    ['', 'Hãy chọn tệp hoặc dán'],
    ['Mã,Tên\n"mot,Một', 'không đọc được'],
  ])('a list like %j is refused whole', async (list, sentence) => {
    const before = await catalog().listUnits();
    for (const viec of ['xem', 'ghi'])
      expect((await preview(list, viec)).words).toContain(sentence);
    expect(await catalog().listUnits()).toEqual(before);
  });

  it('are added and changed one by one; their code stays', async () => {
    expect(
      (
        await post('/can-bo/don-vi', {
          code: 'xa-dong',
          name: 'Xã Đông',
          kind: 'commune',
          parent: 'so-tu-phap',
        })
      ).status,
    ).toBe(303);
    expect(
      (await post('/can-bo/don-vi', { code: 'xa-dong', name: 'Xã Khác', kind: 'commune' })).words,
    ).toContain('Mã này đã có đơn vị dùng.');
    const page = await get('/can-bo/don-vi/xa-dong');
    expect([page.value('name'), page.value('parent')]).toEqual(['Xã Đông', 'so-tu-phap']);
    expect(
      (
        await post('/can-bo/don-vi/xa-dong', {
          name: 'Xã Đông Mới',
          kind: 'commune',
          parent: 'xa-dong',
        })
      ).words,
    ).toContain('Cấp trên không được');
    expect(
      (
        await post('/can-bo/don-vi/xa-dong', {
          name: 'Xã Đông Mới',
          kind: 'commune',
          parent: 'so-tu-phap',
          validFrom: '2025',
        })
      ).status,
    ).toBe(303);
    expect((await get('/can-bo/don-vi')).words).toContain('Xã Đông Mới');
    for (const path of ['/can-bo/don-vi/khong-co']) expect((await get(path)).status).toBe(404);
    expect(
      (await get('/can-bo/don-vi', (await somebody(['contributor'], 'xa-an')).cookie)).status,
    ).toBe(403);
  });
});

describe('a merger while work waits', () => {
  it('hands items, people and pages to the successor; nothing is lost', async () => {
    await catalog().saveUnits([unit('xa-tay'), unit('xa-tay-nam')]);
    const sender = await somebody(['contributor'], 'xa-tay');
    const sent = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'cua-xa-tay.txt', content: 'Chữ của xã Tây' }],
      sender.cookie,
      { headers: { accept: 'application/json' } },
    );
    const [{ itemId }] = sent.json<{ results: [{ itemId: string }] }>().results;
    const published = await catalog().saveItem(
      aChange(
        anItem({
          unitId: 'xa-tay',
          title: 'Sách của xã Tây',
          state: 'published',
          publishedAt: '2026-01-01T00:00:00.000Z',
        }),
        {
          jobs: [{ kind: 'index-item', key: 'index-item:x', payload: {}, priority: 1, group: 'x' }],
        },
      ),
    );
    const newcomer = await somebody(['contributor'], 'xa-tay-nam');
    expect((await get(`/can-bo/tai-lieu/${itemId}`, newcomer.cookie)).status).toBe(403);

    expect(
      (
        await post('/can-bo/don-vi/xa-tay', {
          name: 'Đơn vị xa-tay',
          kind: 'commune',
          parent: 'so-tu-phap',
          validTo: '30/6/2026',
          successor: 'xa-tay-nam',
        })
      ).status,
    ).toBe(303);
    for (const who of [sender, newcomer]) {
      const page = await get(`/can-bo/tai-lieu/${itemId}`, who.cookie);
      expect(page.status).toBe(200);
    }
    const saved = await post(
      `/can-bo/tai-lieu/${itemId}/luu`,
      {
        version: (await get(`/can-bo/tai-lieu/${itemId}`, newcomer.cookie)).value('version'),
        title: 'Xã mới sửa',
        language: 'vi',
        validityState: 'con',
        rightsKind: 'duoc_phep',
      },
      newcomer.cookie,
    );
    expect(saved.status).toBe(303);
    expect((await catalog().findItem(itemId))!.unitId).toBe('xa-tay');
    const next = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'sau-sap-nhap.txt', content: 'Chữ sau sáp nhập' }],
      sender.cookie,
      { headers: { accept: 'application/json' } },
    );
    expect(
      (await catalog().findItem(next.json<{ results: [{ itemId: string }] }>().results[0].itemId))!
        .unitId,
    ).toBe('xa-tay-nam');

    await app.shelf.storage.search.index([
      {
        itemId: published.id,
        version: published.version,
        title: published.title,
        record: '',
        keywords: [],
        numbers: [],
        publishedAt: published.publishedAt!,
        passages: [],
        filters: {
          subjects: [],
          genres: [],
          audiences: [],
          years: [],
          validity: [],
          languages: [],
          units: ['xa-tay'],
          formats: [],
        },
      },
    ]);
    expect((await get('/don-vi/xa-tay-nam', '')).words).toContain('Sách của xã Tây');
    const old = await get('/don-vi/xa-tay', '');
    expect([old.status, old.link('Đơn vị xa-tay-nam')]).toEqual([200, '/don-vi/xa-tay-nam']);
  });
});
