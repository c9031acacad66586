import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { fillDemoWeekly } from '#server/keeping/jobs/fill-demo-weekly.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectFitPages, launch, openPage, signedInAs, type Problems } from '../browser.ts';

let app: TestApp;
let browser: Browser;
let signedIn: BrowserContextOptions;
let kitPath: string;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await fillDemoWeekly(app.shelf.actions);
  const kit = (await app.shelf.storage.catalog.findUnitEntry('weekly', 'maudieuluat1'))!;
  kitPath = `/dieu-luat/${kit.slug}`;
  signedIn = await signedInAs(app);
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test.each(['light', 'dark'] as const)(
  'provisions of weeks are fit for everybody, in %s',
  async (colorScheme) => {
    await expectFitPages(
      [
        '/dieu-luat',
        kitPath,
        '/can-bo/dieu-luat',
        '/can-bo/dieu-luat/moi?q=khai+sinh',
        '/can-bo/dieu-luat/maudieuluat1',
      ],
      (look) => openPage(browser, app, problems, { ...look, ...signedIn, colorScheme }),
    );
  },
);

test('a provision is found, made and published without a script', async () => {
  const page = await openPage(browser, app, problems, {
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
    ...signedIn,
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

test('next week’s provision is made with a script and waits for its Monday', async () => {
  const page = await openPage(browser, app, problems, {
    viewport: { width: 1280, height: 900 },
    ...signedIn,
  });
  await page.goto('/can-bo/dieu-luat/moi?q=hòa+giải+ở+cơ+sở');
  const option = page.getByLabel('Tuần', { exact: true }).first().locator('option').nth(1);
  const week = (await option.getAttribute('value'))!;
  await page.getByLabel('Tuần', { exact: true }).first().selectOption(week);
  await page
    .getByRole('button', { name: /^Dùng đoạn này/u })
    .first()
    .click();
  expect(await page.getByLabel('Tuần', { exact: true }).inputValue()).toBe(week);
  await page.getByLabel('Tên điều luật').fill('Hòa giải trước khi kiện');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').waitFor();
  await page.getByRole('button', { name: 'Duyệt, đăng lên trang công khai' }).click();
  await page.getByText('Đã đăng. Trang công khai hiện từ thứ Hai của tuần.').waitFor();
  await page.goto('/dieu-luat');
  expect(await page.getByText('Hòa giải trước khi kiện').count()).toBe(0);
  await page.goto('/can-bo/dieu-luat');
  await page.getByRole('link', { name: 'Hòa giải trước khi kiện' }).click();
  await page.getByRole('button', { name: 'Rút khỏi trang công khai' }).click();
  await page.getByText('Đã rút khỏi trang công khai.').waitFor();
  await page.context().close();
});
