import { ask, postForm, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let id: string;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
  cookie = await app.signIn();
  id = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0015'))!.id;
});
afterAll(() => app.close());

const send = (method: string, path: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { method, headers: { origin: app.base, ...more } });

describe('a method that no route takes', () => {
  it.each([
    ['PUT', '/', 'GET, HEAD'],
    ['DELETE', '/moi', 'GET, HEAD'],
    ['POST', '/tro-giup', 'GET, HEAD'],
    ['PATCH', '/dang-nhap', 'GET, HEAD, POST'],
    ['GET', '/dang-xuat', 'POST'],
    ['HEAD', '/dang-xuat', 'POST'],
    ['PUT', '/healthz', 'GET, HEAD'],
    ['PUT', '/oai', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/items', 'GET, HEAD, OPTIONS'],
  ])('%s %s is refused with what is taken: %s', async (method, path, allowed) => {
    const answer = await send(method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allowed);
  });

  it('is refused to officials too', async () => {
    const answer = await send('PUT', `/can-bo/tai-lieu/${id}/luu`, { cookie });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });

  it('of an address that is no page is not found', async () => {
    expect((await send('PUT', '/khong-co-trang-nay')).status).toBe(404);
  });

  it('from another site is no business of a form', async () => {
    const answer = await send('POST', '/dang-nhap', { origin: 'https://xau.example' });
    expect(answer.status).toBe(403);
  });
});

describe('a word that every object of the language knows', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    '%s is a value like any other that no page names',
    async (word) => {
      const addresses = [
        `/tim-kiem?q=luat&sap-xep=${word}`,
        `/tim-kiem?q=luat&chu-de=${word}&dinh-dang=${word}&the-loai=${word}&nam=${word}`,
        `/opds/moi?dinh-dang=${word}&ngon-ngu=${word}&hieu-luc=${word}`,
        `/api/v1/search?q=luat&sap-xep=${word}`,
        `/moi?sau=${word}`,
        `/chu-de/${word}`,
        `/nhung?loai=${word}`,
        `/oai?verb=${word}`,
        `/can-bo?bao=${word}&trang-thai=${word}`,
        `/can-bo/tai-lieu/${id}?bao=${word}`,
        `/can-bo/tai-khoan?bao=${word}`,
      ];
      for (const address of addresses) {
        const { status, words } = await send('GET', address, { cookie });
        expect([address, status < 500, words.includes('[native code]')]).toEqual([
          address,
          true,
          false,
        ]);
      }
    },
  );
});

describe('a long head', () => {
  const long = 'a'.repeat(20_000);

  it.each([`/?x=${long}`, `/van-ban/${long}`, `/tai-lieu/${long}`, `/api/v1/items?x=${long}`])(
    'is refused where nothing is looked for',
    async (path) => {
      expect((await ask(app.base, path)).status).toBe(431);
    },
  );

  it('may be that of a search, and of whoever comes from one', async () => {
    const search = `/tim-kiem?q=${'lu%E1%BA%ADt+'.repeat(8_000)}`;
    expect((await ask(app.base, search)).status).toBe(200);
    const headers = { referer: `${app.base}${search}` };
    expect((await ask(app.base, '/moi', { headers })).status).toBe(200);
  });

  it('is refused when another field is long', async () => {
    const headers = { 'if-none-match': `a${' '.repeat(20_000)}b` };
    expect((await ask(app.base, `/tai-lieu/${id}`, { headers })).status).toBe(431);
  });
});

describe('a picture of an address', () => {
  it('is drawn under the name of this machine', async () => {
    const answer = await ask(app.base, `/tai-lieu/${id}/ma-qr.png`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
  });

  it('is not drawn under a name that only the request says', async () => {
    const headers = { host: 'xau.example' };
    const answer = await ask(app.base, `/tai-lieu/${id}/ma-qr.png`, { headers });
    expect([answer.status, answer.headers.location]).toEqual([303, `/tai-lieu/${id}/ma-qr.svg`]);
  });
});

describe('answers of readers', () => {
  it('are limited over all processes', async () => {
    const other = await app.another();
    const bases = [app.base, other.base];
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1)
      statuses.push(
        (await postForm(bases[n % 2]!, `/tai-lieu/${id}/danh-gia`, { answer: 'yes' })).status,
      );
    await other.close();
    expect(statuses.filter((status) => status === 303)).toHaveLength(60);
    expect(statuses.slice(60)).toEqual([429, 429]);
  });
});
