import { Secret, TOTP } from 'otpauth';
import type { Role } from '#server/people/account.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { HASH_OF_X, staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { wholeLog } from '../../support/audit/some-events.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const cookieOf = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
/** The code of now, or of so many steps later; the server allows one step either way. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

interface Enrolled extends StaffPerson {
  readonly secret: string;
  readonly recovery: readonly string[];
}

/** Somebody who set codes up; the code of the step before this one is used. */
async function enrolled(roles: readonly Role[]): Promise<Enrolled> {
  const who = await staffPerson(app, roles);
  const secret = (await get('/can-bo/hai-buoc', who.cookie)).value('secret');
  const done = await post(
    '/can-bo/hai-buoc',
    { secret, code: codeOf(secret, -1), current: 'x' },
    who.cookie,
  );
  expect([done.status, done.headers['cache-control']]).toEqual([200, 'no-store']);
  return { ...who, secret, recovery: done.texts('code') };
}
const password = (username: string): Promise<Answer> =>
  postForm(app.base, '/dang-nhap?tiep=%2Fcan-bo%2Fthong-bao', { username, password: 'x' });

describe('one-time codes', () => {
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('are set up with the device’s code and the password, from a QR code or a key', async () => {
    const { cookie, id } = await staffPerson(app, ['cataloguer']);
    const page = await get('/can-bo/hai-buoc', cookie);
    const secret = page.value('secret');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(page.all('svg').some((svg) => svg.attribs['role'] === 'img')).toBe(true);
    for (const fields of [
      { secret, code: '000000', current: 'x' },
      { secret, code: codeOf(secret), current: 'sai' },
      { secret: 'ngan', code: codeOf(secret), current: 'x' },
    ]) {
      const again = await post('/can-bo/hai-buoc', fields, cookie);
      expect(again.status).toBe(400);
      if (fields.secret === secret) expect(again.value('secret')).toBe(secret);
    }
    expect((await catalog().getAccount(id)).secondFactor ?? null).toBeNull();
  });

  it('are asked for after the password, which alone opens nothing', async () => {
    const { username, secret, recovery } = await enrolled(['approver']);
    expect(new Set(recovery).size).toBe(10);
    const first = await password(username);
    expect(first.headers.location).toBe('/dang-nhap/ma?tiep=%2Fcan-bo%2Fthong-bao');
    const pending = cookieOf(first);
    expect((await get('/can-bo', pending)).headers.location).toMatch(/^\/dang-nhap/u);
    expect((await post('/can-bo/phien/ket-thuc', {}, pending)).status).toBe(401);
    expect((await get('/dang-nhap/ma', pending)).value('code')).toBe('');
    const code = codeOf(secret);
    const second = await post('/dang-nhap/ma?tiep=%2Fcan-bo%2Fthong-bao', { code }, pending);
    expect(second.headers.location).toBe('/can-bo/thong-bao');
    expect(cookieOf(second)).not.toBe(pending);
    expect((await get('/can-bo', cookieOf(second))).status).toBe(200);
    expect((await get('/dang-nhap/ma', pending)).headers.location).toBe('/dang-nhap');
    expect(JSON.stringify(await catalog().findAccount(username))).not.toContain(recovery[0]!);
  });

  it('are taken once, also when they are sent twice at the same moment', async () => {
    const { username, secret } = await enrolled(['approver']);
    const waiting = [await password(username), await password(username)].map(cookieOf);
    const code = codeOf(secret);
    const answers = await Promise.all(
      waiting.map((cookie) => post('/dang-nhap/ma', { code }, cookie)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 401]);
  });

  it('are guessed at no oftener than passwords', async () => {
    const { username, secret } = await enrolled(['approver']);
    const pending = cookieOf(await password(username));
    const statuses = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        post('/dang-nhap/ma', { code: String(n).padStart(6, '0') }, pending),
      ),
    );
    expect(statuses.filter(({ status }) => status === 401)).toHaveLength(5);
    const refused = await post('/dang-nhap/ma', { code: codeOf(secret) }, pending);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
  });

  it('are replaced by a recovery code, each once, and renewed', async () => {
    const { username, recovery, secret } = await enrolled(['approver']);
    const enter = async (code: string): Promise<Answer> =>
      post('/dang-nhap/ma', { code }, cookieOf(await password(username)));
    const inside = await enter(` ${recovery[0]!.toUpperCase().replaceAll('-', ' ')} `);
    expect(inside.status).toBe(303);
    expect((await enter(recovery[0]!)).status).toBe(401);
    const cookie = cookieOf(inside);
    expect((await get('/can-bo/hai-buoc', cookie)).words).toContain('Còn 9 mã dự phòng');
    const renewed = await post('/can-bo/hai-buoc/ma-du-phong', { code: codeOf(secret) }, cookie);
    expect(renewed.texts('code')).toHaveLength(10);
    expect((await enter(recovery[1]!)).status).toBe(401);
    expect((await enter(renewed.texts('code')[1]!)).status).toBe(303);
  });

  it('are switched off with a code alone', async () => {
    const { cookie, username, recovery } = await enrolled(['approver']);
    expect((await post('/can-bo/hai-buoc/tat', { code: '000000' }, cookie)).status).toBe(400);
    expect((await post('/can-bo/hai-buoc/tat', { code: recovery[0]! }, cookie)).status).toBe(303);
    expect((await password(username)).headers.location).toBe('/can-bo/thong-bao');
  });

  it('are taken away by an administrator, which is logged and ends the sessions', async () => {
    const { id, cookie, username } = await enrolled(['approver']);
    const admin = await app.signIn();
    expect((await get(`/can-bo/tai-khoan/${id}`, admin)).html).toContain('/hai-buoc"');
    const done = await post(`/can-bo/tai-khoan/${id}/hai-buoc`, {}, admin);
    expect(done.headers.location).toBe(`/can-bo/tai-khoan/${id}?bao=da-xoa-ma`);
    expect((await wholeLog(app.shelf.storage.catalog)).at(-1)).toMatchObject({
      kind: 'second-factor-reset',
      targetId: id,
      actorId: app.admin.accountId,
    });
    expect((await get('/can-bo', cookie)).status).toBe(303);
    expect((await password(username)).headers.location).toBe('/can-bo/thong-bao');
  });
});

describe('where approvers and administrators have to use codes', () => {
  beforeAll(async () => {
    app = await startTestApp({ settings: { SECOND_FACTOR_REQUIRED: 'yes' } });
  });
  afterAll(() => app.close());

  it.each(['approver', 'unit-admin', 'admin'] as const)(
    'an %s is led to set them up, and goes on from there',
    async (role) => {
      const { cookie } = await staffPerson(app, [role], 'so-tu-phap', {
        passwordHash: HASH_OF_X,
      });
      expect((await get('/can-bo', cookie)).headers.location).toBe('/can-bo/hai-buoc');
      expect((await post('/can-bo/hang-loat', {}, cookie)).headers.location).toBe(
        '/can-bo/hai-buoc',
      );
      const page = await get('/can-bo/hai-buoc', cookie);
      expect(page.words).toContain('phải bật xác thực hai bước');
      const secret = page.value('secret');
      await post('/can-bo/hai-buoc', { secret, code: codeOf(secret), current: 'x' }, cookie);
      expect((await get('/can-bo', cookie)).status).toBe(200);
    },
  );

  it('a cataloguer is not', async () => {
    const { cookie } = await staffPerson(app, ['cataloguer']);
    expect((await get('/can-bo', cookie)).status).toBe(200);
  });
});
