import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Role } from '#server/people/account.ts';
import { addSignInRule, removeSignInRule } from '#server/people/actions/save-sign-in-rule.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import {
  startOutsideProvider,
  type OutsideProvider,
} from '../../support/people/outside-provider.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let service: OutsideProvider;
let app: TestApp;
const catalog = () => app.shelf.storage.catalog;

const cookieOf = (answer: Answer, name: string): string =>
  (answer.headers['set-cookie'] ?? [])
    .map((line) => line.split(';')[0]!)
    .find((cookie) => cookie.startsWith(`${name}=`)) ?? '';

/** Where the service sends the browser back to, path and query. */
async function through(start: Answer): Promise<string> {
  const answer = await fetch(start.headers.location!, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location')!);
  return `${back.pathname}${back.search}`;
}

const begin = (next = '', base = app.base): Promise<Answer> =>
  ask(base, `/dang-nhap/cong${next === '' ? '' : `?tiep=${encodeURIComponent(next)}`}`);

/** The whole way: to the service, back, and what the shelf answers then. */
async function signIn(token: Record<string, unknown>, page = {}, next = ''): Promise<Answer> {
  service.person = { token, page };
  const start = await begin(next);
  expect([start.status, start.headers['cache-control']]).toEqual([303, 'no-store']);
  return ask(app.base, await through(start), { headers: { cookie: cookieOf(start, 'cong') } });
}

const addRule = (
  value: string,
  roles: readonly Role[],
  unitId = 'xa-muong-khe',
  claim = 'groups',
) => addSignInRule(app.shelf.actions, app.admin, { claim, value, unitId, roles });

const accountAt = async (name: string) => (await catalog().findAccount(name))!;

describe('signing in at the authority’s service', () => {
  beforeAll(async () => {
    service = await startOutsideProvider();
    app = await startTestApp({ settings: service.settings });
    await catalog().saveUnits([
      { ...(await catalog().listUnits())[0]!, id: 'xa-muong-khe', name: 'Xã Mường Khê' },
      { ...(await catalog().listUnits())[0]!, id: 'xa-an', name: 'Xã An' },
    ]);
  });
  afterAll(async () => {
    await app.close();
    await service.stop();
  });

  it('is offered beside the password, and sends the browser there with PKCE, state and nonce', async () => {
    const page = await ask(app.base, '/dang-nhap?tiep=%2Fcan-bo%2Fthong-bao');
    expect(page.links.map(({ href }) => href)).toContain(
      '/dang-nhap/cong?tiep=%2Fcan-bo%2Fthong-bao',
    );
    expect(page.body.toString()).toContain('Đăng nhập bằng tài khoản tỉnh An Sơn');
    const start = await begin();
    const asked = new URL(start.headers.location!).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('response_type'), asked.get('client_id')]).toEqual(['code', 'tu-sach']);
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)!.length).toBeGreaterThanOrEqual(43);
    expect(asked.get('redirect_uri')).toBe(`${app.base}/dang-nhap/cong/ve`);
    expect(start.headers['set-cookie']![0]).toMatch(/HttpOnly.*SameSite=Lax/u);
  });

  it('makes no account without an administrator’s rule', async () => {
    const answer = await signIn({ sub: 'la', preferred_username: 'nguoi.la', groups: ['khac'] });
    expect([answer.status, cookieOf(answer, 'phien')]).toEqual([403, '']);
    expect(answer.body.toString()).toContain('chưa cấp quyền');
    expect(await catalog().findAccount('nguoi.la')).toBeNull();
  });

  it('gives unit and roles of the rules that fit, and knows the person again', async () => {
    await addRule('tu-sach-bien-muc', ['cataloguer']);
    await addRule('tu-sach-duyet', ['approver']);
    await addRule('xa-khac', ['unit-admin'], 'xa-an');
    const person = {
      sub: 'p1',
      preferred_username: 'Trần.Thị.Nở@anson.gov.vn',
      name: '  Trần Thị\u0000 Nở ',
      email: 'no@anson.gov.vn',
      email_verified: true,
    };
    const groups = { groups: ['tu-sach-bien-muc', 'tu-sach-duyet', 'xa-khac'] };
    const first = await signIn(person, groups, '/can-bo/thong-bao');
    expect([first.status, first.headers.location]).toEqual([303, '/can-bo/thong-bao']);
    const cookie = cookieOf(first, 'phien');
    expect((await ask(app.base, '/can-bo', { headers: { cookie } })).status).toBe(200);
    const account = await accountAt('tran.thi.no');
    expect(account).toMatchObject({
      displayName: 'Trần Thị Nở',
      unitId: 'xa-muong-khe',
      roles: ['cataloguer', 'approver'],
      email: 'no@anson.gov.vn',
      passwordHash: '',
    });
    await signIn({ ...person, preferred_username: 'ten.moi' }, groups);
    expect(await catalog().findAccount('ten.moi')).toBeNull();
    expect((await accountAt('tran.thi.no')).id).toBe(account.id);
  });

  it('takes rights away with the rule, and the sessions with them', async () => {
    const rule = await addRule('tam-thoi', ['auditor'], 'xa-an', 'nhom.quyen');
    const person = { sub: 'p2', preferred_username: 'tam.thoi', nhom: { quyen: 'tam-thoi' } };
    const cookie = cookieOf(await signIn(person), 'phien');
    expect((await ask(app.base, '/can-bo', { headers: { cookie } })).status).toBe(200);
    await removeSignInRule(app.shelf.actions, app.admin, rule.id);
    expect((await signIn(person)).status).toBe(403);
    expect((await ask(app.base, '/can-bo', { headers: { cookie } })).status).toBe(303);
  });

  it('leaves rights that an administrator gave by hand, and refuses whoever is disabled', async () => {
    const person = { sub: 'p3', preferred_username: 'bang.tay', groups: ['tu-sach-bien-muc'] };
    await signIn(person);
    const { id } = await accountAt('bang.tay');
    const cookie = await app.signIn();
    const saved = await postForm(
      app.base,
      `/can-bo/tai-khoan/${id}/luu`,
      { displayName: 'Bằng Tay', unitId: 'xa-an', roles: 'contributor' },
      { cookie },
    );
    expect(saved.status).toBe(303);
    expect((await signIn(person)).status).toBe(303);
    expect(await accountAt('bang.tay')).toMatchObject({ unitId: 'xa-an', roles: ['contributor'] });
    await postForm(app.base, `/can-bo/tai-khoan/${id}/khoa`, {}, { cookie });
    expect((await signIn(person)).status).toBe(403);
  });

  it('never takes an account for the name alone', async () => {
    const before = await accountAt('admin');
    const answer = await signIn({
      sub: 'p4',
      preferred_username: 'admin',
      groups: ['tu-sach-bien-muc'],
    });
    expect(answer.status).toBe(303);
    expect(await accountAt('admin')).toEqual(before);
    expect((await accountAt('admin-2')).roles).toEqual(['cataloguer']);
  });

  it('still asks for one’s own second factor, which needs no password to set up', async () => {
    const person = { sub: 'p5', preferred_username: 'hai.buoc', groups: ['tu-sach-duyet'] };
    const cookie = cookieOf(await signIn(person), 'phien');
    const page = await ask(app.base, '/can-bo/hai-buoc', { headers: { cookie } });
    expect(page.all('input').map((input) => input.attribs['name'])).not.toContain('current');
    const { id } = await accountAt('hai.buoc');
    await catalog().changeAccount(id, {
      secondFactor: { secret: 'A'.repeat(32), since: '2026-11-30T00:00:00.000Z', recovery: [] },
    });
    expect((await signIn(person)).headers.location).toMatch(/^\/dang-nhap\/ma/u);
  });

  it('gives both of two first visits at once the same account', async () => {
    service.person = {
      token: { sub: 'p6', preferred_username: 'cung.luc', groups: ['tu-sach-bien-muc'] },
      page: {},
    };
    const starts = [await begin(), await begin()];
    const backs = await Promise.all(starts.map(through));
    const answers = await Promise.all(
      backs.map((back, i) =>
        ask(app.base, back, { headers: { cookie: cookieOf(starts[i]!, 'cong') } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await catalog().findAccount('cung.luc-2')).toBeNull();
  });

  it('goes nowhere but to this shelf afterwards', async () => {
    const person = { sub: 'p1', groups: ['tu-sach-bien-muc'] };
    for (const next of ['https://ke-gian.example/', '//ke-gian.example', '/\\ke-gian.example'])
      expect((await signIn(person, {}, next)).headers.location).toBe('/can-bo');
  });

  describe('refuses, before or after it asks the service,', () => {
    const groups = ['tu-sach-bien-muc'];
    // Failures of one address wait after five; who gets in takes them back.
    afterEach(async () => {
      expect((await signIn({ sub: 'p1', groups })).status).toBe(303);
    });

    /** Back with what was changed on the way; nobody is let in. */
    async function refused(back: string, cookie: string, status = 401): Promise<Answer> {
      const answer = await ask(app.base, back, { headers: { cookie } });
      expect([answer.status, cookieOf(answer, 'phien')]).toEqual([status, '']);
      expect(answer.heading).toBe('Đăng nhập');
      return answer;
    }

    it('another state, no cookie, or an answer to another browser', async () => {
      service.person = { token: { sub: 'p1', groups }, page: {} };
      const start = await begin();
      const [back, cookie] = [await through(start), cookieOf(start, 'cong')];
      const other = cookieOf(await begin(), 'cong');
      const before = service.asked();
      await refused(back, '');
      await refused(back, other);
      await refused(back.replace(/state=[^&]+/u, 'state=khac'), cookie);
      await refused('/dang-nhap/cong/ve', cookie);
      await refused(back, 'cong=khong-phai-json');
      expect(service.asked()).toBe(before);
      await refused('/dang-nhap/cong/ve?error=access_denied&state=x', cookie);
    });

    it.each([
      ['nonce', 'cua-nguoi-khac'],
      ['aud', 'chuong-trinh-khac'],
      ['iss', 'https://ke-gian.example'],
      ['exp', 1_000_000],
      ['iat', null],
      ['sub', ''],
    ])('a token with another %s', async (claim, value) => {
      service.person = { token: { sub: 'p1', groups }, page: {} };
      const start = await begin();
      const back = await through(start);
      service.onToken((token) => {
        (token.payload as Record<string, unknown>)[claim] = value;
      });
      await refused(back, cookieOf(start, 'cong'));
    });

    it('a token that nobody signed, none at all, and a page of somebody else', async () => {
      for (const change of [
        (body: Record<string, unknown>) => {
          const [, payload] = String(body['id_token']).split('.');
          const head = Buffer.from('{"alg":"none"}').toString('base64url');
          body['id_token'] = `${head}.${payload}.`;
        },
        (body: Record<string, unknown>) => {
          body['id_token'] = `${String(body['id_token']).slice(0, -8)}AAAAAAAA`;
        },
        (body: Record<string, unknown>) => {
          delete body['id_token'];
        },
      ]) {
        service.person = { token: { sub: 'p1', groups }, page: {} };
        const start = await begin();
        const back = await through(start);
        service.onAnswer((answer) => change(answer.body as Record<string, unknown>));
        await refused(back, cookieOf(start, 'cong'));
      }
      service.person = { token: { sub: 'p1', groups }, page: { sub: 'nguoi-khac' } };
      const start = await begin();
      await refused(await through(start), cookieOf(start, 'cong'));
    });

    it('and says so when the service stumbles', async () => {
      service.person = { token: { sub: 'p1', groups }, page: {} };
      const start = await begin();
      const back = await through(start);
      service.onAnswer((answer) => {
        answer.statusCode = 500;
      });
      const answer = await refused(back, cookieOf(start, 'cong'), 503);
      expect(answer.body.toString()).toContain('Cổng đăng nhập không trả lời');
    });
  });

  describe('tied to an account that is there', () => {
    const tie = async (cookie: string, current: string): Promise<Answer> =>
      postForm(app.base, '/can-bo/cong-dang-nhap', { current }, { cookie });

    it('needs the password, keeps the rights, and lets the same person in both ways', async () => {
      const who = await staffPerson(app, ['cataloguer']);
      service.person = { token: { sub: 'gan-1', preferred_username: 'gan' }, page: {} };
      expect((await tie(who.cookie, 'sai')).status).toBe(400);
      const page = await ask(app.base, '/can-bo/cong-dang-nhap', {
        headers: { cookie: who.cookie },
      });
      expect(page.headers['content-security-policy']).toContain(
        `form-action 'self' ${service.settings['OIDC_ISSUER']}`,
      );
      const start = await tie(who.cookie, 'x');
      const back = await through(start);
      const cookies = `${who.cookie}; ${cookieOf(start, 'cong')}`;
      const tied = await ask(app.base, back, { headers: { cookie: cookies } });
      expect(tied.headers.location).toBe('/can-bo/cong-dang-nhap?bao=da-gan');
      const answer = await signIn({ sub: 'gan-1' });
      expect(answer.status).toBe(303);
      expect((await catalog().getAccount(who.id)).roles).toEqual(['cataloguer']);
      const other = await staffPerson(app, ['admin']);
      const again = await tie(other.cookie, 'x');
      const taken = await ask(app.base, await through(again), {
        headers: { cookie: `${other.cookie}; ${cookieOf(again, 'cong')}` },
      });
      expect([taken.status, taken.body.toString().includes('đã gắn với tài khoản khác')]).toEqual([
        409,
        true,
      ]);
      const untied = await postForm(
        app.base,
        '/can-bo/cong-dang-nhap/bo-gan',
        { current: 'x' },
        { cookie: who.cookie },
      );
      expect(untied.status).toBe(303);
      expect((await signIn({ sub: 'gan-1' })).status).toBe(403);
    });

    it('is not taken over by whoever is signed in when the browser comes back', async () => {
      const [one, two] = [await staffPerson(app, ['admin']), await staffPerson(app, ['auditor'])];
      service.person = { token: { sub: 'gan-2' }, page: {} };
      const start = await tie(one.cookie, 'x');
      const back = await through(start);
      const answer = await ask(app.base, back, {
        headers: { cookie: `${two.cookie}; ${cookieOf(start, 'cong')}` },
      });
      expect(answer.status).toBe(401);
      expect((await catalog().getAccount(two.id)).identity ?? null).toBeNull();
    });

    it('is untied by an administrator, sessions and all', async () => {
      service.person = { token: {}, page: {} };
      const person = { sub: 'p7', preferred_username: 'bo.gan', groups: ['tu-sach-bien-muc'] };
      const cookie = cookieOf(await signIn(person), 'phien');
      const { id } = await accountAt('bo.gan');
      const admin = await app.signIn();
      const done = await postForm(
        app.base,
        `/can-bo/tai-khoan/${id}/bo-gan`,
        {},
        { cookie: admin },
      );
      expect(done.headers.location).toBe(`/can-bo/tai-khoan/${id}?bao=da-bo-gan`);
      expect((await ask(app.base, '/can-bo', { headers: { cookie } })).status).toBe(303);
    });
  });

  it('says within a reader’s patience that a service hangs or is not there', async () => {
    const open = new Set<Socket>();
    const silent = createServer((socket) => open.add(socket));
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const port = (silent.address() as AddressInfo).port;
    const other = await startTestApp({
      settings: { ...service.settings, OIDC_ISSUER: `http://127.0.0.1:${port}` },
    });
    try {
      expect((await begin('', other.base)).status).toBe(503);
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => {
        silent.close(resolve);
      });
      expect((await begin('', other.base)).status).toBe(503);
      expect((await ask(other.base, '/dang-nhap')).status).toBe(200);
    } finally {
      silent.close();
      await other.close();
    }
  });

  it('does not exist where no service is set', async () => {
    const other = await startTestApp();
    try {
      expect((await begin('', other.base)).status).toBe(404);
      expect((await ask(other.base, '/dang-nhap/cong/ve?code=x&state=y')).status).toBe(404);
      expect((await ask(other.base, '/dang-nhap')).body.toString()).not.toContain('Đăng nhập bằng');
    } finally {
      await other.close();
    }
  });
});
