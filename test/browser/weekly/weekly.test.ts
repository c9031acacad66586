import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { fillDemoWeekly } from '#server/keeping/jobs/fill-demo-weekly.ts';
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
let kitPath: string;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await fillDemoWeekly(app.shelf.actions);
  const kit = (await app.shelf.storage.catalog.findUnitEntry('weekly', 'maudieuluat1'))!;
  kitPath = `/dieu-luat/${kit.slug}`;
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

test.each(['light', 'dark'] as const)(
  'provisions of weeks are fit for everybody, in %s',
  async (colorScheme) => {
    for (const width of [360, 1280]) {
      const page = await openPage(browser, app, problems, {
        colorScheme,
        viewport: { width, height: 800 },
        ...(signedIn === undefined ? {} : { storageState: signedIn }),
      });
      for (const path of [
        '/dieu-luat',
        kitPath,
        '/can-bo/dieu-luat',
        '/can-bo/dieu-luat/moi?q=khai+sinh',
        '/can-bo/dieu-luat/maudieuluat1',
      ]) {
        await page.goto(path, { waitUntil: 'load' });
        expect([path, width, await sidewaysPixels(page)]).toEqual([path, width, 0]);
        expect([path, width, await layoutShifts(page)]).toEqual([path, width, []]);
        expect([path, width, await violations(page)]).toEqual([path, width, []]);
      }
      await page.context().close();
    }
  },
);

test('a provision is found, made and published without a script', async () => {
  const page = await openPage(browser, app, problems, {
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
    ...(signedIn === undefined ? {} : { storageState: signedIn }),
  });
  await page.goto('/can-bo/dieu-luat/moi');
  await page.getByLabel('Tìm điều luật').fill('hòa giải ở cơ sở');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page
    .getByRole('button', { name: /^Dùng đoạn này/u })
    .first()
    .click();
  const quote = await page.locator('blockquote').innerText();
  expect(await page.getByLabel('Tin nhắn').inputValue()).toContain('MỖI TUẦN MỘT ĐIỀU LUẬT');
  await page.getByRole('button', { name: 'Duyệt, đăng lên trang công khai' }).click();
  await page.getByRole('link', { name: 'Xem trang công khai', exact: true }).last().click();
  expect(await page.locator('blockquote').innerText()).toBe(quote);
  await page.context().close();
});
