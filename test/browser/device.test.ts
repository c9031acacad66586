import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  tabTo,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let pdf: string;
let epub: string;
let page: Page;
const problems: Problems = [];

const open = async (options: BrowserContextOptions = {}, script = ''): Promise<void> => {
  page = await openPage(browser, app, problems, options);
  if (script !== '') await page.addInitScript(script);
};
const mounted = (island: string): Promise<void> =>
  page.locator(`[data-island="${island}"][data-mounted]`).waitFor({ state: 'attached' });
const go = async (path: string, island: string): Promise<void> => {
  await page.goto(path);
  await mounted(island);
};

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  const idOf = await itemFinder(app);
  pdf = `/tai-lieu/${idOf('Cẩm nang hòa giải')}`;
  epub = `/tai-lieu/${idOf('Hôn nhân và gia đình')}`;
});
afterEach(async () => {
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const REFUSED =
  "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } })";
const FULL =
  "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }";

describe('the place last read', () => {
  test('is offered on the page of the item, for pages and for chapters', async () => {
    await open();
    await go(pdf, 'position');
    expect(await page.locator('.continue').textContent()).toBe('');
    await go(`${pdf}/trang/12?q=hoa+giai`, 'position');
    await page.goto(`${pdf}/trang/1`);
    await go(`${epub}/chuong/3`, 'position');
    await go(epub, 'position');
    expect(await page.locator('.continue a').textContent()).toBe('Đọc tiếp phần 3');
    await go(pdf, 'position');
    expect(await layoutShifts(page)).toEqual([]);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Đọc tiếp trang 12' }).click();
    await page.waitForURL('**/trang/12');
  });

  test('is kept for 200 items', async () => {
    await open();
    await page.goto('/');
    await page.evaluate(
      "localStorage.setItem('doc-den', JSON.stringify(Array.from({ length: 200 }, (_, i) => ['x' + i, '/tai-lieu/x', 'x'])))",
    );
    await go(`${pdf}/trang/2`, 'position');
    expect(
      await page.evaluate(
        "JSON.parse(localStorage.getItem('doc-den')).map(([id]) => id).filter((id, i, all) => i === 0 || i === all.length - 1).concat(JSON.parse(localStorage.getItem('doc-den')).length)",
      ),
    ).toEqual([pdf.split('/')[2], 'x198', 200]);
  });

  test.each([
    ['refuses', REFUSED],
    ['is full', FULL],
    [
      'holds something else',
      "localStorage.setItem('doc-den', '[1,null,{}]'); localStorage.setItem('dau-trang', '{\"a\":1}')",
    ],
  ])('is no matter where storage %s', async (_, script) => {
    await open({}, script);
    await go(`${pdf}/trang/12`, 'bookmarks');
    await mounted('position');
    await go(pdf, 'position');
    expect(await page.locator('h1').textContent()).toMatch(/^Cẩm nang/u);
  });
});

const panel = () => page.getByRole('region', { name: 'Dấu trang trên máy này' });
const mark = async (path: string, note: string): Promise<void> => {
  await go(path, 'bookmarks');
  await panel().getByLabel('Ghi chú').fill(note);
  await panel()
    .getByRole('button', { name: /^Đánh dấu (?:trang|phần) này$/u })
    .click();
  await panel().getByText('Đã đánh dấu.').waitFor();
};
const exported = async (button: string): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel().getByRole('button', { name: button }).click(),
  ]);
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), 'utf8'),
  };
};

