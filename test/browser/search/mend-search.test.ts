import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { anAccount } from '../../support/builders.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectAccessible, launch, openPage, sidewaysPixels, type Problems } from '../browser.ts';

jest.setTimeout(90_000);

let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await app.shelf.storage.catalog.saveAccount(
    anAccount({
      username: 'thu-vien',
      roles: ['cataloguer'],
      unitId: 'so-tu-phap',
      passwordHash: HASH_OF_X,
    }),
  );
}, 90_000);
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test.each([
  ['without script', false, 360],
  ['with script', true, 1280],
] as const)(
  'a librarian mends %s what a reader looked for in vain',
  async (_, javaScriptEnabled, width) => {
    const page = await openPage(browser, app, problems, {
      javaScriptEnabled,
      viewport: { width, height: 800 },
      // The browser of tests says that nobody reads.
      userAgent: 'Mozilla/5.0 (Linux; Android 12) Chrome/120',
    });
    const q = `qwzx${width === 360 ? 'ba' : 'tu'}`;
    const check = async (): Promise<void> => {
      if (javaScriptEnabled) await expectAccessible(page);
      expect(await sidewaysPixels(page)).toBe(0);
    };
    await page.goto(`/tim-kiem?q=${q}`);
    await page.getByRole('heading', { name: /Chưa tìm thấy/u }).waitFor();

    await page.goto('/dang-nhap?tiep=/can-bo/cau-tim');
    await page.getByLabel('Tên đăng nhập').fill('thu-vien');
    await page.getByLabel('Mật khẩu').fill('x');
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Câu tìm chưa có lời đáp' }).waitFor();
    await check();
    await page.getByRole('link', { name: new RegExp(`Thêm từ.*${q}`, 'u') }).click();
    expect(await page.getByLabel('Người dân nói').inputValue()).toBe(q);
    await page.getByLabel('Từ trong luật').fill('hòa giải ở cơ sở');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('heading', { name: 'Trước và sau' }).waitFor();
    await page.getByRole('cell', { name: /Cẩm nang hòa giải ở cơ sở/u }).waitFor();
    await check();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('status').getByText('Đã lưu').waitFor();

    await page.goto('/can-bo/cau-tim');
    expect(await page.getByRole('link', { name: q, exact: true }).count()).toBe(0);

    await page.goto(`/tim-kiem?q=${q}`);
    await page.getByText('Đã tìm thêm: hòa giải ở cơ sở').waitFor();
    await page.getByRole('heading', { name: 'Cẩm nang hòa giải ở cơ sở' }).waitFor();
    await check();
    await page.goto('/tim-kiem?q=so do bi mat lam lai o dau');
    await page.getByText('Đang hiểu là:').waitFor();
    await check();
    await page.context().close();
  },
);
