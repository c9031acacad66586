import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { anAccount } from '../support/builders.ts';
import { HASH_OF_X } from '../support/staff-person.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { expectAccessible, launch, openPage, type Problems } from './browser.ts';

jest.setTimeout(90_000);

let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.shelf.storage.catalog.saveAccount(
    anAccount({
      username: 'thu-vien',
      roles: ['cataloguer'],
      unitId: 'so-tu-phap',
      passwordHash: HASH_OF_X,
    }),
  );
}, 60_000);
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
  'a cataloguer of the managing unit adds a genre and an audience %s, and finds them on the forms',
  async (_, javaScriptEnabled, width) => {
    const page = await openPage(browser, app, problems, {
      javaScriptEnabled,
      viewport: { width, height: 800 },
    });
    await page.goto('/dang-nhap?tiep=/can-bo/danh-muc');
    await page.getByLabel('Tên đăng nhập').fill('thu-vien');
    await page.getByLabel('Mật khẩu').fill('x');
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Thể loại', exact: true }).click();
    await page.getByRole('link', { name: 'Thêm thể loại' }).click();

    await page.getByLabel('Tên thể loại').fill('Tờ gấp');
    await page.getByLabel('Tên ngắn').fill(`Ngắn ${width}`);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('heading', { name: 'Còn 2 mục cần sửa' }).waitFor();
    expect([
      await page.getByLabel('Tên thể loại').inputValue(),
      await page.getByLabel('Tên ngắn').inputValue(),
    ]).toEqual(['Tờ gấp', `Ngắn ${width}`]);
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByLabel('Tên thể loại').fill(`Bản tin ${width}`);
    await page.getByLabel('Nhóm theo khoản 4 Điều 6').selectOption('b');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('status').getByText('Đã lưu').waitFor();
    if (javaScriptEnabled) await expectAccessible(page);

    await page.goto('/can-bo/danh-muc/doi-tuong/moi');
    await page.getByLabel('Tên đối tượng').fill(`Ngư dân ${width}`);
    await page.getByLabel('Câu giới thiệu (').fill('Luật biển, viết ngắn');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('link', { name: `Ngư dân ${width}` }).waitFor();

    await page.goto('/can-bo/tai-len');
    await page.getByLabel('Thể loại').selectOption({ label: `Bản tin ${width}` });
    await page.context().close();
  },
);
