import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8 } from 'fflate';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { EPUB_ID, makeEpub } from '../support/make/make-epub.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  tabTo,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let folder: TestFolder;
let idOf: (title: string) => string;
let page: Page;
const problems: Problems = [];

const chapter = (n: number, more = ''): { name: string; body: string } => ({
  name: `c${n}.xhtml`,
  body: `<h1>Chương ${n}</h1><p>Lời của chương ${n}.</p>${more}`,
});
const whole = (head: string, body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>${head}</head><body>${body}</body></html>`;
const contents = { 'Chương 1': 'c1.xhtml', 'Chương 2': 'c2.xhtml', 'Chương 3': 'c3.xhtml' };

const FONT = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
    'standard_fonts',
    'LiberationSans-Bold.ttf',
  ),
);
const mixed = (key: Uint8Array, bytes: number): Uint8Array =>
  FONT.map((byte, i) => (i < bytes ? byte ^ key[i % key.length]! : byte));
const data = (path: string, way: string): string =>
  `<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="${way}"/><CipherData><CipherReference URI="${path}"/></CipherData></EncryptedData>`;
const FACES =
  '@font-face { font-family: Mot; src: url(mot.ttf) } @font-face { font-family: Hai; src: url("hai.ttf") } p { font-family: Mot } h1 { font-family: Hai }';

/** Another site: it counts whoever so much as opens a line to it. */
const stranger = createServer((_, res) => res.end());
let visitors = 0;
stranger.on('connection', () => {
  visitors += 1;
});

const remote = (EVIL: string): string =>
  whole(
    `<meta http-equiv="refresh" content="0;url=${EVIL}/di"/><link rel="preconnect" href="${EVIL}"/><link rel="dns-prefetch" href="${EVIL}"/><link rel="stylesheet" href="${EVIL}/s.css"/>
   <style>@import url(${EVIL}/i.css); @font-face { font-family: X; src: url(${EVIL}/f.woff2) } body { background: url(${EVIL}/b.png); font-family: X }</style>
   <script src="${EVIL}/s.js"></script><script>parent.document.title = 'chiếm'; fetch('${EVIL}/f')</script>`,
    `<h1>Chương 1</h1><p>Lời của chương 1.</p><img src="${EVIL}/a.png" alt=""/><img src="/dang-xuat" alt=""/><img src="khong-co.png" onerror="parent.document.title='chiếm'" alt=""/><iframe src="${EVIL}/k"></iframe>
   <video src="${EVIL}/v.mp4" autoplay="autoplay" poster="${EVIL}/p.png"></video><object data="${EVIL}/o"></object><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${EVIL}/x.png" width="9" height="9"/></svg>
   <p><a href="javascript:parent.document.title='chiếm'">nhấn</a></p>`,
  );

const BOOKS: Readonly<Record<string, () => Uint8Array>> = {
  'Sách chảy': () =>
    makeEpub({
      title: 'Sách chảy',
      chapters: [1, 2, 3].map((n) =>
        chapter(
          n,
          `<p><img src="hinh.svg" alt="Hình"/></p>${'<p>Thêm một đoạn để cuộn.</p>'.repeat(60)}`,
        ),
      ),
      contents,
      files: {
        'OEBPS/hinh.svg': {
          content:
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="40" height="20"/></svg>',
          mediaType: 'image/svg+xml',
        },
      },
    }),
  'Sách cố định': () =>
    makeEpub({
      title: 'Sách cố định',
      contents,
      metadata: '<meta property="rendition:layout">pre-paginated</meta>',
      chapters: [1, 2, 3].map((n) => ({
        name: `c${n}.xhtml`,
        body: whole(
          '<meta name="viewport" content="width=800, height=1200"/>',
          `<h1 style="position: absolute; top: 1100px; left: 700px">Tr ${n}</h1>`,
        ),
      })),
    }),
  'Sách từ phải': () =>
    makeEpub({
      title: 'Sách từ phải',
      chapters: [1, 2, 3].map((n) => chapter(n)),
      contents,
      spine: ' page-progression-direction="rtl"',
    }),
  'Sách phông ẩn': () =>
    makeEpub({
      title: 'Sách phông ẩn',
      contents: { 'Chương 1': 'c1.xhtml' },
      chapters: [
        {
          name: 'c1.xhtml',
          body: whole(
            '<link rel="stylesheet" href="a.css"/>',
            '<h1>Chương 1</h1><p>Lời của chương 1.</p>',
          ),
        },
      ],
      files: {
        'OEBPS/a.css': { content: '@import "b.css";', mediaType: 'text/css' },
        'OEBPS/b.css': { content: `@import url(a.css); ${FACES}`, mediaType: 'text/css' },
        'OEBPS/mot.ttf': {
          content: mixed(createHash('sha1').update(EPUB_ID).digest(), 1_040),
          mediaType: 'font/ttf',
        },
        'OEBPS/hai.ttf': {
          content: mixed(Buffer.from(EPUB_ID.slice(9).replaceAll('-', ''), 'hex'), 1_024),
          mediaType: 'font/ttf',
        },
      },
      raw: {
        'META-INF/encryption.xml': strToU8(
          `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">${data('OEBPS/mot.ttf', 'http://www.idpf.org/2008/embedding')}${data('OEBPS/hai.ttf', 'http://ns.adobe.com/pdf/enc#RC')}</encryption>`,
        ),
      },
    }),
  'Sách gọi ra ngoài': () =>
    makeEpub({
      title: 'Sách gọi ra ngoài',
      chapters: [
        {
          name: 'c1.xhtml',
          body: remote(`http://localhost:${(stranger.address() as AddressInfo).port}`),
        },
        chapter(2),
      ],
      contents: { 'Chương 1': 'c1.xhtml', 'Chương 2': 'c2.xhtml' },
    }),
  'Sách có hình trong mạch': () =>
    makeEpub({
      title: 'Sách có hình trong mạch',
      chapters: [chapter(1)],
      contents: { 'Chương 1': 'c1.xhtml' },
      raw: {
        'OEBPS/tranh.svg': strToU8(
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400"><text x="9" y="99">Tranh</text></svg>',
        ),
        'OEBPS/book.opf':
          strToU8(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="ma"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Sách có hình trong mạch</dc:title><dc:language>vi</dc:language><dc:identifier id="ma">x</dc:identifier></metadata>
<manifest><item id="a" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="b" href="tranh.svg" media-type="image/svg+xml"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`),
      },
    }),
  'Sách có thực thể': () =>
    makeEpub({
      title: 'Sách có thực thể',
      contents: { 'Chương 1': 'c1.xhtml' },
      chapters: [
        {
          name: 'c1.xhtml',
          body: `<!DOCTYPE html [<!ENTITY donvi "Sở Tư pháp">]>${whole('', '<h1>Chương 1</h1><p>Do &donvi; biên soạn.</p>').replace(/^<[?][^>]*>/u, '')}`,
        },
        { name: 'c2.xhtml', body: '<p>x</p>' },
      ],
      raw: {
        'OEBPS/c2.xhtml': Buffer.from(
          `\uFEFF${whole('', '<h1>Chương 2</h1><p>Chữ UTF-16.</p>').replace('utf-8', 'utf-16')}`,
          'utf16le',
        ),
      },
    }),
  'Sách hỏng mạch': () =>
    makeEpub({
      title: 'Sách hỏng mạch',
      chapters: [
        chapter(1),
        { name: 'c2.xhtml', body: whole('', '<h1>Chương 2</h1><p>Thẻ không đóng <b>đậm</p>') },
        chapter(3),
      ],
      contents,
      raw: {
        'OEBPS/book.opf':
          strToU8(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="ma"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Sách hỏng mạch</dc:title><dc:language>vi</dc:language><dc:identifier id="ma">x</dc:identifier></metadata>
<manifest><item id="a" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="b" href="c2.xhtml" media-type="application/xhtml+xml"/><item id="m" href="mat.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c3.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="m"/><itemref idref="khong-co"/><itemref idref="c"/></spine></package>`),
      },
    }),
};

