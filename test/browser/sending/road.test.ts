import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aCommune } from '../../support/builders.ts';
import { pageSvg, photographFile, SOME_LINES } from '../../support/make/make-photograph.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  expectAccessible,
  launch,
  openPage,
  sidewaysPixels,
  signedInBy,
  type Problems,
} from '../browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let signedIn: BrowserContextOptions;
let pictures: { name: string; mimeType: string; buffer: Buffer }[];
const problems: Problems = [];

const CORNERS = [
  { x: 115, y: 90 },
  { x: 492, y: 125 },
  { x: 530, y: 710 },
  { x: 60, y: 665 },
] as const;
const WIDTHS = [
  ['a phone', { viewport: { width: 360, height: 740 } }],
  ['a desk', { viewport: { width: 1280, height: 900 } }],
] as const;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.shelf.storage.catalog.saveUnit(aCommune('xa-an', 'Xã An'));
  signedIn = signedInBy((await staffPerson(app, ['contributor'], 'xa-an')).cookie);
  pictures = await Promise.all(
    ['Trang thứ nhất', 'Trang thứ hai'].map(async (word, i) => ({
      name: `IMG_${i + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await photographFile({
        corners: CORNERS,
        page: pageSvg([word, ...SOME_LINES]),
      }),
    })),
  );
});
afterEach(async () => {
  await page?.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** A screen of the road: nothing to scroll sideways, and no violation. */
async function looksRight(): Promise<void> {
  expect(await sidewaysPixels(page)).toBe(0);
  await expectAccessible(page);
}

/** What was sent last, with the order of its pictures. */
async function namesOf(address: string): Promise<string[]> {
  const item = await app.shelf.storage.catalog.findItem(address.split('/')[3]!);
  return item!.photographs!.pages.map(({ name }) => name);
}

describe.each(WIDTHS)('on %s, the road of a contributor', (_, size) => {
  test.each([
    ['with script', true],
    ['without script', false],
  ])('%s leads photographs to the queue', async (_how, javaScriptEnabled) => {
    page = await openPage(browser, app, problems, { ...signedIn, ...size, javaScriptEnabled });
    await page.goto('/can-bo');
    await page.getByRole('link', { name: 'Gửi tài liệu' }).first().click();
    await page.locator('#files').waitFor();
    if (javaScriptEnabled) await looksRight();
    await page.locator('#files').setInputFiles(pictures);
    if (javaScriptEnabled) await page.locator('form[data-mounted]').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();

    await page.waitForURL(/\/can-bo\/gui\/[^/]+$/u);
    const address = new URL(page.url()).pathname;
    await page.locator('.photograph').first().waitFor();
    if (javaScriptEnabled) {
      await page.locator('.photographs[data-mounted]').waitFor();
      await looksRight();
    }
    await page.getByRole('button', { name: 'Xuống trang 1' }).click();
    if (javaScriptEnabled)
      expect(await page.locator('[data-said]').textContent()).toBe('Đã chuyển thành trang 2.');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();

    await page.waitForURL(/la-gi$/u);
    expect(await namesOf(address)).toEqual(['IMG_2.jpg', 'IMG_1.jpg']);
    if (javaScriptEnabled) await looksRight();
    await app.settle();
    await page.getByLabel('Thể loại').selectOption('cam-nang');
    await page.getByLabel('Cơ quan, tổ chức, cá nhân').fill('Ủy ban nhân dân xã An');
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();

    await page.waitForURL(/xem$/u);
    expect(await page.locator('#thieu').textContent()).toMatch(/Còn thiếu \d mục bắt buộc/u);
    if (javaScriptEnabled) await looksRight();
    await page.getByRole('link', { name: 'Hãy ghi thời gian phát hành.' }).click();
    await page.waitForURL(/la-gi#issued$/u);
    await page.getByRole('textbox', { name: 'Thời gian phát hành' }).fill('2026');
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();
    await page.getByRole('button', { name: 'Lưu và gửi' }).click();

    await page.waitForURL(/can-bo\?bao=da-gui$/u);
    expect(await page.textContent('main')).toContain('Đang ở: hàng chờ đối chiếu');
  });
});
