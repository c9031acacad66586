import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { openFront } from '../support/open-front.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  openPage,
  sidewaysPixels,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let idOf: (title: string) => string;
let page: Page;
const problems: Problems = [];

const BROWSER =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36';

/** A reader whose browser has the worker in charge of the page. */
const open = async (
  path = '/',
  options: BrowserContextOptions = {},
  at: Pick<TestApp, 'base'> = app,
): Promise<void> => {
  page = await openPage(browser, at, problems, {
    serviceWorkers: 'allow',
    userAgent: BROWSER,
    ...options,
  });
  await page.goto(path);
  await page.evaluate('navigator.serviceWorker.ready');
  await until('navigator.serviceWorker.controller !== null');
};
/** Waits, frame by frame, until the expression (or what it promises) is true in the page. */
const until = async (expression: string): Promise<void> => {
  for (let frame = 0; frame < 3_000; frame += 1) {
    if (await page.evaluate(expression)) return;
    await page.evaluate('new Promise((done) => { requestAnimationFrame(done); })');
  }
  throw new Error(`never true: ${expression}`);
};
/**
 * The worker keeps the page it was met on once it has taken over, which may be after the next thing
 * a test does.
 */
const untilKept = (path: string): Promise<void> =>
  until(`caches.open("pages").then((c) => c.match(${JSON.stringify(path)})).then(Boolean)`);
const offline = (yes = true): Promise<void> => page.context().setOffline(yes);
const cached = (): Promise<string[]> =>
  page.evaluate(
    'caches.keys().then((names) => Promise.all(names.map((n) => caches.open(n).then((c) => c.keys())))).then((all) => all.flat().map((r) => r.url.slice(location.origin.length)))',
  );
const save = async (): Promise<void> => {
  await page.getByText('Lưu để đọc khi mất mạng').click();
  await page.getByRole('button', { name: 'Lưu vào máy này' }).click();
  await page.getByText(/Đã lưu ngày .* [KM]B\./u).waitFor();
};

