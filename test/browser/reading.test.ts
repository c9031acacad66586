import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  openPage,
  sidewaysPixels,
  tabTo,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let idOf: (title: string) => string;
let page: Page;
const problems: Problems = [];

const DRAWN = '(img) => img.decode().then(() => img.naturalWidth)';
const LETTERS = '(e) => getComputedStyle(e).fontSize';

const open = async (...options: Parameters<typeof openPage>[3][]): Promise<Page> => {
  page = await openPage(browser, app, problems, ...options);
  return page;
};
const search = async (q: string): Promise<void> => {
  await page.goto('/');
  await page.getByRole('searchbox').or(page.getByRole('combobox')).fill(q);
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.waitForURL('**/tim-kiem?*');
};

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

/** A click where the element stands: Playwright's own scrolls first. */
const touch = async (target: Locator): Promise<void> => {
  const { x, y, width, height } = (await target.boundingBox())!;
  await page.mouse.click(x + width / 2, y + height / 2);
};

/** From the home page to the very page of a book, by the words typed without marks. */
const searchToPage = async (): Promise<void> => {
  await search('hoa giai vien');
  const hit = page.locator('.hit', {
    has: page.getByRole('heading', { name: 'Cẩm nang hòa giải ở cơ sở' }),
  });
  await hit.locator('.pages a[href*="/trang/"]').first().click();
  await page.waitForURL(/\/trang\/\d+\?q=hoa\+giai\+vien#danh-dau$/u);
  expect(await page.locator('.leaf').locator('mark').first().textContent()).toMatch(/hòa giải/iu);
  expect(await page.title()).toMatch(/^Trang \d+: Cẩm nang hòa giải ở cơ sở/u);
};

describe('a reader', () => {
  test('searches, follows a hit and lands on the page with its words marked', async () => {
    await open();
    await searchToPage();
    const picture = page.locator('.scan img');
    expect(await inPage(picture, DRAWN)).toBeGreaterThan(600);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await page.getByRole('link', { name: 'Bỏ đánh dấu' }).click();
    expect(await page.locator('mark').count()).toBe(0);
  });

  test('narrows a search by filters and takes them away again', async () => {
    await open();
    await search('đất đai');
    const all = await page.locator('.hit').count();
    await page
      .getByRole('navigation', { name: 'Lọc kết quả' })
      .getByRole('link', { name: /^Sách, tài liệu hỏi đáp/u })
      .click();
    await page.getByRole('link', { name: 'Thể loại: Sách, tài liệu hỏi đáp' }).waitFor();
    expect(await page.locator('.hit').count()).toBeLessThan(all);
    await expectAccessible(page);
    await page.getByRole('link', { name: /bỏ lọc/u }).click();
    await page.waitForURL((url) => !url.search.includes('the-loai'));
    expect(await page.locator('.hit').count()).toBe(all);
  });

  test('reads an EPUB: pictures, contents, next chapter, links between chapters', async () => {
    await open({ viewport: { width: 360, height: 740 } });
    await page.goto(`/tai-lieu/${idOf('Hôn nhân và gia đình')}`);
    await page.getByRole('link', { name: /^Đọc ngay/u }).click();
    await page.waitForURL('**/chuong/1');
    await page.getByRole('link', { name: /^Phần sau/u }).click();
    await page.waitForURL('**/chuong/2');
    await page
      .locator('.chapter')
      .getByRole('link', { name: /^Chương 1\./u })
      .click();
    await page.waitForURL(/\/chuong\/4(?:#.*)?$/u);
    expect(await inPage(page.locator('.chapter img').first(), DRAWN)).toBeGreaterThan(100);
    await expectAccessible(page);
    await page
      .getByRole('navigation', { name: 'Thanh đọc' })
      .getByRole('link', { name: 'Mục lục' })
      .click();
    await page
      .locator('#muc-luc')
      .getByRole('link', { name: /^Chương 2\./u })
      .click();
    await page.waitForURL(/\/chuong\/5(?:#.*)?$/u);
    expect(await page.locator('.chapter').textContent()).toContain('Ngày đăng ký');
  });

  test('keeps letters, ground and leading from page to page', async () => {
    await open();
    await page.goto(`/tai-lieu/${idOf('Sổ tay nghiệp vụ')}/chuong/3`);
    await page.locator('form[data-mounted]').waitFor();
    for (const choice of ['Rất lớn', 'Tối', 'Rộng'])
      await page.getByRole('radio', { name: choice }).check();
    await page.getByRole('link', { name: /^Phần sau/u }).click();
    await page.waitForURL('**/chuong/4');
    await page.locator('form[data-mounted]').waitFor();
    expect(await page.getByRole('radio', { name: 'Rất lớn' }).isChecked()).toBe(true);
    expect(
      await inPage(
        page.locator('.text'),
        '(e) => [getComputedStyle(e).fontSize, getComputedStyle(document.documentElement).colorScheme]',
      ),
    ).toEqual(['28px', 'dark']);
    await expectAccessible(page);
  });

  test.each([true, false])(
    'opens the sheets over the page and closes them where it was (scripts: %s)',
    async (javaScriptEnabled) => {
      await open({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
      await page.goto(`/tai-lieu/${idOf('Cẩm nang hòa giải')}/trang/12?xem=chu`);
      const before = await page.evaluate('scrollTo(0, 900), scrollY');
      for (const [name, sheet] of [
        ['Mục lục', '#muc-luc'],
        ['Tìm', '#tim-trong-sach'],
        ['Cỡ chữ', '#co-chu'],
      ] as const) {
        await touch(
          page
            .getByRole('navigation', { name: 'Thanh đọc' })
            .getByRole('link', { name, exact: true }),
        );
        await page.locator(`${sheet}:target`).waitFor();
        expect(await inPage(page.locator(sheet), '(e) => getComputedStyle(e).position')).toBe(
          'fixed',
        );
        await touch(page.locator(sheet).getByRole('link', { name: 'Đóng', exact: true }));
        await page.locator(`${sheet}:target`).waitFor({ state: 'detached' });
      }
      expect(await page.evaluate('scrollY')).toBe(before);
      expect(before).toBeGreaterThan(0);
    },
  );

  test('finds words inside one book', async () => {
    await open();
    await page.goto(`/tai-lieu/${idOf('Cẩm nang hòa giải')}`);
    await page.getByLabel('Từ cần tìm').fill('ranh giới');
    await page.getByRole('search').getByRole('button', { name: 'Tìm' }).click();
    await page.getByText(/chỗ có “ranh giới” trong tài liệu này/u).waitFor();
    await expectAccessible(page);
    await page.getByRole('list', { name: 'Các chỗ tìm thấy' }).getByRole('link').first().click();
    expect(await page.locator('.leaf').locator('mark').first().textContent()).toMatch(
      /ranh giới/iu,
    );
  });

  test('goes to a page by its number, and to a leaflet whose words stand beside its pictures', async () => {
    await open();
    await page.goto(`/tai-lieu/${idOf('Cẩm nang hòa giải')}/trang/3?xem=chu`);
    await page.getByLabel('Đến trang').fill('40');
    await page.getByRole('button', { name: 'Đến' }).click();
    await page.waitForURL('**/trang/40?xem=chu');
    expect(await page.locator('.leaf').count()).toBe(5);
    await page.goto(`/tai-lieu/${idOf('Đã uống rượu')}/trang/1`);
    expect(await page.locator('.leaf').textContent()).toContain('rượu');
    expect(await page.getByText('Chưa có chữ để tìm').count()).toBe(0);
    await page.getByRole('link', { name: /^Trang sau/u }).click();
    await page.locator('.leaf').getByRole('link', { name: 'Trang 1' }).waitFor();
    await expectAccessible(page);
  });

  test('prints a page without its controls', async () => {
    await open();
    await page.goto(`/tai-lieu/${idOf('Sinh con xong')}/in`);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.menu', '.site-footer', '.screen-only'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    expect(await page.locator('.printed').isVisible()).toBe(true);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.goto(`/tai-lieu/${idOf('Cẩm nang hòa giải')}/trang/12`);
    for (const hidden of ['.reader-bar', '#muc-luc', '#co-chu', '.crumbs'])
      expect(await page.locator(hidden).isVisible()).toBe(false);
  });

  test('uses the search at 400 % zoom', async () => {
    await open({ viewport: { width: 320, height: 256 } });
    await searchToPage();
    expect(await sidewaysPixels(page)).toBe(0);
    await page.goto('/tim-kiem?q=dat+dai');
    await page.getByText('Lọc kết quả').click();
    await page
      .getByRole('link', { name: /^Đất đai/u })
      .first()
      .click();
    await page.waitForURL(/chu-de=11/u);
    expect(await sidewaysPixels(page)).toBe(0);
  });
});

describe('suggestions under the search box', () => {
  test('are an operable combobox: arrows, Escape, Enter', async () => {
    await open();
    await page.goto('/');
    const box = page.getByRole('combobox', { name: 'Tìm trong tủ sách' });
    await box.pressSequentially('hoa gi');
    await page.getByRole('option').first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await expectAccessible(page);
    await box.press('ArrowDown');
    const first = page.getByRole('option').first();
    expect(await box.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    await box.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    expect(await box.inputValue()).toBe('hoa gi');
    await box.pressSequentially('a');
    const words = await first.textContent();
    await box.press('ArrowDown');
    await box.press('Enter');
    await page.waitForURL('**/tim-kiem?*');
    expect(await page.getByRole('combobox').inputValue()).toBe(words);
  });
});

const playing = (): Promise<number> =>
  inPage(
    page.locator('[data-player]'),
    '(m) => new Promise((done) => { const look = () => { if (m.currentTime > 0.3 && !m.paused) done(m.readyState); }; m.addEventListener("timeupdate", look); m.muted = true; void m.play(); })',
  );

describe('recordings', () => {
  test('a video plays with its captions, and a line of its transcript leads to its moment', async () => {
    await open();
    await page.goto(`/tai-lieu/${idOf('Trợ giúp pháp lý')}/xem`);
    await page.locator('[data-island=player][data-mounted]').waitFor();
    expect(await playing()).toBeGreaterThanOrEqual(2);
    expect(
      await inPage(
        page.locator('video'),
        '(v) => new Promise((done) => { const look = () => (v.textTracks[0].cues?.length ? done([v.textTracks[0].mode, v.textTracks[0].language, v.textTracks[0].cues.length > 3]) : setTimeout(look, 50)); look(); })',
      ),
    ).toEqual(['showing', 'vi', true]);
    const line = page.locator('.transcript a').last();
    const seconds = Number(await line.getAttribute('data-seconds'));
    await line.click();
    await page.locator(`.transcript a[aria-current][data-seconds="${seconds}"]`).waitFor();
    expect(await inPage(page.locator('video'), '(v) => v.currentTime')).toBeGreaterThanOrEqual(
      seconds - 0.1,
    );
    expect(page.url()).toContain(`giay=${seconds}`);
    await expectAccessible(page);
  });

  test('a sound recording plays; a hit in its transcript starts there', async () => {
    await open();
    await search('bấm vào đường liên kết');
    await page
      .locator('.hit', { has: page.getByRole('heading', { name: /^Bản tin loa xã/u }) })
      .locator('.pages a')
      .first()
      .click();
    await page.waitForURL(/\/xem\?giay=\d+/u);
    expect(await page.locator('.transcript').locator('mark').count()).toBeGreaterThan(0);
    const start = Number(new URL(page.url()).searchParams.get('giay'));
    await playing();
    expect(await inPage(page.locator('audio'), '(a) => a.currentTime')).toBeGreaterThanOrEqual(
      start,
    );
    await expectAccessible(page);
  });
});

describe('without scripts', () => {
  test('searching, filtering, reading and listening all work', async () => {
    await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await searchToPage();
    await page.getByLabel('Đến trang').fill('30');
    await page.getByRole('button', { name: 'Đến' }).click();
    await page.waitForURL('**/trang/30?q=hoa+giai+vien');
    await page
      .getByRole('navigation', { name: 'Thanh đọc' })
      .getByRole('link', { name: 'Cỡ chữ' })
      .click();
    await page.getByRole('radio', { name: 'Rất lớn' }).check();
    expect(await inPage(page.locator('.text'), LETTERS)).toBe('28px');
    await page.goto('/tim-kiem?q=dat+dai');
    await page.getByText('Lọc kết quả').click();
    await page
      .getByRole('link', { name: /^Đất đai/u })
      .first()
      .click();
    await page.waitForURL(/chu-de=11/u);
    await page.goto(`/tai-lieu/${idOf('Trợ giúp pháp lý')}/xem`);
    expect(await page.locator('video[controls] track').getAttribute('src')).toMatch(
      /phu-de\.vtt$/u,
    );
    await page.locator('.transcript a').last().click();
    await page.waitForURL(/giay=\d+/u);
  });
});

describe('by keyboard alone', () => {
  test('skip link, search, hit and next page', async () => {
    await open();
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(
      await inPage(
        page.getByRole('link', { name: 'Đến nội dung chính' }),
        '(e) => e === document.activeElement && e.getBoundingClientRect().top >= 0',
      ),
    ).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('combobox'), 2);
    await page.keyboard.type('hoa giai vien');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tim-kiem?*');
    await page.goto(`${page.url()}#noi-dung`);
    await tabTo(page, page.locator('.pages a[href*="/trang/"]').first());
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/trang\/\d+\?q=/u);
    await tabTo(page, page.getByRole('link', { name: /^Trang sau/u }));
    const before = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== before);
  });

  test.each(['/', '/tim-kiem?q=dat+dai'])(
    'Tab goes through the whole of %s and out again',
    async (path) => {
      await open();
      await page.goto(path);
      const seen = new Set<unknown>();
      for (let n = 0; n < 250; n += 1) {
        await page.keyboard.press('Tab');
        const place = await page.evaluate(
          '[...document.querySelectorAll("a,button,input,summary,select")].indexOf(document.activeElement)',
        );
        if (seen.has(place)) break;
        seen.add(place);
      }
      const all = (await page.evaluate(
        '[...document.querySelectorAll("a:not([tabindex]),button,input:not([type=hidden]),summary")].filter((e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })).length',
      )) as number;
      expect(seen.size).toBeGreaterThanOrEqual(all);
    },
  );
});
