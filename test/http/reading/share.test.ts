import sharp from 'sharp';
import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let id: string;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const meta = (page: Answer, property: string): string | undefined =>
  page.all('meta').find((m) => m.attribs['property'] === property)?.attribs['content'];
const idOf = async (identifier: string): Promise<string> =>
  (await app.shelf.storage.catalog.findItemByIdentifier(identifier))!.id;

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  id = await idOf('DEMO-0001');
});
afterAll(() => app.close());

describe('an item can be handed on', () => {
  it('by a QR code, a ready message and links that need no script', async () => {
    const item = await get(`/tai-lieu/${id}`);
    expect(
      item
        .having('aria-label')
        .some(
          (e) => e.name === 'svg' && e.attribs['aria-label'] === 'Mã QR dẫn tới trang tài liệu này',
        ),
    ).toBe(true);
    const page = await get(item.link('Tờ dán'));
    expect([page.status, page.heading]).toEqual([200, 'Cẩm nang hòa giải ở cơ sở']);
    const message = page.texts('textarea')[0]!;
    expect(message).toMatch(
      /^Cẩm nang hòa giải ở cơ sở Giúp hòa giải viên .*\. http:\/\/127\.0\.0\.1:\d+\/tai-lieu\//u,
    );
    expect(page.all('textarea')[0]!.attribs).toHaveProperty('readonly');
    expect(page.link('Zalo')).toMatch(/^https:\/\/button-share\.zalo\.me\/share_external\?/u);
    expect(page.link('Facebook')).toContain(encodeURIComponent(`${app.base}/tai-lieu/${id}`));
    expect(decodeURIComponent(page.link('Thư điện tử'))).toContain(`${app.base}/tai-lieu/${id}`);
  });

  it('by the code as a file, sharp at any size', async () => {
    const page = await get(`/tai-lieu/${id}/chia-se`);
    const svg = await get(page.link('SVG'));
    expect([svg.status, svg.headers['content-type']]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
    ]);
    expect(svg.headers['content-disposition']).toContain('ma-qr-cam-nang-hoa-giai-o-co-so.svg');
    const png = await get(page.link('PNG'));
    expect(png.headers['content-type']).toBe('image/png');
    expect(await sharp(png.body).metadata()).toMatchObject({
      format: 'png',
      width: 1_416,
      height: 1_416,
    });
    expect((await get(`/tai-lieu/${id}/ma-qr.gif`)).status).toBe(404);
  });

  it('with a picture of its cover and title', async () => {
    const page = await get(`/tai-lieu/${id}`);
    expect([
      meta(page, 'og:image:width'),
      meta(page, 'og:image:height'),
      meta(page, 'og:image:alt'),
    ]).toEqual(['1200', '630', 'Bìa và tên tài liệu: Cẩm nang hòa giải ở cơ sở']);
    const { pathname, search, origin } = new URL(meta(page, 'og:image')!);
    expect(origin).toBe(app.base);
    const picture = await get(`${pathname}${search}`);
    expect([
      picture.status,
      picture.headers['content-type'],
      picture.headers['cache-control'],
    ]).toEqual([200, 'image/jpeg', 'public, no-cache']);
    expect(await sharp(picture.body).metadata()).toMatchObject({ width: 1200, height: 630 });
    expect((await get(pathname, { 'if-none-match': picture.headers.etag! })).status).toBe(304);
    expect((await get(pathname)).body.equals(picture.body)).toBe(true);
  });

  it('with a drawn cover where nothing may be shown of its contents', async () => {
    const other = await get(`/tai-lieu/${await idOf('DEMO-0035')}/anh-chia-se.jpg`);
    expect([other.status, other.headers['content-type']]).toEqual([200, 'image/jpeg']);
  });
});

describe('the shelf', () => {
  it('has a picture too', async () => {
    const home = await get('/');
    expect([meta(home, 'og:type'), meta(home, 'og:image:alt')]).toEqual([
      'website',
      'Giá sách và tên Tủ sách pháp luật điện tử',
    ]);
    expect((await get(new URL(meta(home, 'og:image')!).pathname)).headers['content-type']).toBe(
      'image/jpeg',
    );
  });
});

describe('what readers may not see', () => {
  it.each(['chia-se', 'ma-qr.svg', 'ma-qr.png', 'anh-chia-se.jpg'])('has no %s', async (what) => {
    const { actions, storage } = app.shelf;
    const item = (await storage.catalog.findItem(await idOf('DEMO-0002')))!;
    const draft = {
      ...item,
      id: actions.newId(),
      identifier: null,
      attachments: [],
      state: 'draft' as const,
      version: 0,
      publishedAt: null,
    };
    await storage.catalog.saveItem({ item: draft, event: null, texts: [], jobs: [] });
    expect((await get(`/tai-lieu/${draft.id}/${what}`)).status).toBe(404);
    const cookie = await app.signIn();
    const shown = await get(`/tai-lieu/${draft.id}/${what}`, { cookie });
    expect(shown.status).toBe(200);
    expect(shown.headers['cache-control']).not.toMatch(/public/u);
  });
});
