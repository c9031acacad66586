import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  openPage,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let path: string;
let page: Page;
const problems: Problems = [];
const open = async (options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
};

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  path = `/tai-lieu/${(await itemFinder(app))('Cẩm nang hòa giải')}/chia-se`;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test('the message is copied by a button', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Sao chép' }).click();
  await page.getByText('Đã sao chép.').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    await page.getByLabel('Lời nhắn soạn sẵn').inputValue(),
  );
  await expectAccessible(page);
});

test('the message is selected where the browser refuses', async () => {
  page = await openPage(browser, app, problems);
  await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  await page.goto(path);
  await page.getByRole('button', { name: 'Sao chép' }).click();
  await page.getByText('hãy sao chép bằng tay').waitFor();
  const field = page.getByLabel('Lời nhắn soạn sẵn');
  expect(await inPage(field, '(e) => e.selectionEnd - e.selectionStart')).toBe(
    (await field.inputValue()).length,
  );
});

test('without script the message can be selected, and no dead button stands there', async () => {
  await open({ javaScriptEnabled: false });
  expect(await page.getByRole('button', { name: 'Sao chép' }).count()).toBe(0);
  expect(await page.getByLabel('Lời nhắn soạn sẵn').inputValue()).toContain('/tai-lieu/');
});

test('a printed item and a printed share page carry the code', async () => {
  await open();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.qr').isVisible()).toBe(true);
  expect(await page.getByLabel('Lời nhắn soạn sẵn').isVisible()).toBe(false);
  await page.goto(path.replace('/chia-se', ''));
  const box = await page.locator('.qr').boundingBox();
  expect(box!.width).toBeGreaterThan(100);
});
