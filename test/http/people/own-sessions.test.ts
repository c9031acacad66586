import { deviceOf } from '#server/people/device.ts';
import { roughly } from '#server/people/actions/limited-tries.ts';
import { isOver } from '#server/people/actions/own-sessions.ts';
import { hashToken } from '#server/people/actions/sign-in.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
let app: TestApp;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, cookie: string): Promise<Answer> =>
  postForm(app.base, path, {}, { cookie });
const signInAgain = async (username: string): Promise<string> =>
  (
    await postForm(app.base, '/dang-nhap', { username, password: 'x' }, { 'user-agent': FIREFOX })
  ).headers['set-cookie']![0]!.split(';')[0]!;
const hashOf = (cookie: string): string => hashToken(cookie.slice('phien='.length));

beforeAll(async () => {
  app = await startTestApp({ settings: { SESSION_IDLE_MINUTES: '30' } });
});
afterAll(() => app.close());

describe('the page of one’s own sessions', () => {
  it('shows each with its device, and ends one or all others', async () => {
    const { username, cookie } = await staffPerson(app, ['cataloguer']);
    const [second, third] = [await signInAgain(username), await signInAgain(username)];
    const page = await get('/can-bo/phien', cookie);
    expect(page.status).toBe(200);
    expect(page.words).toContain('Firefox · Windows');
    expect(page.words).toContain('Địa chỉ 127.0.0.…');
    expect(page.words).toMatch(/đăng nhập lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}/u);
    expect(page.words.match(/Thiết bị này/gu)).toHaveLength(1);
    expect(page.html).not.toContain(cookie.slice('phien='.length));
    expect((await post(`/can-bo/phien/${hashOf(second)}/ket-thuc`, cookie)).headers.location).toBe(
      '/can-bo/phien?bao=xong',
    );
    expect((await get('/can-bo', second)).status).toBe(303);
    expect((await get('/can-bo', third)).status).toBe(200);
    await post('/can-bo/phien/ket-thuc', cookie);
    expect((await get('/can-bo', third)).status).toBe(303);
    expect((await get('/can-bo', cookie)).status).toBe(200);
  });

  it('neither shows nor ends those of others', async () => {
    const [one, other] = [await staffPerson(app, ['admin']), await staffPerson(app, ['approver'])];
    expect((await get('/can-bo/phien', one.cookie)).html).not.toContain(hashOf(other.cookie));
    await post(`/can-bo/phien/${hashOf(other.cookie)}/ket-thuc`, one.cookie);
    await post('/can-bo/phien/ket-thuc', one.cookie);
    expect((await get('/can-bo', other.cookie)).status).toBe(200);
  });
});

describe('a session', () => {
  it('is over when it was not used for the minutes of the setting', async () => {
    const { cookie } = await staffPerson(app, ['cataloguer']);
    const { catalog } = app.shelf.storage;
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    await catalog.touchSession(hashOf(cookie), ago(29));
    expect((await get('/can-bo', cookie)).status).toBe(200);
    const { seenAt } = (await catalog.findSession(hashOf(cookie), ago(0)))!;
    expect(seenAt > ago(1)).toBe(true);
    await catalog.touchSession(hashOf(cookie), ago(30));
    expect((await get('/can-bo', cookie)).status).toBe(303);
  });

  it('does not outlive its hours because a clock ran ahead', () => {
    const session = {
      tokenHash: 'a',
      accountId: 'a',
      createdAt: '2027-01-01T00:00:00.000Z',
      expiresAt: '2027-01-01T12:00:00.000Z',
      seenAt: '2027-01-01T00:00:00.000Z',
      from: '',
      device: '',
      pending: false,
    };
    expect(isOver(session, '2027-01-01T00:00:01.000Z', 60)).toBe(false);
    expect(isOver(session, '2026-01-01T00:00:00.000Z', 60)).toBe(true);
  });

  it.each([
    ['203.0.113.5', '203.0.113.…'],
    ['2001:db8:0:7::1', '2001:db8:0:…'],
    ['unknown', 'unknown'],
  ])('from %s is told as %s', (address, told) => {
    expect(roughly(address)).toBe(told);
  });

  it.each([
    [FIREFOX, 'Firefox · Windows'],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['curl/8.0', ''],
    [`${'x'.repeat(10_000)}Firefox/1`, ''],
  ])('of %j is told as %j', (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});
