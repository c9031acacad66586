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

  it.each([
    '/',
    '/moi',
    '/chu-de',
    '/bo-suu-tap',
    '/van-ban/14-2019-QD-TTg',
    '/tro-giup',
    '/opds',
    '/opds/moi',
    '/opds/v2/chu-de',
  ])('are not filled by parameters that %s does not read', async (path) => {
    await ask(app.base, path);
    const flood = Array.from({ length: 20 }, (_, n) => `${path}?x${n}=${'y'.repeat(200)}`);
    expect(await keptBy(flood)).toBe(0);
  });

  it('are not filled by long addresses', async () => {
    const { id } = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0015'))!;
    expect(await keptBy([`/tai-lieu/${id}/${'a'.repeat(2_000)}`])).toBe(0);
  });

  it('are not filled by searches', async () => {
    expect(await keptBy(['/tim-kiem?q=luat', `/tim-kiem?q=${'luat+'.repeat(900)}`])).toBe(0);
  });
});