beforeAll(async () => {
  folder = makeFolder();
  await new Promise<void>((resolve) => {
    stranger.listen(0, 'localhost', resolve);
  });
  for (const [name, make] of Object.entries(BOOKS)) folder.put(`${name}.epub`, make());
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.importFolder(folder.path);
  idOf = await itemFinder(app);
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder?.remove();
  stranger.close();
});

const at = (title: string, n = 1): string => `/tai-lieu/${idOf(title)}/sach?phan=${n}`;
const shown = (n: number): Promise<void> => page.locator(`[data-shown="${n}"]`).waitFor();
const frame = () => page.frameLocator('.book-host iframe').first();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const visit = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
};
const forget = (what: RegExp): void => {
  problems.splice(0, problems.length, ...problems.filter((p) => !what.test(p)));
};

describe.each([
  ['360 px, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['1280 px, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const)('a book in its own layout at %s', (_, look) => {
  test('opens at the chapter, with pictures, and nothing jumps', async () => {
    await visit(`/tai-lieu/${idOf('Sách chảy')}/chuong/2`, look);
    await page.getByRole('link', { name: /^Xem như sách gốc/u }).click();
    await shown(2);
    expect(await frame().locator('h1').textContent()).toBe('Chương 2');
    expect(await inPage(frame().locator('img'), '(img) => img.naturalWidth')).toBe(40);
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
    expect(await layoutShifts(page)).toEqual([]);
  });
});

describe('a book in its own layout', () => {
  test('is turned and sized with the keyboard alone, and remembers the place', async () => {
    await visit(at('Sách chảy'));
    await shown(1);
    const before = await inPage<string>(
      frame().locator('p').first(),
      '(e) => getComputedStyle(e).fontSize',
    );
    await tabTo(page, button('A+ Chữ lớn hơn'));
    await page.keyboard.press('Enter');
    expect(
      Number.parseFloat(
        await inPage<string>(frame().locator('p').first(), '(e) => getComputedStyle(e).fontSize'),
      ),
    ).toBeGreaterThan(Number.parseFloat(before));
    await page.keyboard.press('ArrowRight');
    await shown(2);
    await tabTo(page, button('Sau ›'));
    await page.keyboard.press('Enter');
    await shown(3);
    await page.getByRole('link', { name: 'Đọc dạng chữ' }).click();
    await page.waitForURL('**/chuong/3');
    await page.goto(`/tai-lieu/${idOf('Sách chảy')}`);
    await page.getByRole('link', { name: 'Đọc tiếp phần 3' }).waitFor();
  });

  test('follows its contents beside it', async () => {
    await visit(at('Sách chảy'));
    await shown(1);
    await page.locator('.toc').getByRole('link', { name: 'Chương 3' }).click();
    await shown(3);
    expect(await page.locator('.toc [aria-current]').textContent()).toContain('Chương 3');
    expect(new URL(page.url()).pathname).toMatch(/\/sach$/u);
  });

  test('of fixed pages is fitted into its place', async () => {
    await visit(at('Sách cố định', 2), { viewport: { width: 360, height: 740 } });
    await shown(2);
    const [inside, place] = [
      await frame().locator('h1').boundingBox(),
      await page.locator('.book-view').boundingBox(),
    ];
    expect(inside!.x + inside!.width).toBeLessThanOrEqual(place!.x + place!.width + 1);
    expect(inside!.y + inside!.height).toBeLessThanOrEqual(place!.y + place!.height + 1);
    expect(await button('A+ Chữ lớn hơn').count()).toBe(0);
  });

  test('from right to left goes on to the left', async () => {
    await visit(at('Sách từ phải'));
    await shown(1);
    await page.keyboard.press('ArrowLeft');
    await shown(2);
    await page.keyboard.press('ArrowRight');
    await shown(1);
  });

  test('reads entities of its own and chapters in UTF-16', async () => {
    await visit(at('Sách có thực thể'));
    await shown(1);
    expect(await frame().locator('body').textContent()).toContain('Do Sở Tư pháp biên soạn.');
    expect(await frame().locator('body').textContent()).not.toContain(']>');
    await page.keyboard.press('ArrowRight');
    await shown(2);
    expect(await frame().locator('body').textContent()).toContain('Chữ UTF-16.');
  });

  test('shows hidden fonts of both ways, in style sheets that import each other', async () => {
    await visit(at('Sách phông ẩn'));
    await shown(1);
    const fonts = await inPage<string[]>(
      frame().locator('html'),
      '(e) => e.ownerDocument.fonts.ready.then((all) => [...all].map((f) => f.family.replaceAll(String.fromCharCode(34), "") + " " + f.status).sort())',
    );
    expect(new Set(fonts)).toEqual(new Set(['Hai loaded', 'Mot loaded']));
  });

  test('makes a page of a picture in its reading order', async () => {
    await visit(at('Sách có hình trong mạch', 2));
    await shown(2);
    expect(
      await inPage<number>(
        frame().locator('img'),
        '(img) => img.decode().then(() => img.naturalWidth)',
      ),
    ).toBeGreaterThan(0);
  });
});

describe('a hostile book', () => {
  test('runs nothing and reaches nobody', async () => {
    await visit(at('Sách gọi ra ngoài'));
    await shown(1);
    expect(await frame().locator('p').first().textContent()).toBe('Lời của chương 1.');
    await frame().getByText('nhấn').click();
    const blocked = problems.filter((p) => p.includes('Content Security Policy'));
    expect(blocked.some((p) => p.includes('/dang-xuat'))).toBe(true);
    await button('Sau ›').click();
    await shown(2);
    expect(visitors).toBe(0);
    await page.request.get(`http://localhost:${(stranger.address() as AddressInfo).port}`);
    expect(visitors).toBe(1);
    expect(await page.title()).toMatch(/^Sách gốc/u);
    expect(await page.locator('.book-host iframe').first().getAttribute('sandbox')).toBe(
      'allow-same-origin',
    );
    forget(/Content Security Policy|other host/u);
  });

  test('with a damaged chapter and a broken reading order shows the rest and says so', async () => {
    await visit(at('Sách hỏng mạch'));
    await shown(1);
    await button('Sau ›').click();
    await frame().getByText('Thẻ không đóng').waitFor();
    await button('Sau ›').click();
    await page.getByText('Không trình bày được mục này').waitFor();
    await expectAccessible(page);
    await page.locator('.toc').getByRole('link', { name: 'Chương 3' }).click();
    await frame().getByText('Lời của chương 3.').waitFor();
    expect(await page.getByText('Không trình bày được mục này').isVisible()).toBe(false);
    forget(/File not found in the epub/u);
  });

  test('that is no book, or does not come, leaves the way to the plain chapters', async () => {
    page = await openPage(browser, app, problems);
    await page.route(/\/tep\/[^/]+$/u, (route) =>
      route.fulfill({ status: 200, body: Buffer.alloc(100_000, 'x') }),
    );
    await page.goto(at('Sách chảy', 2));
    await page.getByText('Không tải được sách').waitFor();
    await page.unroute(/\/tep\/[^/]+$/u);
    const { bytes } = JSON.parse(
      (await page.locator('[data-book]').getAttribute('data-book'))!,
    ) as { bytes: number };
    await page.route(/\/tep\/[^/]+$/u, (route) =>
      route.fulfill({ status: 200, body: Buffer.alloc(bytes, 'x') }),
    );
    await page.reload();
    await page.getByText('Sách này không theo chuẩn').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Đọc dạng chữ' }).click();
    await page.waitForURL('**/chuong/2');
  });
});

test.each([
  ['without scripts', false],
  ['where scripts are blocked', true],
])('%s the page leads to the chapters', async (_, javaScriptEnabled) => {
  page = await openPage(browser, app, problems, { javaScriptEnabled });
  await page.route(/\.js$/u, (route) => route.abort());
  await page.goto(at('Sách chảy', 2));
  await page.getByText('cần trình duyệt cho chạy JavaScript').waitFor();
  await page.locator('.toc').getByRole('link', { name: 'Chương 3' }).click();
  await page.waitForURL('**/chuong/3');
  expect(await page.locator('.chapter').textContent()).toContain('Lời của chương 3.');
  forget(/ERR_FAILED/u);
});
