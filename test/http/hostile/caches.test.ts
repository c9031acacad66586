import { PageCache } from '#server/http/page-cache.ts';
import { ask } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

/** What asking for these addresses adds to the kept pages. */
async function keptBy(addresses: readonly string[]): Promise<number> {
  const before = app.pages.bytes;
  for (const address of addresses) await ask(app.base, address);
  return app.pages.bytes - before;
}

describe('the kept pages', () => {
  it('take a page by its own address once', async () => {
    expect(await keptBy(['/moi'])).toBeGreaterThan(0);
    expect(await keptBy(['/moi'])).toBe(0);
  });

  it.each(['/', '/moi', '/chu-de', '/bo-suu-tap', '/van-ban/14-2019-QD-TTg', '/tro-giup'])(
    'are not filled by parameters that %s does not read',
    async (path) => {
      await ask(app.base, path);
      const flood = Array.from({ length: 20 }, (_, n) => `${path}?x${n}=${'y'.repeat(200)}`);
      expect(await keptBy(flood)).toBe(0);
    },
  );

  it('are not filled by long addresses', async () => {
    const { id } = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0015'))!;
    expect(await keptBy([`/tai-lieu/${id}/${'a'.repeat(2_000)}`])).toBe(0);
  });

  it('are not filled by searches', async () => {
    expect(await keptBy(['/tim-kiem?q=luat', `/tim-kiem?q=${'luat+'.repeat(900)}`])).toBe(0);
  });
});

describe('a flooded cache', () => {
  const page = { revision: 1, etag: 'W/"x"', headers: { Link: '<…>'.repeat(50) } };

  it('counts the addresses among its bytes', () => {
    const cache = new PageCache(100_000);
    cache.add('a'.repeat(900), page, 'br', Buffer.alloc(10));
    expect(cache.bytes).toBeGreaterThan(2 * 900);
  });

  it('never holds more than it may, however small its pages are', () => {
    const cache = new PageCache(100_000);
    for (let n = 0; n < 10_000; n += 1) cache.add(`/${n}`, page, 'br', Buffer.alloc(1));
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
    expect(cache.find('/9999', 1)).not.toBeNull();
    expect(cache.find('/1', 1)).toBeNull();
  });

  it('gives all bytes back with its last page', () => {
    const cache = new PageCache(100_000);
    cache.add('/a', page, 'br', Buffer.alloc(500));
    cache.add('/a', page, 'gzip', Buffer.alloc(700));
    expect(cache.find('/a', 2)).toBeNull();
    expect(cache.bytes).toBe(0);
  });
});
