import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anEvent, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const PATH = '/can-bo/nhat-ky-cong-viec';

let app: TestApp;
let admin: string;
let huong: StaffPerson;
let unitAdmin: StaffPerson;
let stranger: StaffPerson;
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie = admin): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const unit = (id: string) => ({
  id,
  code: id,
  name: `Xã ${id}`,
  kind: 'commune' as const,
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
});
const deeds = (page: Answer): string[] => page.texts('li').filter((li) => li.includes(' · '));
const item = anItem({ title: 'Cẩm nang hòa giải', unitId: 'xa-an', state: 'draft' });
const foreign = anItem({ title: 'Bản nháp kín của xã Bình', unitId: 'xa-binh', state: 'draft' });

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
  const { catalog } = app.shelf.storage;
  await catalog.saveUnits([unit('xa-an'), unit('xa-binh')]);
  huong = await staffPerson(app, ['cataloguer'], 'xa-an', { displayName: 'Lò Thị Hương' });
  unitAdmin = await staffPerson(app, ['unit-admin'], 'xa-an');
  stranger = await staffPerson(app, ['unit-admin'], 'xa-binh');
  const by = { actorId: huong.id, actorName: 'Lò Thị Hương', unitId: 'xa-an' };
  await catalog.saveItems([
    aChange(item, {
      event: anEvent(item.id, { ...by, action: 'create', at: '2026-01-05T03:00:00.000Z' }),
    }),
    aChange(foreign, {
      event: anEvent(foreign.id, { ...by, action: 'create', at: '2026-01-06T03:00:00.000Z' }),
    }),
  ]);
  await post(`/can-bo/tai-lieu/${item.id}/y-kien`, { comment: 'Thiếu phụ lục' }, huong.cookie);
});
afterAll(() => app.close());

