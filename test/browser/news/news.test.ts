import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { fillDemoNews } from '#server/keeping/jobs/fill-demo-news.ts';
import { demoFolder } from '#server/shelf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectFitPages, launch, openPage, signedInAs, type Problems } from '../browser.ts';

let app: TestApp;
let browser: Browser;
let signedIn: BrowserContextOptions;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await fillDemoNews(app.shelf.actions, demoFolder);
  const { catalog, now } = app.shelf.actions;
  const over = (await catalog.findUnitEntry('news', 'mautin0004'))!;
  const day = now().slice(0, 10);
  // The outage of the collection is over; its twin is still to come.
  await catalog.saveUnitEntry({
    ...over,
    id: 'sap-bao-tri',
    slug: 'sap-bao-tri',
    version: 0,
    value: { ...over.value, outage: { start: `${day} 22:00`, end: `${day} 23:30` } },
  });
  signedIn = await signedInAs(app);
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const PAGES = [
  '/',
  '/tin-tuc',
  '/tin-tuc/tu-sach-luu-dong-ve-sau-ban-vung-cao',
  '/tin-tuc/tu-sach-luu-dong-ve-sau-ban-vung-cao/in',
  '/tin-tuc/bao-tri-may-chu-tu-sach',
  '/can-bo/tin-tuc',
  '/can-bo/tin-tuc/moi',
  '/can-bo/tin-tuc/mautin0001',
  '/can-bo/tin-tuc/mautin0005',
];
/** A phone's first page; longer ones are not scrolled to their end. */
const TALLEST_HOME = 4_000;

test.each(['light', 'dark'] as const)('news is fit for everybody, in %s', async (colorScheme) => {
  await expectFitPages(PAGES, (look) =>
    openPage(browser, app, problems, { ...look, ...signedIn, colorScheme }),
  );
});

test('the first page stays short', async () => {
  const reader = await openPage(browser, app, problems, { viewport: { width: 360, height: 800 } });
  await reader.goto('/');
  const { height } = (await reader.locator('html').boundingBox())!;
  await reader.context().close();
  expect(height).toBeLessThanOrEqual(TALLEST_HOME);
});

test.each([
  [360, false],
  [1_280, true],
])('news is written and approved at %i px (script: %s)', async (width, javaScriptEnabled) => {
  const page = await openPage(browser, app, problems, {
    viewport: { width, height: 800 },
    javaScriptEnabled,
    ...signedIn,
  });
  await page.goto('/can-bo/tin-tuc/moi');
  await page.getByLabel('Nhan đề').fill('Viết không cần mã');
  await page.getByLabel('Tóm tắt').fill('Một câu.');
  await page.getByLabel('Nội dung').fill('Chữ **đậm**.');
  await page.getByRole('button', { name: 'Lưu và trình duyệt' }).click();
  await page.getByRole('button', { name: 'Duyệt và đăng' }).click();
  await page.getByRole('link', { name: 'Xem trang công khai', exact: true }).last().click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Viết không cần mã');
  await page.context().close();
});