const shells = (): Promise<string[]> =>
  page.evaluate('caches.keys().then((names) => names.filter((n) => n.startsWith("shelf-")))');

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  idOf = await itemFinder(app);
});
afterEach(async () => {
  await page.context().close();
  // A request that finds no network is what these tests are about.
  expect(
    problems.splice(0).filter((p) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/u.test(p)),
  ).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe('without a network', () => {
  test('pages read before open whole, with style, script and pictures', async () => {
    const leaflet = `/tai-lieu/${idOf('Đã uống rượu')}/trang/1`;
    await open();
    await untilKept('/');
    await page.goto(leaflet);
    await inPage(page.locator('.scan img'), '(img) => img.decode()');
    await untilKept(leaflet);
    await offline();
    await page.goto('/');
    expect(await page.locator('h1').textContent()).toBe('Bạn muốn tìm hiểu quy định nào?');
    await page.goto(leaflet);
    expect(
      await page.evaluate(
        "getComputedStyle(document.querySelector('.site-header'), '::after').height",
      ),
    ).toBe('8px');
    expect(
      await inPage(
        page.locator('.scan img'),
        '(img) => img.decode().then(() => img.naturalWidth > 100)',
      ),
    ).toBe(true);
    await page.locator('[data-island="read-aloud"][data-mounted]').waitFor({ state: 'attached' });
  });

  test('a page never read says so in Vietnamese, and opens when the network is back', async () => {
    await open('/', { viewport: { width: 320, height: 640 } });
    await offline();
    await page.goto('/tro-giup');
    expect(await page.locator('h1').textContent()).toBe('Máy đang mất mạng');
    await expectAccessible(page);
    expect(await sidewaysPixels(page)).toBe(0);
    await offline(false);
    await page.getByRole('link', { name: 'Thử kết nối lại' }).click();
    await page.waitForURL('**/tro-giup');
    await page.getByRole('heading', { name: 'Trợ giúp', level: 1 }).waitFor();
  });

  test('the sixty newest pages are kept, no more', async () => {
    await open();
    await untilKept('/');
    await page.evaluate(
      'caches.open("pages").then(async (c) => { for (let n = 1; n <= 61; n += 1) await c.put(`/tai-lieu/x/trang/${n}`, new Response("x")); })',
    );
    await page.goto('/moi');
    await until(
      'caches.open("pages").then((c) => c.keys()).then((k) => k.length === 60 && k.at(-1).url.endsWith("/moi"))',
    );
    const kept = await cached();
    expect([
      kept.includes('/'),
      kept.includes('/tai-lieu/x/trang/2'),
      kept.includes('/tai-lieu/x/trang/3'),
    ]).toEqual([false, false, true]);
  });
});

describe('an item saved on purpose', () => {
  test('tells its size first, opens page by page without a network, and can be removed', async () => {
    const pdf = `/tai-lieu/${idOf('Cẩm nang hòa giải')}`;
    await open(pdf);
    await page.getByText('Lưu để đọc khi mất mạng').click();
    expect(await page.getByText('Giữ phần chữ và hình').textContent()).toMatch(/khoảng \d+ KB/u);
    await page.getByText('Lưu để đọc khi mất mạng').click();
    await save();
    await expectAccessible(page);
    await offline();
    await page.goto(`${pdf}/doc`);
    await page.getByText('Trang 5', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await page.waitForURL('**/trang/6?xem=chu');
    // A single page that was never opened leads into the text that was saved.
    await page.goto(`${pdf}/trang/73`);
    await page.waitForURL('**/trang/71?xem=chu#trang-73');
    await page.goto('/da-luu');
    await page.locator('h3 a').first().waitFor();
    expect(await page.locator('h3 a').allTextContents()).toEqual(['Cẩm nang hòa giải ở cơ sở']);
    expect(await page.getByText(/[KM]B · lưu ngày .* · Còn phù hợp/u).count()).toBe(1);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Xóa: Cẩm nang' }).click();
    await page.getByText('Đã xóa khỏi máy này.').waitFor();
    expect((await cached()).filter((path) => path.includes('/trang/'))).toEqual([]);
  });

  test('brings the pictures of a book along', async () => {
    const epub = `/tai-lieu/${idOf('Hôn nhân và gia đình')}`;
    await open(epub);
    await save();
    expect((await cached()).filter((path) => path.includes('/anh/')).length).toBeGreaterThan(0);
    await offline();
    await page.goto(`${epub}/doc`);
    await page.waitForURL('**/chuong/1');
    await page.goto(`${epub}/chuong/4`);
    expect(
      await page.evaluate(
        'Promise.all([...document.querySelectorAll(".text img")].map((i) => i.decode())).then((all) => all.length)',
      ),
    ).toBeGreaterThanOrEqual(0);
    await page.goto(epub);
    await page.getByText('Đã lưu để đọc khi mất mạng').click();
    await page.getByRole('button', { name: 'Xóa bản đã lưu' }).click();
    await page.getByText('Đã xóa khỏi máy này.').waitFor();
  });

  test('is offered again when the record has changed', async () => {
    const path = `/tai-lieu/${idOf('Hàng rào đá')}`;
    await open(path);
    await save();
    await page.evaluate(
      "localStorage.setItem('da-luu', localStorage.getItem('da-luu').replace(/\"version\":\\d+/, '\"version\":0'))",
    );
    await page.reload();
    await page.getByText('Đã lưu để đọc khi mất mạng').click();
    await page.getByText('cũ hơn bản trên tủ sách').waitFor();
    await page.getByRole('button', { name: 'Lưu lại bản mới' }).click();
    await page.getByText(/Đã lưu ngày/u).waitFor();
  });

  test('that breaks off leaves nothing half kept', async () => {
    const path = `/tai-lieu/${idOf('Cẩm nang hòa giải')}`;
    await open(path);
    await page.evaluate(
      'const ask = window.fetch; window.fetch = (what, how) => (String(what).includes("/trang/6") ? Promise.reject(new TypeError("cut")) : ask(what, how)); undefined',
    );
    await page.getByText('Lưu để đọc khi mất mạng').click();
    await page.getByRole('button', { name: 'Lưu vào máy này' }).click();
    await page.getByText('Chưa lưu được').waitFor();
    expect(
      await page.evaluate(
        'caches.keys().then((names) => names.filter((n) => n.startsWith("saved-")))',
      ),
    ).toEqual([]);
  });
});

describe('never kept', () => {
  test('are staff pages, forms, searches and anything shown to somebody signed in', async () => {
    const [name, value] = (await app.signIn()).split('=') as [string, string];
    const item = `/tai-lieu/${idOf('Hàng rào đá')}`;
    await open();
    for (const path of [
      '/moi',
      '/tim-kiem?q=luat',
      '/dang-nhap',
      `${item}/danh-gia`,
      `${item}/chia-se`,
    ])
      await page.goto(path);
    await page.context().addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
    for (const path of ['/can-bo', '/can-bo/tai-len', item, `${item}/trang/1`])
      await page.goto(path);
    expect(await page.getByText('Lưu để đọc khi mất mạng').count()).toBe(0);
    const kept = await cached();
    expect(kept).toContain('/moi');
    // The picture of a published page is the same for everybody.
    expect(
      kept.filter((path) => !/^\/(?:$|tep\/|assets\/|mat-mang$|da-luu$|moi$)/u.test(path)),
    ).toEqual([]);
    await offline();
    expect(
      await page.goto('/can-bo').then(
        () => 'shown',
        () => 'not shown',
      ),
    ).toBe('not shown');
  });

  test('are the pages read lately once the reader clears them', async () => {
    await open();
    await page.goto('/moi');
    await page.goto('/da-luu');
    await page.getByRole('button', { name: 'Xóa các trang vừa đọc' }).click();
    await page.getByText('Đã xóa các trang vừa đọc.').waitFor();
    expect((await cached()).includes('/moi')).toBe(false);
  });
});

describe('the worker', () => {
  test('does not hide visits from the counter, nor count what is saved', async () => {
    const item = idOf('Sinh con xong');
    await open('/');
    const before = await app.shelf.storage.catalog.sumVisits(item, {
      from: null,
      to: '9999-12-31',
    });
    await page.goto(`/tai-lieu/${item}`);
    await save();
    await app.flushVisits();
    const after = await app.shelf.storage.catalog.sumVisits(item, { from: null, to: '9999-12-31' });
    expect([after.view - before.view, after.read - before.read]).toEqual([1, 0]);
  });

  test('of a newer build takes over and drops the shell of the old one', async () => {
    const [front, newer] = [
      await openFront(app.base),
      await startTestApp({ settings: { SHELF_NAME: 'Tủ sách mới' } }),
    ];
    try {
      await open('/', {}, front);
      const before = await shells();
      front.leadTo(newer.base);
      await page.evaluate('navigator.serviceWorker.getRegistration().then((r) => r.update())');
      await until(
        `caches.keys().then((names) => { const shells = names.filter((n) => n.startsWith('shelf-')); return shells.length === 1 && shells[0] !== ${JSON.stringify(before[0])}; })`,
      );
      await front.close();
      await page.goto('/lien-he');
      expect(await page.title()).toContain('Tủ sách mới');
    } finally {
      await front.close();
      await newer.close();
    }
  });

  test('takes itself and all it kept away when it is switched off', async () => {
    const [front, off] = [
      await openFront(app.base),
      await startTestApp({ settings: { OFFLINE: 'no' } }),
    ];
    try {
      await open('/', {}, front);
      front.leadTo(off.base);
      await page.evaluate('navigator.serviceWorker.getRegistration().then((r) => r.update())');
      await until('caches.keys().then((names) => names.length === 0)');
      await until('navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)');
    } finally {
      await front.close();
      await off.close();
    }
  });
});
