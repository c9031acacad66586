import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, startTestApp, type TestApp } from '../support/start-test-app.ts';
import { expectAccessible, launch, openPage, tabTo, type Problems } from './browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
const problems: Problems = [];

const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  page = await openPage(browser, app, problems, options);
  return page;
};

/** A text file that nobody sent before; `word` is what the citizen will look for. */
const file = (name: string, word: string): string => {
  const path = join(app.folder, name);
  writeFileSync(
    path,
    `Hướng dẫn dùng nước sạch\n\nNgười dân ở thôn ${word} được dùng nước sạch theo quy chế của xã.\n`,
  );
  return path;
};
const broken = (): string => {
  const path = join(app.folder, 'hỏng.pdf');
  writeFileSync(path, 'đây không phải là PDF');
  return path;
};

const signIn = async (): Promise<void> => {
  await page.goto('/can-bo/tai-len');
  await page.getByLabel('Tên đăng nhập').fill('admin');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/can-bo/tai-len');
};

const fillForm = async (title: string): Promise<void> => {
  await page.getByLabel('Tên sách, tài liệu').fill(title);
  await page.getByLabel('Thể loại').selectOption('to-gap');
  await page
    .getByLabel('Cơ quan, tổ chức, cá nhân chủ trì biên soạn')
    .fill('Ủy ban nhân dân xã Mường Khe');
  await page.getByLabel('Thời gian phát hành').fill('5/2026');
  await page.getByRole('radio', { name: 'Còn phù hợp' }).check();
  await page
    .getByLabel('Giới thiệu mục đích, nội dung chính')
    .fill('Chỉ cách dùng nước sạch ở thôn.');
  await page.getByRole('checkbox', { name: 'Y tế, dược' }).check();
};

/** What a citizen without an account finds. */
const found = async (word: string): Promise<string[]> => {
  const html = await (await fetch(`${app.base}/tim-kiem?q=${encodeURIComponent(word)}`)).text();
  return [...html.matchAll(/<h3><a [^>]*>([^<]*)</gu)].map((m) => m[1]!);
};

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe('an empty shelf', () => {
  test('says what to do first', async () => {
    await open({ viewport: { width: 360, height: 740 } });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Tủ sách chưa có tài liệu nào' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL(/\/dang-nhap\?tiep=/u);
    await expectAccessible(page);
  });
});