describe('marks', () => {
  test('are added with a note, listed, taken out as files and removed', async () => {
    await open();
    await mark(`${epub}/chuong/3`, '');
    await mark(`${pdf}/trang/12?q=hoa+giai`, 'Hỏi lại <b>Sở</b>');
    await mark(`${pdf}/trang/14`, '');
    expect(await panel().getByText('chỉ lưu trên máy này').count()).toBe(1);
    expect(await panel().locator('.marks > li').count()).toBe(2);
    expect(await panel().locator('.marks .meta').last().textContent()).toMatch(
      /^\d\d\/\d\d\/\d{4} · Hỏi lại <b>Sở<\/b>$/u,
    );
    await expectAccessible(page);
    const json = await exported('Tệp JSON');
    expect(json.name).toBe('dau-trang.json');
    expect(JSON.parse(json.text)).toMatchObject([
      { place: 'Trang 14' },
      { place: 'Trang 12', note: 'Hỏi lại <b>Sở</b>', href: `${pdf}/trang/12` },
      { title: expect.stringMatching(/^Hôn nhân/u) },
    ]);
    const text = await exported('Tệp chữ');
    expect(text.name).toBe('dau-trang.txt');
    expect(text.text).toContain(`${app.base}${pdf}/trang/12\r\nHỏi lại <b>Sở</b>`);
    await panel().getByRole('button', { name: 'Bỏ: Trang 12, Hỏi lại' }).click();
    expect(await panel().locator('.marks > li').count()).toBe(1);
    await panel().getByRole('link', { name: 'Trang 14' }).click();
    await mounted('bookmarks');
    expect(await page.getByRole('link', { name: 'Dấu trang (1)' }).count()).toBe(1);
  });

  test('say so when the device has no room; stay hidden where it keeps nothing', async () => {
    await open();
    await go(`${pdf}/trang/12`, 'bookmarks');
    await page.evaluate(FULL);
    await panel().getByRole('button', { name: 'Đánh dấu trang này' }).click();
    await panel().getByText('dấu trang chưa được ghi').waitFor();
    await page.context().close();
    await open({}, REFUSED);
    await go(`${pdf}/trang/12`, 'bookmarks');
    expect([
      await panel().count(),
      await page.getByRole('link', { name: 'Dấu trang' }).count(),
    ]).toEqual([0, 0]);
  });

  test.each(['light', 'dark'] as const)(
    'open as a sheet on a 320 px phone (%s)',
    async (colorScheme) => {
      await open({ viewport: { width: 320, height: 640 }, colorScheme });
      await mark(`${pdf}/trang/12`, 'x'.repeat(200));
      await page.getByRole('link', { name: 'Dấu trang (1)' }).click();
      await page.locator('#dau-trang:target').waitFor();
      expect(await inPage(page.locator('#dau-trang'), '(e) => getComputedStyle(e).position')).toBe(
        'fixed',
      );
      expect(await sidewaysPixels(page)).toBe(0);
      await expectAccessible(page);
      expect(await layoutShifts(page)).toEqual([]);
    },
  );
});

const VOICE = (lang: string): string => `window.spoken = [];
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
  voices: [], getVoices() { return this.voices; }, speak(u) { spoken.push(u.text); window.saying = u; },
  cancel() { const u = window.saying; window.saying = null; u?.dispatchEvent(new Event('error')); window.cancelled = (window.cancelled ?? 0) + 1; },
}) });
window.voicesCome = () => { speechSynthesis.voices = [{ lang: '${lang}', name: 'A', localService: true }]; speechSynthesis.dispatchEvent(new Event('voiceschanged')); };`;
const NO_HIGHLIGHT = 'delete window.Highlight;';
const said = (): Promise<string[]> => page.evaluate('window.spoken');
const finish = (): Promise<unknown> => page.evaluate("saying.dispatchEvent(new Event('end'))");
const painted = (): Promise<string[]> =>
  page.evaluate("[...CSS.highlights.get('dang-doc') ?? []].map(String)");
