import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { addPortal } from '#server/exchange/actions/save-portal.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectAccessible, inPage, launch, openPage, type Problems } from '../browser.ts';

const COMMUNE = 'https://xa-muong-khe.anson.gov.vn/';
const STRANGER = 'https://khac.example.vn/';

let app: TestApp;
let browser: Browser;
let page: Page;
let html: string;
const problems: Problems = [];

/** Another site whose only page holds what was pasted into it. */
async function openPortal(address: string, options: BrowserContextOptions = {}): Promise<void> {
  // The shelf of the test is on this machine, which Chromium keeps from pages of the web.
  const permissions = ['local-network-access'];
  page = await openPage(browser, app, problems, { permissions, ...options });
  await page.context().route(`${address}**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="vi"><title>Cổng</title><body><h1>Cổng</h1>${html}</body></html>`,
    }),
  );
  await page.goto(address);
}
/** The portal is another host, and what is refused is refused aloud. */
const ownProblems = (): string[] =>
  problems.splice(0).filter((problem) => !problem.includes(COMMUNE) && !problem.includes(STRANGER));

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await addPortal(app.shelf.actions, app.admin, {
    name: 'Tỉnh An Sơn',
    origin: 'https://*.anson.gov.vn',
  });
});
afterEach(async () => {
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test('a webmaster chooses a widget, sees it and copies its code', async () => {
  page = await openPage(browser, app, problems, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.goto('/nhung/huong-dan');
  await page.getByLabel('Nội dung').selectOption({ label: 'Tài liệu theo chủ đề' });
  await page.getByLabel('Chủ đề', { exact: true }).selectOption({ label: 'Đất đai' });
  await page.getByLabel('Số tài liệu').fill('3');
  await page.getByRole('button', { name: 'Xem thử' }).click();
  const preview = page.frameLocator('iframe');
  await preview.getByRole('heading', { name: 'Đất đai' }).waitFor();
  expect(await preview.getByRole('listitem').count()).toBe(3);
  await page.getByRole('button', { name: 'Sao chép' }).click();
  await page.getByText('Đã sao chép.').waitFor();
  html = await page.evaluate('navigator.clipboard.readText()');
  expect(html).toContain(`<iframe src="${app.base}/nhung?loai=chu-de&amp;chu-de=11&amp;so=3"`);
  await expectAccessible(page);
  expect(problems.splice(0)).toEqual([]);
});

test('the code shows the items on a site of the list, without script', async () => {
  await openPortal(COMMUNE, { javaScriptEnabled: false });
  const frame = page.frameLocator('iframe');
  const first = frame.getByRole('listitem').first().getByRole('link');
  await first.waitFor();
  const [opened] = await Promise.all([page.context().waitForEvent('page'), first.click()]);
  await opened.waitForLoadState();
  expect(opened.url()).toMatch(/\/tai-lieu\//u);
  expect(page.url()).toBe(COMMUNE);
  expect(ownProblems()).toEqual([]);
});

test('no other site is shown anything', async () => {
  await openPortal(STRANGER);
  await page.waitForLoadState('load');
  const refused = (): boolean => problems.some((problem) => problem.includes('frame-ancestors'));
  if (!refused()) await page.waitForEvent('console', () => refused());
  expect(await page.frameLocator('iframe').getByRole('listitem').count()).toBe(0);
  expect(ownProblems()).toEqual([expect.stringContaining('frame-ancestors')]);
});

test('without script the code can be selected whole', async () => {
  page = await openPage(browser, app, problems, { javaScriptEnabled: false });
  await page.goto('/nhung/huong-dan?loai=tim');
  const field = page.getByRole('textbox', { name: 'Đoạn mã để dán' });
  expect(await field.inputValue()).toContain('/nhung?loai=tim');
  expect(await page.getByRole('button', { name: 'Sao chép' }).count()).toBe(0);
  expect(await inPage(field, '(e) => e.readOnly')).toBe(true);
  expect(problems.splice(0)).toEqual([]);
});
