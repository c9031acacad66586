import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { ROOT } from '../../support/source-code.ts';
import { aRecogniser, aRecognisedPage } from '../../support/make/some-readings.ts';
import { until } from '../../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  expectAccessible,
  launch,
  openPage,
  sidewaysPixels,
  signedInBy,
  type Problems,
} from '../browser.ts';

const LINES = ['QUYẾT ĐỊNH', '¶Hoa giải viên ghi biền bản vẽ việc hòa giải tại thôn.', '1'];
/** What the second reader saw otherwise. */
const OTHER: Readonly<Record<string, string>> = { Hoa: 'Hóa', biền: 'biên', vẽ: 'về' };

function aDoubtedPage(): RecognisedPage {
  const page = aRecognisedPage(LINES);
  const lines = page.lines.map((line) => ({
    ...line,
    words: line.words.map((word) =>
      Object.hasOwn(OTHER, word.text) ? { ...word, other: OTHER[word.text]! } : word,
    ),
  }));
  return { ...page, lines };
}

let app: TestApp;
let browser: Browser;
let page: Page;
let id: string;
let cookie: string;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ recogniser: aRecogniser(aDoubtedPage) }),
    launch(),
  ]);
  const head = join(ROOT, 'test/fixtures/scans/decision-head.png');
  copyFileSync(head, join(app.folder, 'quyet-dinh.png'));
  id = (await app.importFolder(app.folder))[0]!.itemId!;
  cookie = await app.signIn();
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const open = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, { ...options, ...signedInBy(cookie) });
  await page.goto(path);
};
const word = () => page.locator('.doubt:focus-within .word');
const told = (text: string) => page.getByText(text).first().waitFor();