describe('staff', () => {
  test('who mistype the password are told and keep their name', async () => {
    await open();
    await page.goto('/dang-nhap');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('admin');
    await expectAccessible(page);
  });

  test('upload with progress, fill the form, publish, are found by readers, withdraw', async () => {
    await open();
    await signIn();
    await page.locator('form[data-mounted]').waitFor();
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles([
        file('nuoc-sach.txt', 'Nậm Hồng'),
        broken(),
        file('ban-sao.txt', 'Nậm Hồng'),
      ]);
    await page.getByRole('button', { name: 'Tải lên' }).click();
    const row = (name: string) =>
      page.locator('.uploads .task', { has: page.getByRole('heading', { name }) });
    await row('nuoc-sach.txt').getByText('Đã nhận').waitFor();
    await row('hỏng.pdf').getByText('Chưa nhận').waitFor();
    await row('ban-sao.txt').getByText('Đã có', { exact: true }).waitFor();
    await expectAccessible(page);

    await row('nuoc-sach.txt').getByRole('link', { name: 'Biên mục ngay' }).click();
    await app.settle();
    await page.reload();
    await page.getByText('Đọc và tìm được').waitFor();
    await page.getByRole('button', { name: 'Lưu và đăng' }).click();
    const summary = page.getByRole('alert');
    await summary.getByRole('heading', { name: /mục cần sửa/u }).waitFor();
    await summary.getByRole('link', { name: 'Hãy chọn thể loại.' }).waitFor();
    expect(await page.title()).toMatch(/^\d+ mục cần sửa/u);
    await expectAccessible(page);
    await summary.getByRole('link', { name: 'Hãy ghi thời gian phát hành.' }).click();
    await page.keyboard.type('5/2026');
    expect(await page.getByLabel('Thời gian phát hành').inputValue()).toBe('5/2026');

    expect(await found('Nậm Hồng')).toEqual([]);
    await fillForm('Nước sạch ở thôn Nậm Hồng');
    await page.getByRole('button', { name: 'Lưu và đăng' }).click();
    await page.getByRole('status').getByText('Đã đăng').waitFor();
    await app.settle();
    await expectAccessible(page);

    const citizen = await openPage(browser, app, problems, {
      viewport: { width: 360, height: 740 },
    });
    await citizen.goto('/tim-kiem?q=nam+hong');
    await citizen.locator('.hit .pages a').first().click();
    expect(await citizen.locator('mark').first().textContent()).toMatch(/Nậm|Hồng/u);

    await page.getByLabel('Lý do gỡ').fill('Có bản mới hơn.');
    await page.getByRole('button', { name: 'Gỡ khỏi tủ sách' }).click();
    await page.getByRole('status').getByText('Đã gỡ').waitFor();
    await app.settle();
    const gone = await citizen.reload();
    expect(gone?.status()).toBe(404);
    expect(await citizen.getByRole('main').textContent()).toContain('Có bản mới hơn.');
    await expectAccessible(citizen);
    expect(await found('Nậm Hồng')).toEqual([]);
    await citizen.context().close();
  });

  test('do the same without scripts', async () => {
    await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await signIn();
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles([file('nuoc-2.txt', 'Tả Phình'), broken(), file('ban-sao-2.txt', 'Tả Phình')]);
    await page.getByRole('button', { name: 'Tải lên' }).click();
    await page.getByText('Đã nhận 1, đã có 1, chưa nhận 1').waitFor();
    await app.settle();
    await page.getByRole('link', { name: /^Biên mục ngay/u }).click();
    await fillForm('Nước sạch ở thôn Tả Phình');
    await page.getByRole('button', { name: 'Lưu và đăng' }).click();
    await page.getByRole('status').getByText('Đã đăng').waitFor();
    await app.settle();
    expect(await found('Tả Phình')).toEqual(['Nước sạch ở thôn Tả Phình']);
    await page.getByLabel('Lý do gỡ').fill('Có bản mới hơn.');
    await page.getByRole('button', { name: 'Gỡ khỏi tủ sách' }).click();
    await page.getByRole('status').getByText('Đã gỡ').waitFor();
    await app.settle();
    expect(await found('Tả Phình')).toEqual([]);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    expect((await page.goto('/can-bo'))?.url()).toContain('/dang-nhap?tiep=');
  });

  test('do the same by keyboard alone', async () => {
    await open();
    await page.goto('/can-bo/tai-len');
    await tabTo(page, page.getByLabel('Tên đăng nhập'));
    await page.keyboard.type('admin');
    await tabTo(page, page.getByLabel('Mật khẩu'), 2);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/can-bo/tai-len');
    await page.locator('form[data-mounted]').waitFor();
    await tabTo(page, page.getByLabel('Chọn tệp'));
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Space');
    await (await chooser).setFiles(file('nuoc-3.txt', 'Sín Chải'));
    await tabTo(page, page.getByRole('button', { name: 'Tải lên' }));
    await page.keyboard.press('Enter');
    await page.locator('.uploads').getByText('Đã nhận').waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Biên mục ngay' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/can-bo\/tai-lieu\//u);
    await app.settle();
    await page.reload();
    await tabTo(page, page.getByLabel('Thể loại'));
    await page.keyboard.press('ArrowDown');
    for (const [label, words] of [
      ['Cơ quan, tổ chức, cá nhân chủ trì biên soạn', 'Ủy ban nhân dân xã'],
      ['Thời gian phát hành', '2026'],
      ['Giới thiệu mục đích, nội dung chính', 'Cách dùng nước sạch.'],
    ] as const) {
      await tabTo(page, page.getByLabel(label));
      await page.keyboard.type(words);
    }
    await tabTo(page, page.getByRole('checkbox', { name: 'Bảo hiểm' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('button', { name: 'Lưu và đăng' }));
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Đã đăng').waitFor();
    await app.settle();
    expect(await found('Sín Chải')).toHaveLength(1);
    await tabTo(page, page.getByLabel('Lý do gỡ'));
    await page.keyboard.type('Có bản mới hơn.');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Đã gỡ').waitFor();
    await app.settle();
    expect(await found('Sín Chải')).toEqual([]);
  });
});
