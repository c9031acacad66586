import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

interface Plan {
  readonly title: string;
  readonly version: number;
  readonly validity: string;
  readonly bytes: number;
  readonly most: number;
  readonly addresses: readonly string[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const idOf = async (identifier: string): Promise<string> =>
  (await app.shelf.storage.catalog.findItemByIdentifier(identifier))!.id;
const plan = async (identifier: string): Promise<Answer> =>
  get(`/tai-lieu/${await idOf(identifier)}/ngoai-tuyen.json`);

describe('the service worker', () => {
  it('stands at the root, is asked for anew each time, and imports nothing', async () => {
    const worker = await get('/sw.js');
    expect([
      worker.status,
      worker.headers['content-type'],
      worker.headers['cache-control'],
    ]).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache']);
    const [shell, ...code] = worker.html.split('\n');
    expect(code.join('\n')).not.toMatch(/\b(?:import|export)\b/u);
    expect((await get('/sw.js', { 'if-none-match': worker.headers.etag! })).status).toBe(304);
    const { files, pages, lost, style } = JSON.parse(/^const SHELL=(.*);$/u.exec(shell!)![1]!) as {
      files: string[];
      pages: string[];
      lost: string;
      style: string;
    };
    expect([files.includes(style), pages.includes(lost)]).toEqual([true, true]);
    for (const path of [...files, ...pages])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await get('/assets/sw.js')).status).toBe(404);
  });

  it('takes itself away when OFFLINE is no, and nothing is offered to be saved', async () => {
    const off = await startTestApp({ demo: true, settings: { OFFLINE: 'no' } });
    try {
      const worker = (await ask(off.base, '/sw.js')).html;
      expect(worker).toContain('registration.unregister()');
      expect(worker).not.toContain('SHELL');
      const item = await ask(off.base, `/tai-lieu/${await idOf('DEMO-0001')}`);
      expect(item.words).not.toContain('Lưu để đọc khi mất mạng');
    } finally {
      await off.close();
    }
  });
});

describe('the pages for readers without a network', () => {
  it.each([
    ['/mat-mang', 'Máy đang mất mạng'],
    ['/da-luu', 'Tài liệu đã lưu trên máy này'],
  ])('%s are there, in Vietnamese, and not for search engines', async (path, heading) => {
    const page = await get(path);
    expect([page.status, page.heading]).toEqual([200, heading]);
    expect(page.all('meta').find((m) => m.attribs['name'] === 'robots')!.attribs['content']).toBe(
      'noindex',
    );
  });
});

describe('a copy on a device', () => {
  it('is the item and its text, five pages to an address', async () => {
    const id = await idOf('DEMO-0001');
    const { addresses, title, validity, bytes, most } = (await plan('DEMO-0001')).json<Plan>();
    expect([title, validity, addresses.length]).toEqual([
      'Cẩm nang hòa giải ở cơ sở',
      expect.stringMatching(/^Còn phù hợp \(tính đến ngày \d{2}\/\d{2}\/\d{4}\)\.$/u),
      17,
    ]);
    expect(addresses.slice(0, 3)).toEqual([
      `/tai-lieu/${id}`,
      `/tai-lieu/${id}/trang/1?xem=chu`,
      `/tai-lieu/${id}/trang/6?xem=chu`,
    ]);
    expect(bytes).toBeLessThan(most);
    let sum = 0;
    for (const path of addresses) sum += (await get(path)).body.length;
    // What is promised is near what is kept.
    expect(bytes / sum).toBeGreaterThan(0.6);
    expect(bytes / sum).toBeLessThan(1.7);
  });

  it.each([
    ['DEMO-0003', /\/chuong\/1$/u],
    ['DEMO-0004', /\/chuong\/1$/u],
    ['DEMO-0005', /\/trang\/1$/u],
  ])('of %s begins with %s, and every address opens', async (identifier, first) => {
    const { addresses } = (await plan(identifier)).json<Plan>();
    expect(addresses[1]).toMatch(first);
    for (const path of addresses) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });

  it('is not made of recordings, of what may only be read here, of what may not be read, and of drafts', async () => {
    expect((await plan('DEMO-0006')).status).toBe(404);
    const { catalog } = app.shelf.storage;
    const kinds = (
      await Promise.all(
        Array.from({ length: 36 }, (_, i) =>
          catalog.findItemByIdentifier(`DEMO-00${String(i + 1).padStart(2, '0')}`),
        ),
      )
    ).filter((i) => i?.rights.kind === 'chi_doc' || i?.rights.kind === 'chi_thu_muc');
    expect(kinds.length).toBeGreaterThan(1);
    for (const item of kinds) {
      expect((await get(`/tai-lieu/${item!.id}/ngoai-tuyen.json`)).status).toBe(404);
      expect((await get(`/tai-lieu/${item!.id}`)).words).not.toContain('Lưu để đọc khi mất mạng');
    }
    const item = (await catalog.findItem(await idOf('DEMO-0001')))!;
    const draft = {
      ...item,
      id: app.shelf.actions.newId(),
      identifier: null,
      attachments: [],
      state: 'draft' as const,
      version: 0,
      publishedAt: null,
    };
    await catalog.saveItem({ item: draft, event: null, texts: [], jobs: [] });
    expect(
      (await get(`/tai-lieu/${draft.id}/ngoai-tuyen.json`, { cookie: await app.signIn() })).status,
    ).toBe(404);
  });

  it('tells about how large it will be before anything is fetched', async () => {
    expect((await get(`/tai-lieu/${await idOf('DEMO-0001')}`)).words).toMatch(
      /Giữ phần chữ và hình của tài liệu này trên máy bạn, khoảng \d+ KB\./u,
    );
  });
});
