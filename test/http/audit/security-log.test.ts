import { createHash } from 'node:crypto';
import type { SecurityKind, SecurityRow } from '#server/audit/security-event.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { wholeLog } from '../../support/audit/some-events.ts';
import { anItem, aChange } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await startTestApp({ settings: { TRUST_PROXY: '1', LOG_LEVEL: 'info' } });
  admin = await app.signIn();
});
afterAll(() => app.close());

const rowsOf = async (kind: SecurityKind): Promise<SecurityRow[]> =>
  (await wholeLog(app.shelf.storage.catalog)).filter((row) => row.kind === kind);
const lastOf = async (kind: SecurityKind): Promise<SecurityRow> => (await rowsOf(kind)).at(-1)!;
const post = (path: string, fields: Record<string, string>, cookie = admin): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });

describe('the security log has', () => {
  it('who signed in, who could not, and who went, with the visitor’s address and the request', async () => {
    const { id, username, cookie } = await staffPerson(app, ['cataloguer']);
    expect(await lastOf('sign-in')).toMatchObject({
      actorId: id,
      actorName: `Cán bộ ${username}`,
      unitId: 'so-tu-phap',
      outcome: 'done',
    });
    const refused = await postForm(
      app.base,
      '/dang-nhap',
      { username, password: 'sai' },
      { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'yeu-cau-0001' },
    );
    expect([refused.status, refused.headers['x-request-id']]).toEqual([401, 'yeu-cau-0001']);
    expect(await lastOf('sign-in-failed')).toMatchObject({
      actorId: null,
      outcome: 'failed',
      targetKind: 'account',
      targetId: id,
      address: '203.0.113.7',
      requestId: 'yeu-cau-0001',
    });
    await post('/dang-xuat', {}, cookie);
    expect(await lastOf('sign-out')).toMatchObject({ actorId: id });
  });

  it('a name that nobody has without the name, because people type passwords there', async () => {
    await postForm(app.base, '/dang-nhap', { username: 'Bí mật của tôi 9!', password: 'x' });
    const row = await lastOf('sign-in-failed');
    expect(row).toMatchObject({ targetId: '', targetKind: '', unitId: null });
    expect(JSON.stringify(row)).not.toMatch(/Bí mật|bí mật/u);
  });

  it('too many wrong passwords once a minute, not once a try', async () => {
    const { id, username } = await staffPerson(app, ['cataloguer'], 'so-tu-phap');
    for (let n = 0; n < 9; n++)
      await postForm(
        app.base,
        '/dang-nhap',
        { username, password: 'sai' },
        { 'x-forwarded-for': '198.51.100.9' },
      );
    const delayed = (await rowsOf('sign-in-delayed')).filter(({ targetId }) => targetId === id);
    // The minute may have turned meanwhile.
    expect([1, 2]).toContain(delayed.length);
  });

  it('what became of accounts and roles, before and after', async () => {
    await post('/can-bo/tai-khoan', {
      username: 'nguoi.moi',
      displayName: 'Người Mới',
      unitId: 'so-tu-phap',
      roles: 'contributor',
    });
    const made = await lastOf('account-made');
    expect(made).toMatchObject({
      actorId: app.admin.accountId,
      targetKind: 'account',
      details: { username: 'nguoi.moi', roles: 'contributor' },
    });
    const person = `/can-bo/tai-khoan/${made.targetId}`;
    const values = { displayName: 'Người Mới', unitId: 'so-tu-phap' };
    await post(`${person}/luu`, { ...values, roles: 'approver' });
    expect((await lastOf('roles-changed')).details).toEqual({
      username: 'nguoi.moi',
      before: 'contributor',
      roles: 'approver',
    });
    for (const [step, kind] of [
      ['mat-khau', 'password-reset'],
      ['khoa', 'account-disabled'],
      ['mo', 'account-enabled'],
      ['hai-buoc', 'second-factor-reset'],
    ] as const) {
      await post(`${person}/${step}`, {});
      expect(await lastOf(kind)).toMatchObject({
        targetId: made.targetId,
        actorId: app.admin.accountId,
      });
    }
  });

  it('settings that officials change, keys they issue, and what they erase', async () => {
    await post('/can-bo/trang-nhung', { name: 'Cổng xã', origin: 'https://xa-an.gov.vn' });
    expect(await lastOf('setting-changed')).toMatchObject({
      targetKind: 'portal',
      details: { route: 'POST /can-bo/trang-nhung', origin: 'https://xa-an.gov.vn' },
    });
    const [portal] = await app.shelf.storage.catalog.listAuthority('portal');
    await post(`/can-bo/trang-nhung/${portal!.id}/xoa`, {});
    expect(await lastOf('deleted')).toMatchObject({ targetKind: 'portal', targetId: portal!.id });
    const page = await post('/can-bo/khoa-api', { name: 'Cổng', unit: 'Sở', perMinute: '600' });
    const key = page.texts('code').find((text) => text.startsWith('tspl_'))!;
    const issued = await lastOf('key-issued');
    expect(issued).toMatchObject({ targetKind: 'api-client', details: { name: 'Cổng' } });
    expect(JSON.stringify(await wholeLog(app.shelf.storage.catalog))).not.toContain(key);
    await post(`/can-bo/khoa-api/${issued.targetId}/thu-hoi`, {});
    expect(await lastOf('key-revoked')).toMatchObject({ targetId: issued.targetId });
  });

  it('readers’ words that were erased, in the log of the item’s unit', async () => {
    const { catalog } = app.shelf.storage;
    const item = await catalog.saveItem(aChange(anItem({ unitId: 'xa-an', state: 'draft' })));
    const rating = { id: 'loi-1', itemId: item.id, day: '2026-05-12', answer: 'no' as const };
    await catalog.addRating({ ...rating, comment: 'Lời' });
    await post('/can-bo/y-kien/loi-1/xoa', {});
    expect(await lastOf('deleted')).toMatchObject({
      targetKind: 'comment',
      targetId: 'loi-1',
      unitId: 'xa-an',
      details: { item: item.id },
    });
  });

  it('every file that officials take along', async () => {
    for (const path of [
      '/can-bo/van-ban.csv',
      '/can-bo/nhap-bang/danh-muc.csv',
      '/can-bo/nhap-bang/mau.xlsx',
      '/can-bo/thong-ke.csv',
      '/can-bo/nhap-don-vi/don-vi.xlsx',
      '/can-bo/nhat-ky-an-ninh.ndjson',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
      expect((await lastOf('exported')).details).toEqual({ route: `GET ${path}` });
    }
    const before = (await rowsOf('exported')).length;
    expect((await get('/can-bo/van-ban')).status).toBe(200);
    expect((await rowsOf('exported')).length).toBe(before);
  });

  it('what a person was refused, once a minute for a route', async () => {
    const { id, cookie } = await staffPerson(app, ['contributor']);
    for (let n = 0; n < 5; n++)
      expect((await get('/can-bo/nhat-ky-an-ninh', cookie)).status).toBe(403);
    expect((await get('/can-bo/khoa-api', cookie)).status).toBe(403);
    const refused = (await rowsOf('refused')).filter(({ actorId }) => actorId === id);
    expect(new Set(refused.map(({ details }) => details['route']))).toEqual(
      new Set(['GET /can-bo/nhat-ky-an-ninh', 'GET /can-bo/khoa-api']),
    );
    expect(refused.length).toBeLessThan(5);
  });

  it('an own password that was changed, one that was wrong, and an idle session’s end', async () => {
    const person = await staffPerson(app, ['cataloguer']);
    await post('/can-bo/mat-khau', { current: 'sai', wanted: 'y', again: 'y' }, person.cookie);
    expect(await lastOf('password-failed')).toMatchObject({
      actorId: person.id,
      outcome: 'failed',
    });
    const wanted = 'một câu dài dễ nhớ 7';
    await post('/can-bo/mat-khau', { current: 'x', wanted, again: wanted }, person.cookie);
    expect(await lastOf('password-changed')).toMatchObject({ actorId: person.id });
    await endByIdling(person);
    expect(await lastOf('session-ended')).toMatchObject({
      actorId: person.id,
      details: { why: 'idle' },
    });
  });
});

/** Its session was used last two hours ago; somebody comes back to it, twice. */
async function endByIdling({ id, cookie }: StaffPerson): Promise<void> {
  const { catalog } = app.shelf.storage;
  const hash = createHash('sha256').update(cookie.split('=')[1]!).digest('hex');
  await catalog.touchSession(hash, new Date(Date.now() - 2 * 3_600_000).toISOString());
  const before = (await rowsOf('session-ended')).length;
  for (let n = 0; n < 2; n++) await get('/can-bo', cookie);
  expect((await rowsOf('session-ended')).length).toBe(before + 1);
  expect(await catalog.listSessions(id, new Date().toISOString())).toEqual([]);
}

it('every row is a line of the program’s own log, apart from those of requests', async () => {
  const lines = app.logged.filter(({ log }) => log === 'security');
  const rows = await wholeLog(app.shelf.storage.catalog);
  expect(lines.map(({ sequence, hash }) => [sequence, hash])).toEqual(
    rows.map(({ sequence, hash }) => [sequence, hash]),
  );
});

it('a log that cannot be written loses no act and is told of by the next row', async () => {
  const { catalog } = app.shelf.storage;
  const add = catalog.addSecurityEvents;
  Object.assign(catalog, { addSecurityEvents: () => Promise.reject(new Error('disk on fire')) });
  const answer = await post('/can-bo/trang-nhung', { name: 'A', origin: 'https://a.gov.vn' });
  Object.assign(catalog, { addSecurityEvents: add });
  expect(answer.status).toBe(303);
  expect(await catalog.listAuthority('portal')).toHaveLength(1);
  expect(app.logged.filter(({ msg }) => msg === 'security events were not kept')).toEqual([
    expect.objectContaining({ level: 50, log: 'security', events: [expect.anything()] }),
  ]);
  await post('/can-bo/trang-nhung', { name: 'B', origin: 'https://b.gov.vn' });
  expect((await lastOf('log-gap')).details).toEqual({ missed: '1' });
});
