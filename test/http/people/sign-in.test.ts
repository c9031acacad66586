import { ask, postForm, type Answer } from '../../support/ask.ts';
import { PASSWORD, startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const signIn = (username: string, password: string, path = '/dang-nhap'): Promise<Answer> =>
  postForm(app.base, path, { username, password });

beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

describe('signing in', () => {
  it('gives a session that only the browser sees, and leads to the work', async () => {
    const answer = await signIn('admin', PASSWORD);
    expect([answer.status, answer.headers.location]).toEqual([303, '/can-bo']);
    const [cookie] = answer.headers['set-cookie']!;
    expect(cookie).toMatch(/^phien=[A-Za-z0-9_-]{43};/u);
    expect(cookie).toMatch(/HttpOnly/u);
    expect(cookie).toMatch(/SameSite=Lax/u);
    expect(cookie).toMatch(/Path=\//u);
    expect(cookie).not.toMatch(/Secure|Domain=/u);
    const work = await get('/can-bo', { cookie: cookie!.split(';')[0]! });
    expect([work.status, work.heading]).toEqual([200, 'Việc của tôi']);
  });

  it('takes the name in capitals, with blanks and the password in either Unicode form', async () => {
    expect((await signIn(' Admin ', PASSWORD.normalize('NFD'))).status).toBe(303);
  });

  it('marks the cookie secure where readers use https', async () => {
    const other = await startTestApp({ settings: { BASE_URL: 'https://tusach.example.gov.vn' } });
    try {
      expect(
        (await postForm(other.base, '/dang-nhap', { username: 'admin', password: PASSWORD }))
          .headers['set-cookie']![0],
      ).toMatch(/^__Host-phien=.*Path=\/;.*Secure/u);
    } finally {
      await other.close();
    }
  });

  it('marks the cookie secure behind a proxy with TLS, and takes no other there', async () => {
    const other = await startTestApp({ settings: { TRUST_PROXY: '1' } });
    try {
      const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tusach.example.gov.vn' };
      const fields = { username: 'admin', password: PASSWORD };
      const signedIn = await postForm(other.base, '/dang-nhap', fields, {
        ...https,
        origin: 'https://tusach.example.gov.vn',
      });
      const cookie = signedIn.headers['set-cookie']![0]!.split(';')[0]!;
      expect(signedIn.headers['set-cookie']![0]).toMatch(/^__Host-phien=.*; Secure/u);
      const work = (headers: Record<string, string>): Promise<Answer> =>
        ask(other.base, '/can-bo', { headers });
      expect((await work({ ...https, cookie })).status).toBe(200);
      // Any neighbour below the domain can set a plain one.
      const plain = cookie.replace('__Host-', '');
      expect((await work({ ...https, cookie: plain })).status).toBe(303);
    } finally {
      await other.close();
    }
  });

  it('answers the same for a wrong password and a name nobody has', async () => {
    const [wrong, unknown] = [await signIn('admin', 'sai'), await signIn('khong-co', 'sai')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.words).toContain('Tên đăng nhập hoặc mật khẩu không đúng.');
    expect(wrong.html.replaceAll('admin', 'X')).toBe(unknown.html.replaceAll('khong-co', 'X'));
    expect(wrong.value('username')).toBe('admin');
    expect(wrong.html).not.toContain('sai"');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('survives empty, huge and odd values', async () => {
    for (const [name, password] of [
      ['', ''],
      ['a'.repeat(5_000), 'b'.repeat(5_000)],
      ['\0', '\0'],
      ["' OR 1=1 --", 'x'],
    ])
      expect((await signIn(name!, password!)).status).toBe(401);
  });
});

describe('where one is led', () => {
  it('leads back to the page that asked', async () => {
    const asked = await get('/can-bo/tai-len?a=b');
    expect([asked.status, asked.headers.location]).toEqual([
      303,
      '/dang-nhap?tiep=%2Fcan-bo%2Ftai-len%3Fa%3Db',
    ]);
    const form = await get(asked.headers.location!);
    const action = form.all('form').find((f) => f.attribs['action']!.startsWith('/dang-nhap'))!
      .attribs['action']!;
    expect((await signIn('admin', PASSWORD, action)).headers.location).toBe('/can-bo/tai-len?a=b');
  });

  it.each([
    'https://xau.example',
    '//xau.example',
    '/\\xau.example',
    '/\t/xau.example',
    '\\\\xau.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:a=b',
    '/a\r\nb',
    'can-bo',
    '/\u0000/x',
    '/a\\..\\..//xau.example',
    '/..//xau.example',
    '/.//xau.example',
  ])('never leads to %j', async (next) => {
    const answer = await signIn('admin', PASSWORD, `/dang-nhap?tiep=${encodeURIComponent(next)}`);
    expect(answer.status).toBe(303);
    const target = new URL(answer.headers.location!, app.base);
    expect(target.origin).toBe(app.base);
    expect(answer.headers.location).toMatch(/^\/(?!\/)/u);
    expect(answer.headers['set-cookie']).toHaveLength(1);
  });
});

describe('a session', () => {
  it('leads back to the path alone of an address that no head has room for', async () => {
    const path = '/can-bo/tai-lieu/x/duyet';
    expect((await get(`${path}?q=${'%E1'.repeat(3_000)}`)).headers.location).toBe(
      `/dang-nhap?tiep=${encodeURIComponent(path)}`,
    );
    expect((await get(`/can-bo/${'x'.repeat(9_000)}`)).headers.location).toBe('/dang-nhap');
    const answer = await signIn('admin', PASSWORD, `/dang-nhap?tiep=/${'x'.repeat(9_000)}`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/can-bo']);
  });

  it('ends by signing out', async () => {
    const cookie = await app.signIn();
    const out = await postForm(app.base, '/dang-xuat', {}, { cookie });
    expect([out.status, out.headers.location]).toEqual([303, '/']);
    expect(out.headers['set-cookie']![0]).toMatch(/^phien=;.*Expires=Thu, 01 Jan 1970/u);
    expect((await get('/can-bo', { cookie })).status).toBe(303);
  });

  it('ends by itself, with its account, and when it was never given', async () => {
    const { catalog } = app.shelf.storage;
    const cookie = await app.signIn();
    expect((await get('/can-bo', { cookie })).status).toBe(200);
    await catalog.saveAccount({ ...(await catalog.findAccount('admin'))!, disabled: true });
    expect((await get('/can-bo', { cookie })).status).toBe(303);
    for (const made of [
      `phien=${'a'.repeat(43)}`,
      'phien=',
      'phien=a; phien=b',
      `khac=1; phien=${'%'.repeat(40)}`,
    ])
      expect((await get('/can-bo', { cookie: made })).headers.location).toContain('/dang-nhap');
  });

  it('is kept as a hash and is over after its hours', async () => {
    const { createHash } = await import('node:crypto');
    const cookie = await app.signIn();
    const tokenHash = createHash('sha256').update(cookie.slice('phien='.length)).digest('hex');
    const { catalog } = app.shelf.storage;
    const session = (await catalog.findSession(tokenHash, new Date().toISOString()))!;
    expect(Date.parse(session.expiresAt) - Date.parse(session.createdAt)).toBe(12 * 3_600_000);
    await catalog.deleteSession(tokenHash);
    await catalog.saveSession({ ...session, expiresAt: '2020-01-01T00:00:00.000Z' });
    expect((await get('/can-bo', { cookie })).status).toBe(303);
  });

  it('leads whoever is signed in past the form', async () => {
    const cookie = await app.signIn();
    expect((await get('/dang-nhap', { cookie })).headers.location).toBe('/can-bo');
    expect((await get('/dang-nhap?tiep=//xau.example', { cookie })).headers.location).toBe(
      '/can-bo',
    );
  });
});
