import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { makeBigPdf } from '../support/make/make-big-pdf.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
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

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  'sach-thuong': () =>
    makePdf({
      pages: Array.from(
        { length: 60 },
        (_, n) => `Dieu ${n + 1}. Hoa giai vien\ngiup cac ben thoa thuan.`,
      ),
      outline: [{ title: 'Dau', page: 1 }],
    }),
  'kho-giay-lon': () =>
    makePdf({ pages: ['Ban do quy hoach', 'Trang hai'], paper: [14_400, 14_400] }),
  'dau-cuoi-trang': () =>
    makePdf({
      pages: Array.from({ length: 3 }, (_, n) =>
        [
          ...Array.from({ length: 33 }, (_line, i) => `Dong ${n} ${i}`),
          n === 1 ? 'Thua ke the vi' : `Het ${n}`,
        ].join('\n'),
      ),
    }),
  'khong-co-chu': () => makePdf({ pages: ['', '', ''] }),
  'tep-nang': () => makeBigPdf({ pages: 300, bytes: 12e6 }),
};

beforeAll(async () => {
  folder = makeFolder();
  for (const [name, make] of Object.entries(FILES)) folder.put(`${name}.pdf`, make());
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
});

const at = (title: string, n: number, rest = ''): string =>
  `/tai-lieu/${idOf(title)}/trang/${n}${rest}`;
const button = () => page.getByRole('button', { name: 'Đọc bản gốc' });
const dialog = () => page.getByRole('dialog');
const pageOf = (n: number) => dialog().getByRole('group', { name: `Trang ${n}`, exact: true });
const drawn = (n: number): Promise<void> => pageOf(n).and(page.locator('[data-words]')).waitFor();
/**
 * The scroll that a key began has come to its end: Chromium draws it in steps, which a busy machine
 * stretches.
 */
const settled = (): Promise<unknown> =>
  page.evaluate(`new Promise((done) => {
  const roll = document.querySelector('dialog .roll');
  let [at, same] = [-1, 0];
  const look = () => { same = roll.scrollTop === at ? same + 1 : 0; at = roll.scrollTop; if (same === 10) done(); else requestAnimationFrame(look); };
  look();
})`);
const field = () => dialog().getByLabel('Trang', { exact: true });

const visit = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
  await page.locator('[data-island="reader-pdf"][data-mounted]').waitFor({ state: 'attached' });
};
const read = async (
  title: string,
  n: number,
  options: BrowserContextOptions = {},
  rest = '',
): Promise<void> => {
  await visit(at(title, n, rest), options);
  await button().click();
  await drawn(n);
};

/** How many dots of a drawing are darker than paper. */
const INK =
  '(c) => { const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i] < 128) n += 1; return n; }';
const area = (): Promise<number> =>
  page.evaluate(
    "[...document.querySelectorAll('.drawn-page canvas')].reduce((sum, c) => Math.max(sum, c.width * c.height), 0)",
  );

