import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { focused, inPage, itemFinder, launch, openPage, tabTo, type Problems } from './browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let idOf: (title: string) => string;
const problems: Problems = [];
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  idOf = await itemFinder(app);
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const PAGES: Readonly<Record<string, () => string>> = {
  home: () => '/',
  search: () => '/tim-kiem?q=hoa+giai+vien',
  item: () => `/tai-lieu/${idOf('Cẩm nang hòa giải')}`,
  'page view': () => `/tai-lieu/${idOf('Cẩm nang hòa giải')}/trang/12`,
  'sign-in form': () => '/dang-nhap',
  'record form': () => `/can-bo/tai-lieu/${idOf('Cẩm nang hòa giải')}`,
};

/** Lists that change with the season or with which file was read first. */
const CHANGING = /^\s*- region "(?:Bộ sưu tập|Tài liệu mới|Tài liệu liên quan)"/u;
/** What each season fills anew. */
const OF_THE_SEASON = /^\s*- region "Bộ sưu tập nổi bật"/u;
const KEPT_OF_A_LIST = 3;

/** The tree with each list cut to its first entries, and changing lists to none. */
function shortened(lines: readonly string[]): string[] {
  const kept: string[] = [];
  const counts = new Map<number, number>();
  let [hidden, changing] = [Infinity, Infinity];
  for (const line of lines) {
    const depth = line.search(/\S/u);
    if (depth <= hidden) hidden = Infinity;
    if (depth <= changing) changing = Infinity;
    if (CHANGING.test(line)) changing = depth;
    for (const level of counts.keys()) if (level > depth) counts.delete(level);
    if (/^\s*- (?:listitem|row|option|checkbox)\b/u.test(line))
      counts.set(depth, (counts.get(depth) ?? 0) + 1);
    else counts.delete(depth);
    if (
      hidden === Infinity &&
      (counts.get(depth) ?? 0) > (changing === Infinity ? KEPT_OF_A_LIST : 0)
    )
      hidden = depth;
    if (hidden === Infinity) kept.push(line);
    if (OF_THE_SEASON.test(line)) hidden = depth;
  }
  return kept;
}

/** The tree without what differs from run to run: days, instants, ids, the shelf's port. */
const steady = (tree: string): string =>
  shortened(tree.split('\n').filter((line) => !/^\s*- \/url:/u.test(line)))
    .join('\n')
    .replace(/\d{2}:\d{2} ngày /gu, '')
    .replace(/\d{2}\/\d{2}\/\d{4}/gu, 'NGÀY')
    .replaceAll(app.base, 'https://tu-sach')
    .replace(/tai-lieu\/[0-9a-z]{13}/gu, 'tai-lieu/ID');

const open = async (name: string): Promise<void> => {
  page = await openPage(browser, app, problems);
  if (name === 'record form') {
    const [key, value] = (await app.signIn()).split('=') as [string, string];
    await page.context().addCookies([{ name: key, value, url: app.base }]);
  }
  await page.goto(PAGES[name]!());
  await page.locator('[data-island]:not([data-mounted])').first().waitFor({ state: 'detached' });
};

// What a screen reader says, in its order. A change here is a change for people who cannot see the
// page: read it before taking it.
test.each(Object.keys(PAGES))('%s is read out in this order', async (name) => {
  await open(name);
  expect(steady(await page.locator('body').ariaSnapshot())).toMatchSnapshot();
});

test('from the search page two Tabs and Enter lead to the first hit', async () => {
  await open('search');
  const first = page.locator('ol.rows h3 a').first();
  const skip = page.getByRole('link', { name: 'Đến kết quả' });
  await tabTo(page, skip, 2);
  await page.keyboard.press('Enter');
  expect(await inPage(first, '(e) => e === document.activeElement')).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tai-lieu/**');
});

test('the front shelf is a few screens on a phone, its menu six entries, its words those of readers', async () => {
  page = await openPage(browser, app, problems, { viewport: { width: 360, height: 740 } });
  await page.goto('/');
  expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(4000);
  await page.getByText('Menu', { exact: true }).click();
  const menu = page.getByRole('navigation', { name: 'Chính' });
  expect(await menu.getByRole('listitem').count()).toBeLessThanOrEqual(6);
  const words = await page.locator('body').innerText();
  expect(words).toContain('Hôn nhân và gia đình');
  // Commands, file names, and codes with a dot, an underscore or a dash at their beginning.
  expect(words).not.toMatch(/\bnpm\b|--\w|\w\.(?:pdf|docx|epub|csv)\b|\w_\w|\b\d\d\.[a-z]/u);
});

test.each(Object.keys(PAGES))(
  'on %s Tab goes down the page as it is read and comes to its end',
  async (name) => {
    await open(name);
    const seen: string[] = [];
    for (let n = 0; n < 400; n += 1) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (now === null) break;
      expect(now).toEqual({ name: now.name, visible: true });
      seen.push(now.name);
    }
    expect(seen[0]).toBe('A #noi-dung');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    const order = await page.evaluate(
      `[...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).length`,
    );
    expect(order).toBe(0);
  },
);
