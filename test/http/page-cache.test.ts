import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ask, postForm, type Answer } from '../support/ask.ts';
import { PASSWORD, startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let id: string;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  id = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0015'))!.id;
});
afterAll(() => app.close());

describe('pages on the way', () => {
  it.each(['/', '/chu-de', '/moi', '/tim-kiem?q=luat', '/tro-giup'])(
    '%s has the same text in every encoding, under one ETag',
    async (path) => {
      const plain = await get(path);
      for (let round = 0; round < 2; round++) {
        const br = await get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
        const gzip = await get(path, { 'accept-encoding': 'gzip' });
        expect([
          plain.headers['content-encoding'],
          br.headers['content-encoding'],
          gzip.headers['content-encoding'],
        ]).toEqual([undefined, 'br', 'gzip']);
        expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
        expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
        expect(new Set([plain, br, gzip].map((a) => a.headers.etag)).size).toBe(1);
        for (const a of [plain, br, gzip]) {
          expect(a.headers.vary).toMatch(/Accept-Encoding/u);
          expect(a.headers.vary).toMatch(/Cookie/u);
          expect(a.headers['content-length']).toBe(String(a.body.length));
        }
      }
    },
  );

  it('are not sent again to a reader who has them, but always asked about', async () => {
    for (const path of ['/', '/tim-kiem?q=luat', `/tai-lieu/${id}`]) {
      const first = await get(path);
      expect(first.headers['cache-control']).toBe('no-cache');
      const again = await get(path, { 'if-none-match': first.headers.etag! });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect((await get(path, { 'if-none-match': 'W/"other"' })).status).toBe(200);
    }
  });

  it('answer HEAD without a body', async () => {
    for (const path of ['/', '/moi', '/khong-co']) {
      const [full, head] = [await get(path), await ask(app.base, path, { method: 'HEAD' })];
      expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
        full.status,
        0,
        full.headers['content-length'],
      ]);
    }
  });

  it('are small enough to be read on a bad line', async () => {
    const size = async (path: string): Promise<number> =>
      (await get(path, { 'accept-encoding': 'br' })).body.length;
    const style = (await get('/')).all('link').find((l) => l.attribs['rel'] === 'stylesheet')!
      .attribs['href']!;
    const css = await size(style);
    expect(css + (await size('/'))).toBeLessThan(15_000);
    expect(css + (await size('/tim-kiem?q=luat'))).toBeLessThan(18_000);
    expect(css + (await size(`/tai-lieu/${id}`))).toBeLessThan(15_000);
  });
});

describe('kept pages', () => {
  it('never carry the address that somebody else asked under', async () => {
    for (const path of ['/', `/tai-lieu/${id}`]) {
      const bad = await get(path, { host: 'xau.example' });
      expect(bad.html).toContain('xau.example');
      expect((await get(path)).html).not.toContain('xau.example');
    }
  });

  it('are never those of a session, nor a session given those of readers', async () => {
    const cookie = await app.signIn();
    const mine = await get('/', { cookie });
    expect(mine.headers['cache-control']).toBe('private, no-cache');
    expect(mine.link('Khu vực cán bộ')).toBe('/can-bo');
    const readers = await get('/');
    expect(readers.words).not.toContain('Khu vực cán bộ');
    expect(readers.link('Đăng nhập')).toBe('/dang-nhap');
    expect((await get('/', { cookie })).link('Khu vực cán bộ')).toBe('/can-bo');
  });

  it('change as soon as anything public changes', async () => {
    const [before, newest] = [await get(`/tai-lieu/${id}`), await get('/the-loai/thong-cao')];
    const cookie = await app.signIn();
    const form = await get(`/can-bo/tai-lieu/${id}`, { cookie });
    const saved = await postForm(
      app.base,
      `/can-bo/tai-lieu/${id}/luu`,
      {
        version: form.value('version'),
        title: 'Thông cáo đã đổi tên',
        genre: 'thong-cao',
        compilers: 'Sở Tư pháp',
        issued: '2026',
        abstract: 'Giới thiệu.',
        subjects: ['44'],
        language: 'vi',
        validityState: 'con',
        rightsKind: 'duoc_phep',
      },
      { cookie },
    );
    expect(saved.status).toBe(303);
    expect((await get(`/tai-lieu/${id}`)).heading).toBe('Thông cáo đã đổi tên');
    expect((await get(`/tai-lieu/${id}`, { 'if-none-match': before.headers.etag! })).status).toBe(
      200,
    );
    await app.settle();
    expect((await get('/the-loai/thong-cao')).words).toContain('Thông cáo đã đổi tên');
    expect(
      (await get('/the-loai/thong-cao', { 'if-none-match': newest.headers.etag! })).status,
    ).toBe(200);
  });

  it('do not hold a refused sign-in or an error', async () => {
    const refused = await postForm(app.base, '/dang-nhap', {
      username: 'admin',
      password: `${PASSWORD}!`,
    });
    expect(refused.status).toBe(401);
    expect((await get('/dang-nhap')).words).not.toContain('không đúng');
    expect((await get('/chu-de/99')).headers['cache-control']).toBe('no-store');
  });
});