const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('reading aloud', () => {
  test('says sentence after sentence, each marked, and can be held and stopped', async () => {
    await open({}, VOICE('vi_VN'));
    await go(`${pdf}/trang/12`, 'read-aloud');
    expect(await button('Đọc to').count()).toBe(0);
    await page.evaluate('voicesCome()');
    await button('Đọc to').click();
    await finish();
    const [first, second] = (await said()) as [string, string];
    const text = (await page.locator('.leaf .lines').allTextContents())
      .join(' ')
      .replace(/\s+/gu, ' ');
    expect(text.startsWith(first.replace(/\s+/gu, ' '))).toBe(true);
    expect(await painted()).toEqual([second]);
    await expectAccessible(page);
    await button('Tạm dừng').click();
    expect(await painted()).toEqual([second]);
    await button('Đọc tiếp').click();
    expect((await said()).slice(1)).toEqual([second, second]);
    await button('Dừng').click();
    expect(await painted()).toEqual([]);
    expect(await inPage(button('Đọc to'), '(e) => e === document.activeElement')).toBe(true);
    await button('Đọc to').click();
    expect((await said()).at(-1)).toBe(first);
    await page.evaluate("window.dispatchEvent(new Event('pagehide'))");
    expect(await page.evaluate('[window.saying, CSS.highlights.size]')).toEqual([null, 0]);
  });

  test('goes through a chapter to its end; without highlights the paragraph is marked', async () => {
    await open(
      { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
      VOICE('vi-VN') + NO_HIGHLIGHT,
    );
    await go(`${epub}/chuong/3`, 'read-aloud');
    await page.evaluate('voicesCome()');
    await button('Đọc to').click();
    expect(await page.locator('.dang-doc').count()).toBe(1);
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
    for (let n = 0; n < 500 && (await page.evaluate('window.saying !== null')); n += 1)
      await finish();
    await button('Đọc to').waitFor();
    const squeeze = (s: string): string => s.replace(/\s+/gu, '');
    expect(squeeze((await said()).join(''))).toBe(
      squeeze((await page.locator('.text').textContent())!),
    );
    expect(await page.locator('.dang-doc').count()).toBe(0);
  });

  test('is not offered without a voice for the language', async () => {
    await open({}, VOICE('en-US'));
    await go(`${pdf}/trang/12`, 'read-aloud');
    await page.evaluate('voicesCome()');
    expect(await button('Đọc to').count()).toBe(0);
  });
});

/**
 * Selects part of the n-th line, from one character to another; a negative end counts from the
 * last.
 */
const select = (n: number, from: number, to: number, last = n): Promise<string> =>
  page.evaluate(`(() => {
  const texts = [${n}, ${last}].map((i) => document.createTreeWalker(document.querySelectorAll('.text p')[i], NodeFilter.SHOW_TEXT).nextNode());
  getSelection().setBaseAndExtent(texts[0], ${from}, texts[1], ${to} < 0 ? texts[1].length + ${to} + 1 : ${to});
  return getSelection().toString();
})()`);
const tools = () => page.getByRole('group', { name: 'Câu đang chọn' });
const copied = async (): Promise<string> => {
  await tools().getByText('Đã sao chép.').waitFor();
  return page.evaluate('navigator.clipboard.readText()');
};

describe('a selected sentence', () => {
  test('is copied as an address that leads to it and as a quotation', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await go(`${pdf}/trang/12?q=xyz`, 'quote');
    expect(await tools().count()).toBe(0);
    // From within the first word on: the fragment takes the whole of it.
    const words = await select(1, 1, -1);
    await tools().waitFor();
    await expectAccessible(page);
    await tools().getByRole('button', { name: 'Sao chép liên kết tới câu này' }).click();
    const link = await copied();
    expect(link.startsWith(`${app.base}${pdf}/trang/12#:~:text=`)).toBe(true);
    const parts = link.split('text=')[1]!.split(',').map(decodeURIComponent);
    const text = (await page.locator('.text').textContent())!.replace(/\s+/gu, ' ');
    for (const part of parts) expect(text).toContain(part.replace(/-$/u, ''));
    expect(words.replace(/\s+/gu, ' ').trim().endsWith(parts.at(-1)!)).toBe(true);
    await tools().getByRole('button', { name: 'Sao chép trích dẫn' }).click();
    expect(await copied()).toMatch(
      new RegExp(
        `^“.+” \\(Cẩm nang hòa giải ở cơ sở.*, trang 12, ${app.base}${pdf}/trang/12\\)$`,
        'u',
      ),
    );
    await page.keyboard.press('Escape');
    expect(await tools().count()).toBe(0);
  });

  test('of a law is quoted with the provision it stands in', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await go(`${pdf}/trang/12`, 'quote');
    await page.evaluate("document.querySelectorAll('.text p')[0].id = 'dieu-4-khoan-2'");
    await page.evaluate("document.querySelectorAll('.text p')[2].id = 'dieu-5'");
    await select(1, 1, -1);
    await tools().waitFor();
    await tools().getByRole('button', { name: 'Sao chép trích dẫn' }).click();
    expect(await copied()).toContain(
      `, khoản 2 Điều 4, trang 12, ${app.base}${pdf}/trang/12#dieu-4-khoan-2)`,
    );
  });

  // The headless Chromium of the tests follows no text fragments at all: what they name is looked
  // up here.
  test('is named by its first and last words when long, by the words before it when they repeat', async () => {
    await open({
      permissions: ['clipboard-read', 'clipboard-write'],
      viewport: { width: 320, height: 640 },
    });
    await go(`${epub}/chuong/4`, 'quote');
    const named = async (): Promise<string[]> => {
      await tools().getByRole('button', { name: 'Sao chép liên kết tới câu này' }).click();
      return (await copied()).split('#:~:text=')[1]!.split(',');
    };
    const lines = await page.locator('.text p').allTextContents();
    const [first, last] = [lines.at(-2)!, lines.at(-1)!];
    await page.locator('.text p').last().scrollIntoViewIfNeeded();
    await select(lines.length - 2, 1, -1, lines.length - 1);
    await tools().waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    const [start, end] = (await named()).map(decodeURIComponent) as [string, string];
    expect(start).toBe(first.split(' ').slice(0, 4).join(' '));
    expect(`${last} `).toContain(end);
    const at = first.indexOf(' ', 30) + 1;
    const word = /^[\p{L}\p{N}]+/u.exec(first.slice(at))![0];
    await page.evaluate(`document.querySelector('h1').append(' ${word}')`);
    await select(lines.length - 2, at, at + word.length);
    await page.waitForTimeout(300);
    const [prefix, repeated] = (await named()).map(decodeURIComponent);
    expect([prefix, repeated]).toEqual([
      `${first.slice(0, at).trim().split(' ').slice(-4).join(' ')}-`,
      word,
    ]);
  });

  test('is shown to be copied by hand where the browser copies nothing; by keyboard, dark', async () => {
    await open(
      { colorScheme: 'dark' },
      "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    );
    await go(`${pdf}/trang/12?xem=chu`, 'quote');
    await page.locator('.text p').nth(2).click({ clickCount: 3 });
    await tools().waitFor();
    await tabTo(page, tools().getByRole('button', { name: 'Sao chép trích dẫn' }));
    await page.keyboard.press('Enter');
    const field = tools().getByLabel('Chữ để sao chép');
    await field.waitFor();
    expect(
      await inPage(
        field,
        '(e) => e === document.activeElement && e.selectionEnd === e.value.length',
      ),
    ).toBe(true);
    expect(await field.inputValue()).toContain(', trang 12, ');
    await expectAccessible(page);
  });
});

test('nothing of this is there without scripts', async () => {
  await open({ javaScriptEnabled: false });
  await page.goto(`${pdf}/trang/12`);
  for (const hidden of ['.device', '#dau-trang', '.quote'])
    expect(await page.locator(hidden).isVisible()).toBe(false);
  await page.goto(pdf);
  expect(await page.locator('.continue').isVisible()).toBe(false);
});
