import { ask, type Answer } from '../../support/ask.ts';
import type { Item } from '#server/items/item.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const find = async (identifier: string): Promise<Item> =>
  (await app.shelf.storage.catalog.findItemByIdentifier(identifier))!;

/** Every address under which something of an item might be read. */
const addresses = (item: Item): string[] => {
  const [file] = item.attachments;
  return [
    `/tai-lieu/${item.id}`,
    `/tai-lieu/${item.id}/doc`,
    `/tai-lieu/${item.id}/trang/1`,
    `/tai-lieu/${item.id}/chuong/1`,
    `/tai-lieu/${item.id}/xem`,
    `/tai-lieu/${item.id}/in`,
    `/tai-lieu/${item.id}/tim?q=a`,
    `/tep/${file!.id}`,
    `/tep/${file!.id}?tai-ve=1`,
    `/tep/${file!.id}/trang/1.webp`,
    `/tep/${file!.id}/bia.webp`,
    `/api/v1/items/${item.id}`,
    `/api/v1/items/${item.id}/passages`,
  ];
};

/** Changes an item as an edit or a move does, and lets the index follow. */
async function change(item: Item, more: Partial<Item>): Promise<Item> {
  const { catalog, queue } = app.shelf.storage;
  const saved = await catalog.saveItem({
    item: { ...item, ...more, updatedAt: new Date().toISOString() },
    event: null,
    texts: [],
    jobs: [],
  });
  await queue.submit([
    {
      kind: 'index-item',
      key: `index:${item.id}`,
      payload: { itemId: item.id },
      priority: 3,
      group: item.id,
    },
  ]);
  await app.settle();
  return saved;
}

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('an item that is not published', () => {
  let draft: Item;
  beforeAll(async () => {
    draft = await change(await find('DEMO-0008'), { state: 'draft' });
  });

  it('does not exist for readers: page, pages, bytes, pictures, API', async () => {
    for (const path of addresses(draft)) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.html).not.toContain(draft.title);
    }
  });

  it('stands in no list, no search, no suggestion and no count', async () => {
    for (const path of [
      '/',
      '/moi',
      '/chu-de/09',
      '/the-loai/cau-chuyen',
      '/don-vi/xa-muong-khe',
      '/van-ban/91%2F2015%2FQH13',
      '/tim-kiem?q=h%C3%A0ng+r%C3%A0o+%C4%91%C3%A1',
      '/api/v1/items?limit=100',
      '/api/v1/search?q=hang+rao+da',
      '/goi-y?q=hang+rao',
    ]) {
      expect([path, (await get(path)).html.includes(draft.title)]).toEqual([path, false]);
    }
  });

  it('is seen by staff, and by no cache on the way', async () => {
    const page = await get(`/tai-lieu/${draft.id}`, { cookie });
    expect([page.status, page.heading]).toEqual([200, draft.title]);
    expect(page.headers['cache-control']).toBe('private, no-cache');
    for (const rest of ['', '/trang/1.webp', '/bia.webp']) {
      const bytes = await get(`/tep/${draft.attachments[0]!.id}${rest}`, { cookie });
      expect([bytes.status, bytes.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    }
    expect(
      (
        await get(`/tep/${draft.attachments[0]!.id}`, {
          'if-none-match': `"${draft.attachments[0]!.sha256}"`,
        })
      ).status,
    ).toBe(404);
    expect(
      (await get(`/tai-lieu/${draft.id}/trang/1`, { cookie }))
        .all('meta')
        .some((m) => m.attribs['name'] === 'robots'),
    ).toBe(true);
  });
});

