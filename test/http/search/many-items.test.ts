import { ask, type Answer } from '../../support/ask.ts';
import { nextId } from '../../support/builders.ts';
import { publishCopies } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const MANY = 10_000;
let app: TestApp;
const get = (path: string): Promise<Answer> => ask(app.base, path);
const titlesOf = (page: Answer): string[] => page.texts('h3').filter((t) => t.startsWith('Sổ tay'));

beforeAll(async () => {
  app = await startTestApp();
  await publishCopies(
    app,
    { subjects: ['11'] },
    Array.from({ length: MANY }, (_, i) => ({
      id: nextId(),
      title: `Sổ tay đất đai số ${i}`,
      issued: String(1950 + (i % 70)),
      publishedAt: new Date(Date.parse('2020-01-01') + i * 60_000).toISOString(),
    })),
  );
});
afterAll(() => app.close());

describe('a shelf of 10,000 items', () => {
  it('says how many there are and shows the first ten', async () => {
    const page = await get('/tim-kiem?q=dat+dai');
    expect(page.title).toContain('10.000 kết quả');
    expect(titlesOf(page)).toHaveLength(10);
    expect(page.words).toContain('Đất đai 10.000');
  });

  it('lists them page by page, each once, far into the list', async () => {
    const seen = new Set<string>();
    let path: string | undefined = '/tim-kiem?q=dat+dai&sap-xep=moi';
    for (let n = 0; n < 30 && path !== undefined; n++) {
      const page: Answer = await get(path);
      for (const title of titlesOf(page)) seen.add(title);
      path = page.links.find((l) => l.rel === 'next')?.href;
    }
    expect(seen.size).toBe(300);
    expect([...seen][0]).toBe(`Sổ tay đất đai số ${MANY - 1}`);
  });

  it('narrows them down without losing any', async () => {
    expect((await get('/tim-kiem?q=dat+dai&nam=1950')).title).toContain('143 kết quả');
    expect((await get('/tim-kiem?q=dat+dai&nam=1949')).words).toContain(
      'Bỏ bộ lọc Năm “1949” và tìm lại 10.000 tài liệu',
    );
  });

  it('keeps the home page as small as with a few', async () => {
    const home = await ask(app.base, '/', { headers: { 'accept-encoding': 'br' } });
    expect(home.body.length).toBeLessThan(8_000);
    expect((await get('/chu-de')).words).toContain('10.000 tài liệu');
  });

  it('cuts the sitemap into files that hold them all', async () => {
    const index = await get('/sitemap.xml');
    const files = [...index.html.matchAll(/<loc>([^<]+)<\/loc>/gu)]
      .map((m) => m[1]!.replace(app.base, '').replaceAll('&amp;', '&'))
      .filter((f) => f.includes('tai-lieu'));
    const addresses = new Set<string>();
    for (const file of files)
      for (const m of (await get(file)).html.matchAll(/<loc>([^<]+)<\/loc>/gu))
        addresses.add(m[1]!);
    expect(addresses.size).toBe(MANY);
  });
});