describe('what people did', () => {
  it('is one list of items and accounts, of one person over a time', async () => {
    await post('/can-bo/bo-suu-tap/moi', {}, huong.cookie);
    const all = deeds(await get(`${PATH}?nguoi=${huong.username}`));
    expect(all.some((li) => li.startsWith('Đăng nhập'))).toBe(true);
    expect(all.some((li) => li.includes('Cẩm nang hòa giải') && li.includes('Thiếu phụ lục'))).toBe(
      true,
    );
    expect(all.some((li) => li.includes('Bị từ chối vì không có quyền'))).toBe(true);
    const january = deeds(await get(`${PATH}?nguoi=${huong.username}&tu=1/1/2026&den=31/1/2026`));
    expect(january).toHaveLength(2);
    expect(january[0]).toContain('Bản nháp kín của xã Bình');
    expect(january[1]).toContain('Tạo bản ghi: Cẩm nang hòa giải');
  });

  it('is narrowed by unit, kind and item; a wrong day is told at its field', async () => {
    const created = deeds(await get(`${PATH}?viec=tai-lieu:create&don-vi=xa-an`));
    expect(created).toHaveLength(2);
    const signedIn = deeds(await get(`${PATH}?viec=sign-in&don-vi=xa-binh`));
    expect(signedIn).toHaveLength(1);
    const ofItem = deeds(await get(`${PATH}?tai-lieu=/tai-lieu/${item.id}/x`));
    expect(ofItem).toHaveLength(2);
    expect(deeds(await get(`${PATH}?tai-lieu=khong-co`))).toEqual([]);
    const wrong = await get(`${PATH}?tu=40/1/2026`);
    expect(wrong.status).toBe(400);
    expect(wrong.value('tu')).toBe('40/1/2026');
  });

  it('gives a unit’s administrator that unit’s people, and hides what is not theirs to see', async () => {
    const own = await get(PATH, unitAdmin.cookie);
    expect(own.words).toContain('Tài liệu của đơn vị khác');
    expect(own.words).not.toContain('Bản nháp kín của xã Bình');
    const others = await get(PATH, stranger.cookie);
    expect(others.words).not.toContain('Lò Thị Hương');
    expect(deeds(await get(`${PATH}?don-vi=xa-an`, stranger.cookie))).toEqual([]);
    expect(deeds(await get(`${PATH}?tai-lieu=${item.id}`, stranger.cookie))).toEqual([]);
    expect((await get(PATH, huong.cookie)).status).toBe(403);
  });

  it('is a file too, which the log tells of, and pages through without a gap', async () => {
    const { body } = await get(`${PATH}.csv?nguoi=${huong.username}`);
    const lines = body
      .toString('utf8')
      .replace(/^\ufeff/u, '')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('Thời điểm (UTC),Người làm,Đơn vị,Việc,Đối tượng,Chi tiết,Kết quả');
    expect(lines.filter((line) => line.includes('Cẩm nang hòa giải'))).toHaveLength(2);
    for (let i = 0; i < 60; i++)
      await app.shelf.storage.catalog.addEvent(
        anEvent(item.id, { at: `2026-02-01T03:00:${String(i).padStart(2, '0')}.000Z` }),
      );
    const seen: string[] = [];
    for (let at: string | undefined = PATH; at !== undefined;) {
      const page = await get(at);
      seen.push(...deeds(page));
      at = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    const whole = (await get(`${PATH}.csv`)).body.toString('utf8').trim().split('\r\n');
    expect(seen.length).toBeGreaterThan(60);
    // The file is itself one event more, and so is each look at the file before it.
    expect(whole.length - 1 - seen.length).toBeLessThan(3);
    expect((await get(`${PATH}?viec=exported`)).words).toContain('Xuất, tải dữ liệu');
  });
});

describe('the page of a person', () => {
  const page = (id: string, cookie = admin) => get(`/can-bo/tai-khoan/${id}`, cookie);

  it('says in plain words what the person may do, and leads to what they did', async () => {
    const shown = await page(huong.id, unitAdmin.cookie);
    expect(shown.texts('li')).toContain('biên mục bản nháp của Xã xa-an');
    expect(shown.words).toMatch(/Không được:.*phê duyệt, đăng tài liệu/u);
    const did = await get(shown.link('7 ngày qua'), unitAdmin.cookie);
    expect(did.value('nguoi')).toBe(huong.username);
    expect(did.words).toContain('Thiếu phụ lục');
    expect((await page(app.admin.accountId)).texts('li')).toContain(
      'phê duyệt, đăng tài liệu của mọi đơn vị',
    );
  });

  it('lists where the person is signed in; one session or all are ended, and told', async () => {
    const again = async (): Promise<string> =>
      (await postForm(app.base, '/dang-nhap', { username: huong.username, password: 'x' })).headers[
        'set-cookie'
      ]![0]!.split(';')[0]!;
    const second = await again();
    const shown = await page(huong.id, unitAdmin.cookie);
    const sessions = shown.all('input').filter((e) => e.attribs['name'] === 'phien');
    expect(sessions).toHaveLength(2);
    const path = `/can-bo/tai-khoan/${huong.id}/phien`;
    expect((await post(path, {}, stranger.cookie)).status).toBe(403);
    await post(path, { phien: sessions[0]!.attribs['value']! }, unitAdmin.cookie);
    const left = [
      (await get('/can-bo', huong.cookie)).status,
      (await get('/can-bo', second)).status,
    ];
    expect(left.filter((status) => status === 200)).toHaveLength(1);
    await post(path, {}, unitAdmin.cookie);
    expect((await get('/can-bo', huong.cookie)).status).not.toBe(200);
    expect((await get('/can-bo', second)).status).not.toBe(200);
    const told = deeds(await get(`${PATH}?viec=session-ended&nguoi=${huong.username}`));
    expect(told).toHaveLength(2);
    expect((await page(huong.id, unitAdmin.cookie)).words).toContain(
      'Không có phiên đăng nhập nào',
    );
  });

  it('gives a lost password anew without any mail: shown once, changed at the first sign-in', async () => {
    const given = await post(`/can-bo/tai-khoan/${huong.id}/mat-khau`, {}, unitAdmin.cookie);
    const password = given.texts('code')[0]!;
    expect((await page(huong.id, unitAdmin.cookie)).html).not.toContain(password);
    const old = await postForm(app.base, '/dang-nhap', { username: huong.username, password: 'x' });
    expect(old.status).not.toBe(303);
    const signed = await postForm(app.base, '/dang-nhap', { username: huong.username, password });
    const cookie = signed.headers['set-cookie']![0]!.split(';')[0]!;
    expect((await get('/can-bo', cookie)).headers['location']).toContain('/can-bo/mat-khau');
    expect(
      deeds(await get(`${PATH}?viec=password-reset&nguoi=${huong.username}`, unitAdmin.cookie)),
    ).toHaveLength(1);
  });
});