describe('an item that may only be read here', () => {
  let item: Item;
  beforeAll(async () => {
    item = await change(await find('DEMO-0014'), { rights: { kind: 'chi_doc', note: '' } });
  });

  it('shows its pages and their pictures', async () => {
    const page = await get(`/tai-lieu/${item.id}/trang/1`);
    expect(page.status).toBe(200);
    expect((await get(page.all('img')[0]!.attribs['src']!)).status).toBe(200);
    expect(page.links.some((l) => l.href === `/tep/${item.attachments[0]!.id}`)).toBe(false);
    expect(page.having('data-book')).toEqual([]);
  });

  it('is no book as published either', async () => {
    const book = await change(await find('DEMO-0003'), { rights: { kind: 'chi_doc', note: '' } });
    expect(
      (await get(`/tai-lieu/${book.id}/chuong/1`)).links.filter((l) => l.href.includes('/sach')),
    ).toEqual([]);
    expect((await get(`/tai-lieu/${book.id}/sach`)).status).toBe(404);
  });

  it('offers and gives no file', async () => {
    const page = await get(`/tai-lieu/${item.id}`);
    expect(page.words).toContain('Chỉ đọc trên trang, không tải về');
    expect(page.links.filter((l) => l.href.startsWith('/tep/'))).toEqual([]);
    for (const more of ['', '?tai-ve=1'])
      expect((await get(`/tep/${item.attachments[0]!.id}${more}`)).status).toBe(403);
    expect((await get(`/tep/${item.attachments[0]!.id}`, { range: 'bytes=0-10' })).status).toBe(
      403,
    );
    expect(
      (await get(`/api/v1/items/${item.id}`))
        .json<{ attachments: { url: string | null }[] }>()
        .attachments.map((a) => a.url),
    ).toEqual([null]);
  });

  it('is found by its words', async () => {
    expect((await get('/tim-kiem?q=sinh+con+%E1%BB%9F+nh%C3%A0')).html).toContain(item.title);
  });
});

describe('an item that may only be named', () => {
  let item: Item;
  beforeAll(async () => {
    item = await change(await find('DEMO-0009'), { rights: { kind: 'chi_thu_muc', note: '' } });
  });

  it('has its record and says why there is nothing to read', async () => {
    const page = await get(`/tai-lieu/${item.id}`);
    expect([page.status, page.heading]).toEqual([200, item.title]);
    expect(page.words).toContain('tủ sách chỉ giới thiệu tài liệu này, không đăng nội dung');
    expect(
      page.links.filter(
        (l) =>
          l.href.startsWith('/tep/') ||
          (l.href.startsWith(`/tai-lieu/${item.id}/`) &&
            !/\/(?:trich-dan\.\w+|chia-se)$/u.test(l.href)),
      ),
    ).toEqual([]);
    expect(page.words).not.toContain('Tìm trong tài liệu này');
  });

  it('gives away no byte and no word of its contents', async () => {
    const [first] = await app.shelf.storage.catalog
      .listPassages(item.id, null, 5)
      .then((p) => p.slice(3));
    const secret = first!.text.slice(0, 60);
    for (const path of [
      ...addresses(item),
      `/tai-lieu/${item.id}/tim?q=${encodeURIComponent(secret.slice(0, 30))}`,
      `/tim-kiem?q=${encodeURIComponent(`"${secret.slice(0, 30)}"`)}`,
      `/api/v1/search?q=${encodeURIComponent(secret.slice(0, 30))}`,
    ]) {
      const answer = await get(path);
      if (
        answer.headers['content-type']?.startsWith('image/') ||
        answer.headers['content-type'] === 'application/pdf'
      )
        throw new Error(`bytes at ${path}`);
      const visible = answer.html.replaceAll(secret.slice(0, 30), '');
      expect([path, visible.includes(secret.slice(31))]).toEqual([path, false]);
    }
    for (const rest of ['', '?tai-ve=1', '/trang/1.webp', '/bia.webp'])
      expect([403, 404]).toContain((await get(`/tep/${item.attachments[0]!.id}${rest}`)).status);
    expect((await get(`/api/v1/items/${item.id}/passages`)).json()).toMatchObject({
      passages: [],
      next: null,
    });
  });

  it('is found by its record', async () => {
    const page = await get(`/tim-kiem?q=${encodeURIComponent('Đi làm công ty 12 tình huống')}`);
    expect(page.html).toContain(item.title);
    expect(page.links.filter((l) => l.href.startsWith(`/tai-lieu/${item.id}/trang`))).toEqual([]);
  });
});
