import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import type { Item } from '#server/items/item.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { anAttachment } from '../support/builders.ts';
import { publishItems } from '../support/publish-items.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  type Problems,
} from './browser.ts';

const LONG =
  'Quyết định về việc ban hành quy định chi tiết một số nội dung thuộc thẩm quyền về quản lý, sử dụng đất trên địa bàn tỉnh '
    .repeat(4)
    .slice(0, 400);
const ARABIC = 'دليل قانوني موجز للمقيمين الأجانب';
const KHMER = 'សៀវភៅណែនាំអំពីច្បាប់ដីធ្លី';

const ODD: Readonly<Record<string, Partial<Item>>> = {
  'a title of 400 characters': {
    title: LONG,
    abstract: `${LONG} ${LONG}`,
    compilers: Array.from({ length: 12 }, (_, i) => `Cơ quan phối hợp biên soạn thứ ${i}`),
  },
  'a title without a break': {
    title: 'X'.repeat(400),
    keywords: ['Y'.repeat(300)],
    source: `https://example.gov.vn/${'z'.repeat(300)}`,
  },
  'nothing but a title': { ...EMPTY_RECORD, title: 'Chỉ có nhan đề' },
  'every subject, audience and 400 keywords': {
    title: 'Có tất cả',
    subjects: SUBJECTS.map((s) => s.code),
    audiences: LAW_AUDIENCES.map((a) => a.code),
    keywords: Array.from({ length: 400 }, (_, i) => `từ khóa ${i}`),
  },
  '400 subjects, most of them unknown': {
    title: 'Chủ đề lạ',
    subjects: Array.from({ length: 400 }, (_, i) => String(i).padStart(2, '0')),
  },
  '200 laws cited': {
    title: 'Dẫn nhiều luật',
    lawRefs: Array.from({ length: 200 }, (_, i) =>
      lawReference(`${i + 1}/2024/NĐ-CP | Nghị định số ${i} | Điều ${i}`),
    ),
  },
  'right-to-left words': {
    title: ARABIC,
    abstract: `${ARABIC}.`,
    language: 'ar',
    compilers: ['دار العدل'],
  },
  'Khmer words': { title: KHMER, abstract: KHMER.repeat(20), language: 'km' },
  'markup in its words': {
    title: '<img src=x onerror=alert(1)> & "Luật"',
    abstract: '</script><script>alert(1)</script>',
    keywords: ['<b>'],
    compilers: ["O'Ba & Con"],
  },
};

let app: TestApp;
let browser: Browser;
let page: Page;
const addresses: Record<string, string> = {};
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  const names = Object.keys(ODD);
  const saved = await publishItems(
    app,
    names.map((name) => ({ item: ODD[name]! })),
  );
  for (const [i, item] of saved.entries()) addresses[names[i]!] = `/tai-lieu/${item.id}`;
  const file = anAttachment({ pages: 2 });
  const [read] = await publishItems(app, [
    {
      item: { title: 'Sách ba thứ chữ', language: 'ar', attachments: [file] },
      pages: [`${ARABIC}. ${'ا'.repeat(500)}`, `${KHMER} ${'ក'.repeat(500)} ${'W'.repeat(500)}`],
    },
  ]);
  addresses['a book of three scripts'] = `/tai-lieu/${read!.id}`;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  page = await openPage(browser, app, problems, options);
  await page.goto(path);
  return page;
};
const fits = async (): Promise<void> => {
  expect(await sidewaysPixels(page)).toBe(0);
  expect(await layoutShifts(page)).toEqual([]);
  await expectAccessible(page);
};

// 1280 pixels at 400 % leave 320 (WCAG 1.4.10).
describe.each([
  ['at 320 px, which is 1280 at 400 %', { viewport: { width: 320, height: 256 } }],
  ['on a wide screen', { viewport: { width: 1280, height: 900 } }],
] as const)('%s', (_, look) => {
  test.each(Object.keys(ODD))('an item with %s is shown whole', async (name) => {
    await open(addresses[name]!, look);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(ODD[name]!.title);
    await fits();
  });

  test.each(['/', '/moi', '/tim-kiem', '/chu-de', '/tim-kiem?q=luat', '/so-do'])(
    '%s holds them all without breaking',
    async (path) => {
      await open(path, look);
      await fits();
    },
  );
});

test('words of another script say their language and direction', async () => {
  await open(addresses['right-to-left words']!);
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.getAttribute('lang')).toBe('ar');
  expect(await inPage(heading, '(e) => getComputedStyle(e).direction')).toBe('rtl');
});

test('markup in a record is words, nothing runs', async () => {
  await open(addresses['markup in its words']!);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.getByText('</script><script>alert(1)</script>').count()).toBeGreaterThan(0);
});

test('in high contrast every control keeps an edge and marks stay marked', async () => {
  await open('/tim-kiem?q=luat', { forcedColors: 'active' });
  for (const control of [
    page.getByRole('button', { name: 'Tìm' }),
    page.locator('.badge').first(),
  ]) {
    expect(
      await inPage(control, '(e) => parseFloat(getComputedStyle(e).borderTopWidth)'),
    ).toBeGreaterThanOrEqual(1);
  }
  const mark = page.locator('mark').first();
  expect(
    await inPage(
      mark,
      '(e) => getComputedStyle(e).backgroundColor !== getComputedStyle(e.parentElement).backgroundColor',
    ),
  ).toBe(true);
  await fits();
});

test('on paper a record is its words, without what only a screen can do', async () => {
  await open(addresses['a title of 400 characters']!);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  for (const gone of ['.menu', '.site-footer', '.actions', '.cover'])
    for (const e of await page.locator(gone).all()) expect(await e.isVisible()).toBe(false);
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);
});

test.each([
  [
    'lost on the way',
    async () => {
      await page.route('**/*.js', (route) => route.abort('failed'));
    },
  ],
  [
    'refused by a policy',
    async () => {
      await page.route(
        (url) => !url.pathname.startsWith('/assets/'),
        async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            response,
            headers: {
              ...response.headers(),
              'content-security-policy': "script-src 'none'; default-src 'self'",
            },
          });
        },
      );
    },
  ],
])('with scripts %s every page can still be used', async (_, block) => {
  // What the browser says of the missing scripts is no fault of the page.
  page = await openPage(browser, app, []);
  await block();
  await page.goto('/');
  await page.getByRole('searchbox').or(page.getByRole('combobox')).fill('chi co nhan de');
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.getByRole('link', { name: 'Chỉ có nhan đề' }).first().click();
  await page.waitForURL(/\/tai-lieu\//u);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Chỉ có nhan đề');
  expect(await page.locator('[data-mounted]').count()).toBe(0);
});

test.each([1, 2])(
  'page %i of a book of three scripts is read without scrolling sideways',
  async (n) => {
    await open(`${addresses['a book of three scripts']}/trang/${n}?xem=chu`, {
      viewport: { width: 320, height: 640 },
    });
    expect(
      await inPage(page.locator('.leaf').first(), '(e) => getComputedStyle(e).direction'),
    ).toBe('rtl');
    await fits();
  },
);
