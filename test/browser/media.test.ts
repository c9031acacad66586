import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
let video: string;
let sound: string;
let page: Page;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  const idOf = await itemFinder(app);
  video = `/tai-lieu/${idOf('Trợ giúp pháp lý')}`;
  sound = `/tai-lieu/${idOf('Bản tin loa xã')}`;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const visit = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
};
const mounted = (island: string): Promise<void> =>
  page.locator(`[data-island="${island}"][data-mounted]`).waitFor({ state: 'attached' });
const player = () => page.locator('[data-player]');
/** As the bar of the player does it. */
const seek = (seconds: number): Promise<unknown> =>
  inPage(
    player(),
    `(media) => new Promise((done) => { const go = () => { media.addEventListener('timeupdate', done, { once: true }); media.currentTime = ${seconds}; }; if (media.readyState > 0) go(); else { media.addEventListener('loadedmetadata', go, { once: true }); media.load(); } })`,
  );
const panel = () => page.getByRole('region', { name: 'Dấu trang trên máy này' });

describe.each([
  ['360 px, dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ['1280 px, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
] as const)('a recording at %s', (_, look) => {
  test('is taken up where it was left, from its item and from its beginning', async () => {
    for (const item of [video, sound]) {
      await visit(`${item}/xem`, look);
      await mounted('media-locator');
      await seek(14);
      await page.goto(item);
      await page.getByRole('link', { name: 'Xem, nghe tiếp từ 0:14' }).waitFor();
      await page.goto(`${item}/xem`);
      await mounted('media-locator');
      await expectAccessible(page);
      expect([await sidewaysPixels(page), await layoutShifts(page)]).toEqual([0, []]);
      await page.getByRole('link', { name: 'Xem, nghe tiếp từ 0:14' }).click();
      await page.waitForURL('**/xem?giay=14');
      expect(await page.locator('[data-player] source').getAttribute('src')).toMatch(/#t=14$/u);
      if (item === video) await page.context().close();
    }
  });
});

describe('a recording', () => {
  test('is marked at the moment it plays, with the keyboard alone', async () => {
    await visit(`${video}/xem`);
    await mounted('media-locator');
    await mounted('bookmarks');
    await seek(16);
    // The browser's own controls of the player show the focus in their own way.
    await page.getByRole('link', { name: 'Dấu trang' }).focus();
    await tabTo(page, panel().getByLabel('Ghi chú'), 200);
    await page.keyboard.type('Nghe lại');
    await page.keyboard.press('Enter');
    await panel().getByText('Đã đánh dấu.').waitFor();
    await seek(11);
    await panel().getByRole('button', { name: 'Đánh dấu chỗ đang phát' }).click();
    expect(await panel().locator('.marks > li > a').allTextContents()).toEqual(['0:11', '0:16']);
    await panel().getByRole('link', { name: '0:16' }).click();
    await page.waitForURL('**/xem?giay=16');
    await mounted('bookmarks');
    await expectAccessible(page);
  });

  test('left in its first seconds or heard to its end leads nowhere', async () => {
    await visit(`${video}/xem`);
    await mounted('media-locator');
    await seek(4);
    await page.goto(video);
    await mounted('position');
    expect(await page.locator('.continue').textContent()).toBe('');
    await page.goto(`${video}/xem`);
    await mounted('media-locator');
    await seek(14);
    await inPage(player(), "(media) => media.dispatchEvent(new Event('ended'))");
    expect(await page.evaluate("localStorage.getItem('doc-den')")).toBe('[]');
  });

  test('is led by the lines of its transcript, whatever its captions hold', async () => {
    page = await openPage(browser, app, problems);
    await page.route('**/phu-de.vtt', (route) =>
      route.fulfill({
        contentType: 'text/vtt',
        body: 'WEBVTT\n\n00:99:99.999 --> cuối\n<script>document.title = "chiếm"</script>\n\n-->\n\u0000\ufffe',
      }),
    );
    await page.goto(`${video}/xem`);
    await mounted('player');
    const line = page.locator('.transcript a[data-seconds]').nth(2);
    const seconds = Number(await line.getAttribute('data-seconds'));
    await line.click();
    await line.and(page.locator('[aria-current=true]')).waitFor();
    expect(await inPage<number>(player(), '(media) => media.currentTime')).toBeCloseTo(seconds, 0);
    expect(await page.title()).toMatch(/^Xem:/u);
  });

  test('plays and is read without scripts', async () => {
    await visit(`${video}/xem?giay=12`, { javaScriptEnabled: false });
    expect(await player().isVisible()).toBe(true);
    expect(await page.locator('.transcript li').count()).toBeGreaterThan(3);
    for (const hidden of ['#dau-trang', '.continue', 'a[href="#dau-trang"]'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
  });
});
