import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { makeBigPdf } from '../support/make/make-big-pdf.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { launch, openPage, type Problems } from './browser.ts';

let app: TestApp;
let browser: Browser;
let folder: TestFolder;
let idOf: (title: string) => string;
let page: Page;
const problems: Problems = [];

beforeAll(async () => {
  folder = makeFolder();
  folder.put(
    'hai-nghin-trang.pdf',
    makePdf({ pages: Array.from({ length: 2_000 }, (_, n) => `Trang so ${n + 1}`) }),
  );
  folder.put('tep-nang.pdf', makeBigPdf({ pages: 300, bytes: 12e6 }));
  folder.put('tep-nang-tuyen-tinh.pdf', makeBigPdf({ pages: 300, bytes: 12e6, linearised: true }));
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.importFolder(folder.path);
  const { items } = (await (await fetch(`${app.base}/api/v1/items?limit=10`)).json()) as {
    items: { id: string; title: string }[];
  };
  idOf = (title) => items.find((i) => i.title === title)!.id;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder?.remove();
});

const button = () => page.getByRole('button', { name: 'Đọc bản gốc' });
const dialog = () => page.getByRole('dialog');
const pageOf = (n: number) => dialog().getByRole('group', { name: `Trang ${n}`, exact: true });
const drawn = (n: number): Promise<void> => pageOf(n).and(page.locator('[data-words]')).waitFor();
const field = () => dialog().getByLabel('Trang', { exact: true });

/** The plain page, its reader ready; `script` runs before the page's own. */
async function visit(title: string, n: number, script = ''): Promise<void> {
  page = await openPage(browser, app, problems);
  if (script !== '') await page.addInitScript(script);
  await page.goto(`/tai-lieu/${idOf(title)}/trang/${n}`);
  await page.locator('[data-island="reader-pdf"][data-mounted]').waitFor({ state: 'attached' });
}

/** Bytes of the file that came before a page was drawn. */
async function bytesUntilDrawn(title: string, n: number): Promise<number> {
  await visit(
    title,
    n,
    `addEventListener('DOMContentLoaded', () => new MutationObserver((_, watch) => {
    if (window.spent !== undefined || !document.querySelector('.drawn-page[data-drawn]')) return;
    watch.disconnect();
    window.spent = performance.getEntriesByType('resource').filter((e) => /\\/tep\\/[^/]+$/.test(e.name)).reduce((sum, e) => sum + e.encodedBodySize, 0);
  }).observe(document, { subtree: true, attributeFilter: ['data-drawn'] }))`,
  );
  await button().click();
  await drawn(n);
  return page.evaluate('window.spent');
}

describe('a large file', () => {
  test.each(['tep-nang', 'tep-nang-tuyen-tinh'])(
    'shows its first page after at most 100 KB: %s',
    async (title) => {
      const spent = await bytesUntilDrawn(title, 1);
      expect(spent).toBeGreaterThan(4_000);
      expect(spent).toBeLessThanOrEqual(100_000);
    },
  );

  test('of 2,000 pages keeps few of them drawn, however far one scrolls', async () => {
    await visit('hai-nghin-trang', 1_000);
    await button().click();
    await drawn(1_000);
    const counts: number[] = [];
    for (const n of [1_001, 1_200, 1_201, 1_900, 2_000, 1, 2, 500]) {
      await field().fill(String(n));
      await field().press('Enter');
      await drawn(n);
      counts.push(await page.locator('.drawn-page canvas').count());
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
    expect(await pageOf(500).locator('canvas').count()).toBe(1);
  });

  test('is given up in the middle without a fault', async () => {
    await visit('tep-nang', 150);
    await button().click();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await button().click();
    await drawn(150);
  });
});
