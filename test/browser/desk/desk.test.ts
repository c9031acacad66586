import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectFitPages, launch, openPage, signedInAs, type Problems } from '../browser.ts';

let app: TestApp;
let browser: Browser;
let signedIn: BrowserContextOptions;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  const { catalog, now } = app.shelf.actions;
  const day = now().slice(0, 10);
  await catalog.addDeskScans([
    { day, unitId: 'xa-muong-khe', procedure: 'dang-ky-khai-sinh', count: 12 },
    { day, unitId: 'xa-muong-khe', procedure: 'to-cao', count: 3 },
  ]);
  signedIn = await signedInAs(app);
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const PAGES = [
  '/thu-tuc',
  '/thu-tuc/dang-ky-khai-sinh',
  '/can-bo/thu-tuc',
  '/can-bo/thu-tuc/moi',
  '/can-bo/thu-tuc/dang-ky-khai-sinh',
  '/can-bo/quay',
];

test.each(['light', 'dark'] as const)(
  'procedures are fit for everybody, in %s',
  async (colorScheme) => {
    await expectFitPages(PAGES, (look) =>
      openPage(browser, app, problems, { ...look, ...signedIn, colorScheme }),
    );
  },
);

test.each([
  [360, false, 'nuoi-con-nuoi'],
  [1_280, true, 'to-cao'],
])(
  'a procedure is ended at %i px (script: %s), and its page leads on',
  async (width, javaScriptEnabled, slug) => {
    const page = await openPage(browser, app, problems, {
      viewport: { width, height: 800 },
      javaScriptEnabled,
      ...signedIn,
    });
    await page.goto(`/can-bo/thu-tuc/${slug}`);
    await page.getByLabel('Hết từ ngày').fill('01/01/2026');
    await page.getByLabel('Thay bằng').fill('dang-ky-khai-sinh');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.goto(`/q/${slug}/xa-muong-khe`);
    await page.getByText('không còn làm từ ngày 01/01/2026').waitFor();
    await page.getByRole('link', { name: 'Đăng ký khai sinh' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đăng ký khai sinh');
    await page.context().close();
  },
);
