import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const SETTINGS = {
  SHELF_RESPONSIBLE: 'Nguyễn Thị An',
  SHELF_ADDRESS: '12 đường Hòa Bình',
  SHELF_PHONE: '0200 3800 000',
  SHELF_EMAIL: 'tusach@example.gov.vn',
};
let app: TestApp;
const get = (path: string): Promise<Answer> => ask(app.base, path);
beforeAll(async () => {
  app = await startTestApp({ demo: true, settings: SETTINGS });
});
afterAll(() => app.close());

describe('the pages about the shelf', () => {
  it('says who answers for it on the contact page and at the foot of every page', async () => {
    for (const path of ['/lien-he', '/', '/tro-giup']) {
      const { words } = await get(path);
      for (const fact of ['Sở Tư pháp tỉnh An Sơn', ...Object.values(SETTINGS)])
        expect(words).toContain(fact);
    }
    expect((await get('/lien-he')).link('0200 3800 000')).toBe('tel:+842003800000');
  });

  it('has a site map for people that leads everywhere, every link alive', async () => {
    const page = await get('/so-do');
    const links = [...new Set(page.links.map((l) => l.href).filter((h) => h.startsWith('/')))];
    expect(links.length).toBeGreaterThan(70);
    const answers = await Promise.all(links.map(async (href) => [href, (await get(href)).status]));
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  // What is saved on a device is nothing to index.
  it('has no page of its own that the site map for machines does not know', async () => {
    const known = (await get('/sitemap/trang.xml')).html;
    const tree = (await get('/so-do')).links
      .map((l) => l.href)
      .filter(
        (h) =>
          /^\/(?!tim-kiem|dang-nhap|feed|sitemap|opensearch|api|opds|tai-lieu|so-do#|da-luu)/u.test(
            h,
          ) && !h.includes('?'),
      );
    expect([...new Set(tree)].filter((path) => !known.includes(`${app.base}${path}<`))).toEqual([]);
  });

  it('states what works for whom', async () => {
    const page = await get('/tiep-can');
    expect(page.words).toMatch(/WCAG 2\.2, mức AA.*Bàn phím.*Chỗ còn hạn chế.*Liên hệ/u);
  });

  it('says where to ask when nobody has given an address', async () => {
    // Whoever names its unit shows nothing of the example's.
    const bare = await startTestApp({ settings: { SHELF_UNIT: 'Sở Tư pháp tỉnh Bình Minh' } });
    try {
      const { words } = await ask(bare.base, '/lien-he');
      expect([
        words.includes('chưa công bố thông tin liên hệ'),
        words.includes('Sở Tư pháp tỉnh Bình Minh'),
        /An Sơn|Hà Thị Minh|0200/u.test(words),
      ]).toEqual([true, true, false]);
    } finally {
      await bare.close();
    }
  });

  it('names the example unit and how to reach it where nobody named their own', async () => {
    const example = await startTestApp();
    try {
      const { words } = await ask(example.base, '/lien-he');
      for (const fact of [
        'Tỉnh An Sơn',
        'Hà Thị Minh',
        'phường An Sơn',
        '0200 3800 000',
        'tusachphapluat@anson.example',
      ])
        expect(words).toContain(fact);
    } finally {
      await example.close();
    }
  });
});

describe('collections', () => {
  it('stand in their order, without what is not published', async () => {
    const { catalog } = app.shelf.storage;
    const [first, second] = await Promise.all(
      ['DEMO-0001', 'DEMO-0008'].map((id) => catalog.findItemByIdentifier(id)),
    );
    await catalog.saveCollection({
      slug: 'thu',
      title: 'Bộ thử <1>',
      intro: 'Hai cuốn.',
      itemIds: [second!.id, 'missing', first!.id],
      season: null,
      rank: 9,
      hidden: false,
      version: 0,
      changedAt: '',
      changedBy: '',
    });
    const page = await get('/bo-suu-tap/thu');
    expect(page.heading).toBe('Bộ thử <1>');
    expect([
      ...new Set(page.links.map((l) => l.href).filter((h) => h.startsWith('/tai-lieu/'))),
    ]).toEqual([
      `/tai-lieu/${second!.id}/${second!.slug}`,
      `/tai-lieu/${first!.id}/${first!.slug}`,
    ]);
    expect((await get('/')).links.map((l) => l.href)).toContain('/bo-suu-tap/thu');
    await catalog.deleteCollection('thu');
    expect((await get('/bo-suu-tap/thu')).status).toBe(404);
    expect((await get('/')).links.map((l) => l.href)).not.toContain('/bo-suu-tap/thu');
  });

  it('of the demo shelf name items that are there', async () => {
    const collections = await app.shelf.storage.catalog.listCollections();
    expect(collections.length).toBeGreaterThanOrEqual(4);
    for (const c of collections)
      expect(
        (await get(`/bo-suu-tap/${c.slug}`)).links.filter((l) => l.href.startsWith('/tai-lieu/'))
          .length,
      ).toBeGreaterThanOrEqual(2);
    expect((await get('/bo-suu-tap')).links.map((l) => l.href)).toEqual(
      expect.arrayContaining(collections.map((c) => `/bo-suu-tap/${c.slug}`)),
    );
  });

  it('come and go with their season', async () => {
    const { catalog } = app.shelf.storage;
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(5, 10);
    const other = today.slice(0, 2) === '03' ? '09' : '03';
    await catalog.saveCollection({
      slug: 'hom-nay',
      title: 'Hôm nay',
      intro: '',
      itemIds: [],
      season: { from: today, to: today },
      rank: 1,
      hidden: false,
      version: 0,
      changedAt: '',
      changedBy: '',
    });
    await catalog.saveCollection({
      slug: 'mua-khac',
      title: 'Mùa khác',
      intro: '',
      itemIds: [],
      season: { from: `${other}-01`, to: `${other}-02` },
      rank: 1,
      hidden: false,
      version: 0,
      changedAt: '',
      changedBy: '',
    });
    const home = (await get('/')).links.map((l) => l.href);
    expect([home.includes('/bo-suu-tap/hom-nay'), home.includes('/bo-suu-tap/mua-khac')]).toEqual([
      true,
      false,
    ]);
  });

  it('of the season are opened on the home page at their first four items, without what is not published', async () => {
    const { catalog } = app.shelf.storage;
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(5, 10);
    const items = await Promise.all(
      ['0015', '0022', '0013', '0011', '0004'].map((n) =>
        catalog.findItemByIdentifier(`DEMO-${n}`),
      ),
    );
    const season = {
      slug: 'mo-ra',
      title: 'Mở ra hôm nay',
      intro: 'Năm cuốn.',
      season: { from: today, to: today },
      rank: -1,
      hidden: false,
      version: 0,
      changedAt: '',
      changedBy: '',
    };
    const saved = await catalog.saveCollection({
      ...season,
      itemIds: ['missing', ...items.map((item) => item!.id)],
    });
    const box = await get('/');
    const part = box.html
      .slice(box.html.indexOf('aria-label="Bộ sưu tập nổi bật"'))
      .split('</section>')[0]!;
    expect([
      /Mở ra hôm nay.*Năm cuốn/u.test(part),
      [...part.matchAll(/href="\/tai-lieu\/([^/"]+)/gu)].map((m) => m[1]),
      part.includes('Xem cả bộ (5 tài liệu)'),
    ]).toEqual([true, items.slice(0, 4).map((item) => item!.id), true]);
    expect(box.links.filter((l) => l.href === '/bo-suu-tap/mo-ra').length).toBe(1);
    await catalog.saveCollection({ ...season, version: saved.version, itemIds: ['missing'] });
    expect((await get('/')).words).not.toContain('Năm cuốn. 1');
    await catalog.deleteCollection('mo-ra');
  });

  it('of the week hold what was published since Monday and nothing older', async () => {
    const { catalog } = app.shelf.storage;
    const old = (await catalog.findItemByIdentifier('DEMO-0016'))!;
    await catalog.saveItem({
      item: { ...old, publishedAt: '2026-01-05T03:00:00.000Z' },
      event: null,
      texts: [],
      jobs: [],
    });
    const seen: string[] = [];
    for (let path: string | undefined = '/bo-suu-tap/tuan-nay'; path !== undefined;) {
      const page: Answer = await get(path);
      seen.push(
        ...new Set(page.links.map((l) => l.href).filter((h) => h.startsWith('/tai-lieu/'))),
      );
      path = page.links.find((l) => l.rel === 'next')?.href;
    }
    expect(seen).toHaveLength((await catalog.countItems(['published'])) - 1);
    expect(seen.some((href) => href.includes(old.id))).toBe(false);
  });
});