describe.each([
  ['360 px, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['1280 px, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const)('the PDF itself at %s', (_, look) => {
  test('opens at the very page, drawn, with its words marked; nothing jumps', async () => {
    await read('sach-thuong', 12, look, '?q=hoa+giai');
    expect(await inPage(pageOf(12).locator('canvas'), INK)).toBeGreaterThan(100);
    expect(await pageOf(12).locator('mark').allTextContents()).toEqual(['Hoa giai']);
    expect(await field().inputValue()).toBe('12');
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
    expect(await layoutShifts(page)).toEqual([]);
  });
});

describe('a hit on a telephone', () => {
  const phone = { viewport: { width: 360, height: 740 } };
  const share = async (what: ReturnType<Page['locator']>): Promise<number> =>
    ((await what.boundingBox())?.height ?? 0) / phone.viewport.height;
  /** Whether it stands within the window, whole. */
  const isSeen = async (what: ReturnType<Page['locator']>): Promise<boolean> => {
    const box = (await what.boundingBox())!;
    return box.y >= 0 && box.y + box.height <= page.viewportSize()!.height;
  };

  test('gives the page two thirds of the screen and lands on the first mark', async () => {
    page = await openPage(browser, app, problems, phone);
    await page.goto(`/tim-kiem?q=${encodeURIComponent('thua ke the vi')}`);
    await page.locator('main a[href*="#danh-dau"]').first().click();
    await page.locator('[data-island="reader-pdf"][data-mounted]').waitFor({ state: 'attached' });
    expect(await share(page.locator('.scan img'))).toBeGreaterThan(2 / 3);
    expect(await isSeen(page.locator('#danh-dau'))).toBe(true);
    expect(await sidewaysPixels(page)).toBe(0);
    await button().click();
    await dialog().locator('mark').first().waitFor();
    expect(await share(dialog().locator('.roll'))).toBeGreaterThan(2 / 3);
    expect(await isSeen(dialog().locator('mark').first())).toBe(true);
  });

  test('lands on a mark that stands below the window, unless the reader went on', async () => {
    await read(
      'dau-cuoi-trang',
      2,
      { viewport: { width: 1_280, height: 600 } },
      '?q=thua+ke+the+vi',
    );
    expect(await isSeen(pageOf(2).locator('mark').first())).toBe(true);
    expect(await field().inputValue()).toBe('2');
  });
});

describe('the PDF itself', () => {
  test('is turned, sized and closed with the keyboard alone', async () => {
    await visit(at('sach-thuong', 3));
    await tabTo(page, button());
    await page.keyboard.press('Enter');
    await drawn(3);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    await drawn(60);
    await settled();
    const before = await inPage<number>(pageOf(60), '(e) => e.clientWidth');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await inPage(pageOf(60), '(e) => e.clientWidth')).toBe(before * 1.5);
    expect(await field().inputValue()).toBe('60');
    await page.keyboard.press('0');
    expect(await inPage(pageOf(60), '(e) => e.clientWidth')).toBe(before);
    await tabTo(page, field());
    await page.keyboard.type('25');
    expect(await field().inputValue()).toBe('25');
    await page.keyboard.press('Enter');
    await page.locator('.roll:focus').waitFor();
    await drawn(25);
    await settled();
    await page.keyboard.press('Escape');
    await page.waitForURL('**/trang/25');
    expect(await page.locator('.leaf').textContent()).toContain('Dieu 25.');
  });

  test('gives the focus back and stays on the page when nothing was turned', async () => {
    await read('sach-thuong', 7);
    await dialog().getByRole('button', { name: 'Đóng' }).click();
    expect(await inPage(button(), '(e) => e === document.activeElement')).toBe(true);
    expect(await page.locator('.drawn-page canvas').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe(at('sach-thuong', 7));
    await button().click();
    await drawn(7);
  });

  test('offers words to selection and to the search of the browser', async () => {
    await read('sach-thuong', 2);
    await pageOf(2).getByText('Dieu 2. Hoa giai vien').click({ clickCount: 3 });
    expect(await page.evaluate('getSelection().toString()')).toContain('Hoa giai vien');
    // The headless Chromium of the tests has no search of its own: it would look through just this
    // text.
    expect(await inPage(dialog(), '(e) => e.innerText')).toContain('giup cac ben thoa thuan.');
  });

  test('remembers where the reader stayed', async () => {
    await read('sach-thuong', 1);
    await field().fill('31');
    await field().press('Enter');
    await drawn(31);
    await dialog().getByRole('button', { name: 'Đóng' }).click();
    await page.waitForURL('**/trang/31');
    await page.goto(`/tai-lieu/${idOf('sach-thuong')}`);
    await page.getByRole('link', { name: 'Đọc tiếp trang 31' }).waitFor();
  });

  test('is read in a thread that may fetch and decode, no more', async () => {
    await visit(at('sach-thuong', 1));
    const thread = page.waitForResponse(/worker.*\.mjs$/u);
    await button().click();
    expect((await thread).headers()['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
    await drawn(1);
  });

  test('costs nothing before it is opened', async () => {
    const asked: string[] = [];
    page = await openPage(browser, app, problems);
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(at('sach-thuong', 1), { waitUntil: 'networkidle' });
    await page.locator('[data-island="reader-pdf"][data-mounted]').waitFor({ state: 'attached' });
    expect(
      asked.filter((path) => /\/pdf|worker|\/tep\/[^/]+$/u.test(path) && !/reader-pdf/u.test(path)),
    ).toEqual([]);
  });
});

describe('an odd file', () => {
  test('with sheets of five metres is drawn within the limits of memory, at every size', async () => {
    await read('kho-giay-lon', 1, { deviceScaleFactor: 3 });
    for (let n = 0; n < 6; n += 1) await page.keyboard.press('+');
    await pageOf(1).locator('canvas').waitFor();
    expect(await area()).toBeLessThanOrEqual(4 * 2 ** 20);
    await expectAccessible(page);
  });

  test('without words is drawn, and says nothing it does not know', async () => {
    await read('khong-co-chu', 2);
    expect(await pageOf(2).textContent()).toBe('');
    await expectAccessible(page);
  });

  const answer = async (body: Uint8Array): Promise<void> => {
    const bytes = Buffer.from(body);
    await page.route(/\/tep\/[^/]+$/u, (route) => {
      const [from, to] = /bytes=(\d+)-(\d+)/u
        .exec(route.request().headers()['range']!)!
        .slice(1)
        .map(Number) as [number, number];
      const part = Buffer.alloc(to - from + 1, 32);
      bytes.copy(part, 0, from, to + 1);
      return route.fulfill({
        status: 206,
        body: part,
        headers: { 'content-range': `bytes ${from}-${to}/9999999` },
      });
    });
  };

  test.each([
    ['locked', makePdf({ pages: ['x'], locked: true }), /có mật khẩu/u],
    ['broken', new TextEncoder().encode('%PDF-1.4\nnothing of a PDF'), /bị hỏng/u],
    ['empty', new Uint8Array(), /bị hỏng/u],
  ])('that is %s says so in words and leaves the plain page', async (_, body, words) => {
    await visit(at('sach-thuong', 4));
    await answer(body);
    await button().click();
    await dialog().getByText(words).waitFor();
    await expectAccessible(page);
    await dialog().getByRole('button', { name: 'Về trang đọc thường' }).click();
    expect(await page.locator('.leaf').textContent()).toContain('Dieu 4.');
  });

  test('whose line breaks is taken up again', async () => {
    await visit(at('tep-nang', 2));
    await page.route(/\/tep\/[^/]+$/u, (route) => route.abort());
    await button().click();
    await dialog()
      .getByText(/Không tải được bản gốc/u)
      .waitFor();
    await page.unroute(/\/tep\/[^/]+$/u);
    await dialog().getByRole('button', { name: 'Thử lại' }).click();
    await drawn(2);
    await page.route(/\/tep\/[^/]+$/u, (route) => route.abort());
    await field().fill('290');
    await field().press('Enter');
    await dialog()
      .getByText(/Không tải được bản gốc/u)
      .waitFor();
    await page.unroute(/\/tep\/[^/]+$/u);
    await dialog().getByRole('button', { name: 'Thử lại' }).click();
    await drawn(290);
    problems.splice(0, problems.length, ...problems.filter((p) => !p.includes('ERR_FAILED')));
  });

  test('whose drawing scripts do not come leaves the plain page', async () => {
    await visit(at('sach-thuong', 4));
    await page.route(/worker.*\.mjs$/u, (route) => route.abort());
    await button().click();
    await dialog()
      .getByText(/Không tải được bản gốc/u)
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.leaf').textContent()).toContain('Dieu 4.');
    problems.splice(0, problems.length, ...problems.filter((p) => !p.includes('ERR_FAILED')));
  });
});

test('without scripts the page offers the picture, the words and the file', async () => {
  page = await openPage(browser, app, problems, { javaScriptEnabled: false });
  await page.goto(at('sach-thuong', 5));
  expect(await button().count()).toBe(0);
  expect(await page.locator('.original').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Mở tệp gốc' }).waitFor();
  expect(await page.locator('.leaf').textContent()).toContain('Dieu 5.');
});

test.each([
  [
    'do not come',
    (route: Route) =>
      /\.m?js$/u.test(new URL(route.request().url()).pathname) ? route.abort() : route.fallback(),
  ],
  [
    'are forbidden by a policy',
    async (route: Route) => {
      if (!route.request().isNavigationRequest()) return route.fallback();
      const answer = await route.fetch();
      return route.fulfill({
        response: answer,
        headers: {
          ...answer.headers(),
          'content-security-policy': "default-src 'self'; script-src 'none'",
        },
      });
    },
  ],
] as const)('where scripts %s the plain page stands', async (_, change) => {
  page = await openPage(browser, app, problems);
  await page.route('**', change);
  await page.goto(at('sach-thuong', 5));
  expect(await button().count()).toBe(0);
  expect(await page.locator('.leaf').textContent()).toContain('Dieu 5.');
  problems.splice(
    0,
    problems.length,
    ...problems.filter((p) => !/ERR_FAILED|Content Security Policy/u.test(p)),
  );
});
