import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aChange, anAttachment, anItem } from '../support/builders.ts';
import { PASSWORD, startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  signedInAs,
  type Problems,
} from './browser.ts';

const ADDRESS = `https://vbpl.example/van-ban/${'rat-dai-'.repeat(20)}?id=1`;
const LIVING = 'https://moj.example/to-gap';

let app: TestApp;
let browser: Browser;
let page: Page;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  const { catalog } = app.shelf.storage;
  await catalog.saveItem(
    aChange(
      anItem({
        title: 'Sổ tay có liên kết chết',
        state: 'published',
        publishedAt: '2026-05-01T00:00:00.000Z',
        source: ADDRESS,
        attachments: [anAttachment()],
      }),
    ),
  );
  await catalog.saveLinkCheck({
    address: ADDRESS,
    state: 'broken',
    checkedAt: '2026-05-12T03:00:00.000Z',
    status: 404,
    fault: 'status',
    failures: 3,
    failingSince: '2026-05-10T03:00:00.000Z',
    nextAt: '2026-05-19T03:00:00.000Z',
  });
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test.each([320, 1280])(
  'an official at %i px is led from a broken link to the record that has it',
  async (width) => {
    page = await openPage(browser, app, problems, {
      viewport: { width, height: 800 },
      colorScheme: width === 320 ? 'dark' : 'light',
    });
    await page.goto('/can-bo');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Liên kết hỏng' }).click();
    const section = page.getByRole('region', { name: 'Liên kết hỏng' });
    await section.getByText('Máy chủ kia trả lời 404.').waitFor();
    await expectAccessible(page);
    expect([await sidewaysPixels(page), await layoutShifts(page)]).toEqual([0, []]);
    await section.getByRole('link', { name: 'Sổ tay có liên kết chết' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByLabel('Nguồn').first().inputValue()).toBe(ADDRESS);
  },
);

test('a record whose link was mended is no longer named', async () => {
  const { catalog } = app.shelf.storage;
  page = await openPage(browser, app, problems, await signedInAs(app));
  const { rows } = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 1,
    after: null,
  });
  await page.goto(`/can-bo/tai-lieu/${rows[0]!.id}`);
  await page.getByLabel('Nguồn').first().fill(LIVING);
  await page.getByRole('button', { name: 'Lưu' }).first().click();
  await page.getByRole('status').first().waitFor();
  expect((await catalog.findItem(rows[0]!.id))!.source).toBe(LIVING);
  await page.goto('/can-bo');
  expect(await page.getByRole('region', { name: 'Liên kết hỏng' }).count()).toBe(0);
});
