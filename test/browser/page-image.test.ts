import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { aRecogniser, aRecognisedPage } from '../support/make/some-readings.ts';
import { until } from '../support/shelf-process.ts';
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
let scan: string;
/** Pages whose words a machine read from their pictures. */
let read: string;
let page: Page;
const problems: Problems = [];

beforeAll(async () => {
  folder = makeFolder();
  // No words on any page: a scan, read by its pictures alone.
  folder.put('ban-quet.pdf', makePdf({ pages: ['', '', '', ''] }));
  const recogniser = aRecogniser(() => aRecognisedPage([]));
  [app, browser] = await Promise.all([startTestApp({ recogniser }), launch()]);
  await app.importFolder(folder.path);
  recogniser.find = () =>
    aRecognisedPage([
      ...Array.from({ length: 20 }, (_, n) => `Dòng thứ ${n}.`),
      'Hai bên ký tên.',
      '1',
    ]);
  folder.put('may-doc.pdf', makePdf({ pages: [''] }));
  await app.importFolder(folder.path);
  const idOf = await itemFinder(app);
  scan = `/tai-lieu/${idOf('ban-quet')}/trang`;
  read = `/tai-lieu/${idOf('may-doc')}/trang`;
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

const mounted = (): Promise<void> =>
  page.locator('[data-island="page-image"][data-mounted]').waitFor();
const visit = async (
  n: number,
  options: BrowserContextOptions = {},
  script = '',
): Promise<string[]> => {
  const asked: string[] = [];
  page = await openPage(browser, app, problems, options);
  page.on('request', (request) => asked.push(request.url().slice(app.base.length)));
  if (script !== '') await page.addInitScript(script);
  await page.goto(`${scan}/${n}`);
  await mounted();
  return asked;
};
const view = () => page.locator('.scan-view');
const image = () => view().locator('img');
const larger = () => page.getByRole('button', { name: 'Phóng to ảnh' });
const size = (): Promise<[number, number]> =>
  inPage(image(), '(img) => [img.clientWidth, img.parentElement.clientWidth]');
const at = (n: number): Promise<void> => page.waitForURL(`**/trang/${n}`);

/** A finger on the screen, from one point to another in steps. */
async function swipe(
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const finger: CDPSession = await page.context().newCDPSession(page);
  const point = (part: number) => [
    { x: from[0] + (to[0] - from[0]) * part, y: from[1] + (to[1] - from[1]) * part },
  ];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(0) });
  for (let n = 1; n <= 8; n += 1)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(n / 8) });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