describe('whoever corrects a scan', () => {
  test('goes from the item to the words in doubt, and by keys alone to a page that is found', async () => {
    await open(`/can-bo/tai-lieu/${id}`);
    await page.getByRole('link', { name: 'Đọc lại chữ' }).click();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Đọc lại từ trang 1' }).click();
    await page.locator('[data-island="correct-words"][data-mounted]').waitFor();
    await page.getByRole('radio', { name: 'Telex' }).check();
    await expectAccessible(page);
    await word().or(page.locator('.word').first()).first().focus();
    // A word that neither reader saw: typed, with its tone.
    await page.keyboard.type('Hoaf');
    expect(await word().inputValue()).toBe('Hòa');
    await page.keyboard.press('Escape');
    expect(await word().inputValue()).toBe('Hoa');
    await page.keyboard.type('Hoaf');
    await page.keyboard.press('Enter');
    expect(await word().inputValue()).toBe('biền');
    await page.keyboard.press('Space');
    await told('Đã lưu: biên');
    // Accepted by mistake, taken back by a key, taken from the other reading.
    await page.keyboard.press('Enter');
    await told('Đã xem hết các chữ.');
    await told('Đã lưu: vẽ');
    await page.locator('.word').last().focus();
    const reloaded = page.waitForEvent('load');
    await page.keyboard.press('Control+z');
    await reloaded;
    await page.locator('[data-island="correct-words"][data-mounted]').waitFor();
    expect(await word().inputValue()).toBe('vẽ');
    await page.keyboard.press('Space');
    await told('Đã lưu: về');
    await page.keyboard.press('Enter');
    await told('Đã ghi: trang này đã được đọc lại.');
    await app.settle();
    const words = encodeURIComponent('"Hòa giải viên ghi biên bản về việc"');
    await page.goto(`/tim-kiem?q=${words}`);
    await page.locator(`main a[href^="/tai-lieu/${id}/trang/1"]`).first().click();
    await told('đã được đọc lại ngày');
    expect(await page.locator('.layer text').allTextContents()).toContain(
      'Hòa giải viên ghi biên bản về việc hòa giải tại thôn.',
    );
  });

  test('writes in the lines of a whole page, at 360 and at 1,280 pixels, light and dark', async () => {
    for (const [width, colorScheme] of [
      [360, 'dark'],
      [1280, 'light'],
    ] as const) {
      await open(`/can-bo/tai-lieu/${id}/doc-lai`, {
        viewport: { width, height: 800 },
        colorScheme,
      });
      expect(await sidewaysPixels(page)).toBe(0);
      await page.getByRole('link', { name: 'Trang 1, đã đọc lại' }).click();
      expect(await sidewaysPixels(page)).toBe(0);
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Sửa cả trang' }).click();
      await page.locator('[data-island="correct-lines"][data-mounted]').waitFor();
      await page.getByRole('radio', { name: 'VNI' }).check();
      await page.getByLabel('Dòng 1', { exact: true }).press('End');
      await page.keyboard.type(' so61');
      expect(await page.getByLabel('Dòng 1', { exact: true }).inputValue()).toMatch(/ số$/u);
      await page.locator('#dong-1 summary').click();
      expect(await sidewaysPixels(page)).toBe(0);
      await expectAccessible(page);
      // Enter saves and parts nothing, though buttons that part stand before the one that saves.
      await page.getByLabel('Dòng 1', { exact: true }).press('Enter');
      await told('Đã lưu. Văn bản và tìm kiếm được cập nhật ngay.');
      if (width === 360) await page.context().close();
    }
  });

  test('does the same without a script', async () => {
    await open(`/can-bo/tai-lieu/${id}/doc-lai`, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Trang 1, đã đọc lại' }).click();
    await page.getByRole('button', { name: 'Cần đọc lại lần nữa' }).click();
    await page.getByRole('link', { name: 'Sửa cả trang' }).click();
    await page.getByLabel('Chữ của dòng').fill('Số: 12/QĐ-UBND');
    await page.getByLabel('Nằm dưới').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Lưu các dòng' }).click();
    await told('Đã lưu. Văn bản và tìm kiếm được cập nhật ngay.');
    await page.getByRole('button', { name: /^Hoàn tác.*Số: 12/u }).click();
    await told('Đã hoàn tác.');
    await page.getByRole('link', { name: 'Sửa cả trang' }).click();
    const line = page.locator('#dong-2');
    const box = page.getByLabel('Dòng 2', { exact: true });
    const [whole, [first, ...rest]] = [await box.inputValue(), (await box.inputValue()).split(' ')];
    await line.getByText('Tách, nối dòng').click();
    await line.getByLabel('Tách trước chữ').selectOption({ index: 0 });
    await line.getByRole('button', { name: 'Tách dòng này' }).click();
    await told('Đã tách dòng.');
    expect(await box.inputValue()).toBe(first);
    expect(await page.getByLabel('Dòng 3', { exact: true }).inputValue()).toBe(rest.join(' '));
    await line.getByText('Tách, nối dòng').click();
    await line.getByRole('button', { name: 'Nối với dòng sau' }).click();
    await told('Đã nối hai dòng.');
    expect(await box.inputValue()).toBe(whole);
    await page.getByRole('button', { name: 'Đã đọc lại trang này' }).click();
    await told('Đã ghi: trang này đã được đọc lại.');
  });
});

test('a reader selects a wrong word and reports it', async () => {
  page = await openPage(browser, app, problems, { viewport: { width: 360, height: 800 } });
  await page.goto(`/tai-lieu/${id}/trang/1`);
  await page.locator('[data-island="report-words"][data-mounted]').waitFor();
  await page.evaluate(
    `getSelection().selectAllChildren(document.querySelector('.leaf .lines:last-of-type'))`,
  );
  const link = page.getByRole('link', { name: 'Báo lỗi chữ' });
  await until('the selected words in the address', 5_000, async () =>
    (await link.getAttribute('href'))?.includes('chu='),
  );
  await link.click();
  expect(await page.getByRole('textbox', { name: 'Chữ sai' }).inputValue()).toContain('biên bản');
  await expectAccessible(page);
  expect(await sidewaysPixels(page)).toBe(0);
  await page.getByLabel('Nên là').fill('biên bản vụ');
  await page.getByRole('button', { name: 'Gửi lời báo' }).click();
  await page.getByRole('heading', { name: 'Cảm ơn bạn' }).waitFor();
});
