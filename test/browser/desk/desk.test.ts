import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  violations,
  type Problems,
} from '../browser.ts';

let app: TestApp;
let browser: Browser;
let signedIn: BrowserContextOptions['storageState'];
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  const { catalog, now } = app.shelf.actions;
  const day = now().slice(0, 10);
  await catalog.addDeskScans([
    { day, unitId: 'xa-muong-khe', procedure: 'dang-ky-khai-sinh', count: 12 },
    { day, unitId: 'xa-muong-khe', procedure: 'to-cao', count: 3 },
  ]);
  const [name, value] = (await app.signIn()).split('=') as [string, string];
  const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1 };
  signedIn = {
    cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Lax' }],
    origins: [],
  };
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
    for (const width of [360, 1280]) {
      const page = await openPage(browser, app, problems, {
        colorScheme,
        viewport: { width, height: 800 },
        ...(signedIn === undefined ? {} : { storageState: signedIn }),
      });
      for (const path of PAGES) {
        await page.goto(path, { waitUntil: 'load' });
        expect([path, width, await sidewaysPixels(page)]).toEqual([path, width, 0]);
        expect([path, width, await layoutShifts(page)]).toEqual([path, width, []]);
        expect([path, width, await violations(page)]).toEqual([path, width, []]);
      }
      await page.context().close();
    }
  },
);

test('a procedure is ended without a script, and its page leads on', async () => {
  const page = await openPage(browser, app, problems, {
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
    ...(signedIn === undefined ? {} : { storageState: signedIn }),
  });
  await page.goto('/can-bo/thu-tuc/nuoi-con-nuoi');
  await page.getByLabel('Hết từ ngày').fill('01/01/2026');
  await page.getByLabel('Thay bằng').fill('dang-ky-khai-sinh');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.goto('/q/nuoi-con-nuoi/xa-muong-khe');
  await page.getByText('không còn làm từ ngày 01/01/2026').waitFor();
  await page.getByRole('link', { name: 'Đăng ký khai sinh' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đăng ký khai sinh');
  await page.context().close();
});
