import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  itemFinder,
  launch,
  openPage,
  sidewaysPixels,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let pdf: string;
const problems: Problems = [];
const WARNING = 'Văn bản được dẫn đã hết hiệu lực';

const open = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
};

/** The first law that the handbook cites ends on this day, or has no end known. */
async function endLaw(effectiveTo: string | null): Promise<void> {
  const { catalog } = app.shelf.storage;
  const item = (await catalog.findItem(pdf.split('/').at(-1)!))!;
  const [law] = await catalog.findLaws([lawNumberKey(item.lawRefs[0]!.number)]);
  await catalog.saveLaws([
    {
      ...law!,
      state: 'con',
      effectiveTo,
      replacedBy: effectiveTo === null ? [] : ['99/2025/QH15'],
    },
  ]);
}

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  pdf = `/tai-lieu/${(await itemFinder(app))('Cẩm nang hòa giải')}`;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe('an item whose law has ended', () => {
  test.each([
    ['a telephone, dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
    ['a desk, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ] as const)('is warned of within the width and for everybody on %s', async (_, options) => {
    await endLaw('2026-01-01');
    await open(pdf, options);
    for (const path of [pdf, `${pdf}/trang/1`, `${pdf}/in`, '/tim-kiem?q=hoa+giai']) {
      await page.goto(path);
      // On a telephone the filters, which name it too, are folded away.
      await page.getByText(WARNING).filter({ visible: true }).first().waitFor();
      await expectAccessible(page);
      expect([path, await sidewaysPixels(page)]).toEqual([path, 0]);
    }
  });

  test('is warned of over the PDF itself, and in a copied quotation', async () => {
    await endLaw('2026-01-01');
    await open(`${pdf}/trang/12`, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('[data-island="quote"][data-mounted]').waitFor({ state: 'attached' });
    await page.evaluate(`(() => {
      const line = document.querySelector('.text .lines').firstChild;
      getSelection().setBaseAndExtent(line, 0, line, line.length);
    })()`);
    await page.getByRole('button', { name: 'Sao chép trích dẫn' }).click();
    await page.getByText('Đã sao chép.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /\)\nVăn bản được dẫn đã hết hiệu lực \(tính đến ngày .*thay bằng 99\/2025\/QH15\.$/u,
    );
    await page.getByRole('button', { name: 'Đọc bản gốc' }).click();
    expect(await page.getByRole('dialog').getByText(WARNING).isVisible()).toBe(true);
    await expectAccessible(page);
  });

  test('is warned of in the list of saved items once its page was seen again', async () => {
    await endLaw(null);
    await open(pdf, { serviceWorkers: 'allow' });
    await page.evaluate('navigator.serviceWorker.ready');
    await page.getByText('Lưu để đọc khi mất mạng').click();
    await page.getByRole('button', { name: 'Lưu vào máy này' }).click();
    await page.getByText(/Đã lưu ngày .* [KM]B\./u).waitFor();
    await page.goto('/da-luu');
    await page.getByText(/· Còn phù hợp \(tính đến ngày/u).waitFor();
    await endLaw('2026-01-01');
    // As if it had been saved a day before.
    await page.evaluate(
      `localStorage.setItem('da-luu', localStorage.getItem('da-luu').replace(/"day":"[^"]+"/u, '"day":"2026-01-01"'))`,
    );
    await page.goto(pdf);
    await page.getByText('Đã lưu để đọc khi mất mạng').waitFor();
    await page.goto('/da-luu');
    await page.getByText(`· ${WARNING}`).waitFor();
  });
});