describe.each([
  [
    '360 px, dark, without script',
    { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    false,
  ],
  ['1280 px, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, true],
] as const)('the words over a picture at %s', (_, look, javaScriptEnabled) => {
  test('lie where they are printed, are marked where the reader lands, and can be selected', async () => {
    page = await openPage(browser, app, problems, { ...look, javaScriptEnabled });
    await page.goto(`${read}/1?q=k%C3%BD+t%C3%AAn#danh-dau`);
    const mark = page.locator('#danh-dau');
    expect(await mark.isVisible()).toBe(true);
    const [frame, box] = [(await image().boundingBox())!, (await mark.boundingBox())!];
    // Word three of the line at 120 + 20 × 40 of 1,754 pixels.
    expect((box.y - frame.y) / frame.height).toBeCloseTo(920 / 1_754, 2);
    expect((box.x - frame.x) / frame.width).toBeCloseTo((150 + 8 * 12) / 1_240, 2);
    expect(box.y).toBeGreaterThan(0);
    expect(box.y).toBeLessThan(look.viewport.height);
    expect(await sidewaysPixels(page)).toBe(0);
    if (!javaScriptEnabled) return;
    const line = page.locator('.layer text', { hasText: 'Hai bên ký tên.' });
    await inPage(line, '(e) => getSelection().selectAllChildren(e)');
    expect(await page.evaluate('getSelection().toString()')).toBe('Hai bên ký tên.');
    await expectAccessible(page);
  });
});

describe.each([
  ['360 px, dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ['1280 px, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
] as const)('the picture of a page at %s', (_, look) => {
  test('grows within its own frame and nothing around it moves', async () => {
    await visit(2, look);
    await inPage(image(), '(img) => img.decode()');
    const [fitted, frame] = await size();
    expect(fitted).toBe(frame);
    const below = await inPage<number>(
      page.locator('.scan figcaption'),
      '(e) => Math.round(e.getBoundingClientRect().top)',
    );
    await larger().click();
    await larger().click();
    expect(await size()).toEqual([frame * 2, frame]);
    expect(
      await inPage(
        page.locator('.scan figcaption'),
        '(e) => Math.round(e.getBoundingClientRect().top)',
      ),
    ).toBe(below);
    expect(await page.locator('.picture-tools output').textContent()).toBe('200 %');
    await expectAccessible(page);
    expect([await sidewaysPixels(page), await layoutShifts(page)]).toEqual([0, []]);
    await page.getByRole('button', { name: 'Thu nhỏ ảnh' }).dblclick();
    expect(await size()).toEqual([frame, frame]);
  });
});

describe('the picture of a page', () => {
  test('is turned and sized with the keyboard alone', async () => {
    await visit(2);
    await page.keyboard.press('ArrowRight');
    await at(3);
    await mounted();
    await page.keyboard.press('ArrowLeft');
    await at(2);
    await mounted();
    await tabTo(page, view());
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    const [wide, frame] = await size();
    expect(wide).toBe(frame * 2);
    expect(new URL(page.url()).pathname).toBe(`${scan}/2`);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await page.getByLabel('Đến trang').press('ArrowRight');
    expect(new URL(page.url()).pathname).toBe(`${scan}/2`);
  });

  test('is not turned by a finger moved down', async () => {
    await visit(2, PHONE);
    await view().scrollIntoViewIfNeeded();
    const { x, y } = (await view().boundingBox())!;
    await swipe([x + 150, Math.max(y, 0) + 60], [x + 170, Math.max(y, 0) + 260]);
    expect(new URL(page.url()).pathname).toBe(`${scan}/2`);
  });

  test.each(['reduce', 'no-preference'] as const)(
    'is turned by a finger moved sideways (motion: %s)',
    async (reducedMotion) => {
      await visit(2, { ...PHONE, reducedMotion });
      const across = async (from: number, to: number): Promise<void> => {
        await view().scrollIntoViewIfNeeded();
        const { x, y } = (await view().boundingBox())!;
        const top = Math.max(y, 0);
        await swipe([x + from, top + 60], [x + to, top + 65]);
      };
      await across(250, 60);
      await at(3);
      await mounted();
      await across(60, 250);
      await at(2);
    },
  );

  test('is moved, not turned, by a finger when it is larger', async () => {
    await visit(2, PHONE);
    await larger().tap();
    await larger().tap();
    await view().scrollIntoViewIfNeeded();
    const { x, y } = (await view().boundingBox())!;
    const before = await inPage<number>(view(), '(e) => e.scrollLeft');
    await swipe([x + 250, Math.max(y, 0) + 80], [x + 60, Math.max(y, 0) + 80]);
    await page.locator('.scan-view.zoomed').waitFor();
    expect(await inPage<number>(view(), '(e) => e.scrollLeft')).toBeGreaterThan(before);
    expect(new URL(page.url()).pathname).toBe(`${scan}/2`);
  });

  test('of the next page is fetched ahead, in the width of this screen', async () => {
    const asked = await visit(2);
    // It may have been asked for before the visit was over.
    const ahead = await until('the next page is asked for', 40_000, () =>
      asked.find((path) => path.includes('/trang/3.webp')),
    );
    expect(ahead).toMatch(/\/trang\/3\.webp\?rong=\d+$/u);
  });

  test.each([
    ['asked to save data', '{ saveData: true }'],
    ['reads over a slow line', "{ effectiveType: 'slow-2g' }"],
  ])('of the next page is not fetched ahead for who %s', async (_, connection) => {
    // The script says when it would have begun: idle callbacks are counted.
    const asked = await visit(
      2,
      {},
      `Object.defineProperty(navigator, 'connection', { value: ${connection} }); window.later = 0; window.requestIdleCallback = () => { window.later += 1; };`,
    );
    await inPage(image(), '(img) => img.decode()');
    expect([
      await page.evaluate('window.later'),
      asked.filter((path) => path.includes('/trang/3.webp')),
    ]).toEqual([0, []]);
  });

  test('that is no picture leaves words and ways on, and offers no size', async () => {
    page = await openPage(browser, app, problems);
    await page.route(/\/trang\/\d+\.webp/u, (route) =>
      route.fulfill({ contentType: 'image/webp', body: 'this is not a picture' }),
    );
    await page.goto(`${scan}/2`);
    await mounted();
    await image().waitFor({ state: 'attached' });
    await larger().waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: /^Trang sau/u }).click();
    await at(3);
  });

  test('is read without scripts: larger by a link', async () => {
    page = await openPage(browser, app, problems, { javaScriptEnabled: false });
    await page.goto(`${scan}/2`);
    expect(await page.locator('.picture-tools').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Mở ảnh lớn' }).click();
    await page.waitForURL('**/trang/2.webp?rong=1920');
    // Chromium centres a picture opened by itself with a style of its own.
    problems.splice(
      0,
      problems.length,
      ...problems.filter((p) => !p.includes('Applying inline style')),
    );
  });
});
