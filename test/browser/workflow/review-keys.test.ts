import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { actOn, FULL_RECORD, sendItem } from '../../support/people/send-item.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  expectAccessible,
  launch,
  openPage,
  sidewaysPixels,
  signedInBy,
  type Problems,
} from '../browser.ts';

/** Presses of keys beyond typing that one step of whoever compares and approves may take. */
const MOST_PRESSES = 8;
const PAGES = ['mot', 'hai', 'ba', 'bon', 'nam'];

let app: TestApp;
let browser: Browser;
let sender: StaffPerson;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  sender = await staffPerson(app, ['cataloguer']);
});
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function pageOf(
  { cookie }: StaffPerson,
  width = 1_280,
  javaScriptEnabled = true,
): Promise<Page> {
  const viewport = { width, height: 900 };
  const page = await openPage(browser, app, problems, {
    viewport,
    javaScriptEnabled,
    ...signedInBy(cookie),
  });
  return page;
}

/** Presses keys one after the other and counts them. */
function counting(page: Page): {
  press: (...keys: string[]) => Promise<void>;
  count: () => number;
} {
  let pressed = 0;
  return {
    press: async (...keys) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        pressed++;
      }
    },
    count: () => pressed,
  };
}
const ready = (page: Page) =>
  page.locator('[data-island=review-keys][data-mounted]').waitFor({ state: 'attached' });

describe('whoever compares and approves', () => {
  test('goes through comparing, returning and approving by few keys', async () => {
    const id = await sendItem(app, sender, 'Sổ tay phím tắt', PAGES);
    const waiting = await sendItem(app, sender, 'Sổ tay đang chờ', PAGES);
    const librarian = await staffPerson(app, ['cataloguer']);
    const page = await pageOf(librarian);
    await page.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await ready(page);
    const back = counting(page);
    await back.press('p');
    await page.keyboard.type('1-3');
    await back.press('Enter');
    await page.waitForURL(/trang=2/u);
    await ready(page);
    await back.press('r');
    await page.keyboard.type('Tên tài liệu viết thiếu chữ.');
    await back.press('Control+Enter');
    await page.getByRole('status').getByText('Đã trả lại').waitFor();
    expect(back.count()).toBeLessThanOrEqual(MOST_PRESSES);

    await actOn(app, id, 'luu', sender, { ...FULL_RECORD, title: 'Sổ tay phím tắt, đủ chữ' });
    await actOn(app, id, 'gui', sender);
    await page.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await ready(page);
    expect(await page.locator('input[name=pages]:checked').count()).toBe(3);
    await expectAccessible(page);
    const comparing = counting(page);
    await comparing.press('1', '2', '3', '4', '5', '6', 'p');
    await page.keyboard.type('4-5');
    await comparing.press('Control+Enter');
    await page.getByRole('status').getByText('Đã đối chiếu').waitFor();
    expect(comparing.count()).toBeLessThanOrEqual(MOST_PRESSES);
    await ready(page);
    await page.keyboard.press('n');
    await page.waitForURL(new RegExp(waiting, 'u'));

    const head = await pageOf(await staffPerson(app, ['approver']));
    await head.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await ready(head);
    const approving = counting(head);
    await approving.press('1', '2', '3', '4', '5', '6', 'd', 'Enter');
    await head.getByRole('status').getByText('Đã đăng').waitFor();
    expect(approving.count()).toBeLessThanOrEqual(MOST_PRESSES);
    await ready(head);
    await head.keyboard.press('x');
    await head.getByRole('heading', { name: 'Sổ tay phím tắt, đủ chữ', level: 1 }).waitFor();
    for (const one of [page, head]) await one.context().close();
  });

  test('has what is ticked saved at once, and without script by turning the page', async () => {
    const id = await sendItem(app, sender, 'Sổ tay tự lưu', PAGES);
    const librarian = await staffPerson(app, ['cataloguer']);
    const page = await pageOf(librarian);
    await page.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await ready(page);
    for (const key of ['2', '4', 't']) await page.keyboard.press(key);
    await page.locator('#kiem [data-autosave-status]').getByText('Đã giữ tạm').waitFor();
    await page.reload();
    expect(await page.locator('input[name=checks]:checked').count()).toBe(2);
    expect(await page.locator('input[name=pages]:checked').count()).toBe(1);
    const box = async (selector: string) => (await page.locator(selector).boundingBox())!;
    const [picture, words] = [await box('.scan'), await box('.desk-words')];
    expect(words.x).toBeGreaterThan(picture.x + picture.width - 1);
    expect(Math.abs(words.y - picture.y)).toBeLessThan(40);

    const plain = await pageOf(librarian, 360, false);
    await plain.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await plain.locator('input[name=checks]').first().check();
    await plain.getByRole('button', { name: 'Trang 2', exact: true }).click();
    await plain.waitForURL(/trang=2/u);
    expect(await plain.locator('input[name=checks]:checked').count()).toBe(3);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
    for (const one of [page, plain]) await one.context().close();
  });

  test('switches single keys off, and loses none while typing', async () => {
    const id = await sendItem(app, sender, 'Sổ tay tắt phím', PAGES);
    const page = await pageOf(await staffPerson(app, ['cataloguer']));
    await page.goto(`/can-bo/tai-lieu/${id}/duyet`);
    await ready(page);
    await page.keyboard.press('p');
    await page.keyboard.type('1');
    expect(await page.locator('input[name=checks]:checked').count()).toBe(0);
    await page.getByText('Phím tắt', { exact: true }).click();
    await page.getByLabel('Dùng phím tắt trên máy này').uncheck();
    await page.reload();
    await ready(page);
    await page.keyboard.press('1');
    expect(await page.locator('input[name=checks]:checked').count()).toBe(0);
    await page.context().close();
  });
});

describe('pages of administrators', () => {
  test.each([360, 1_280])('are accessible and fit %i pixels', async (width) => {
    const cookie = await app.signIn();
    const page = await pageOf({ id: '', username: '', cookie }, width);
    for (const path of [
      '/can-bo/thong-tin-tu-sach',
      '/can-bo/nhat-ky-cong-viec',
      `/can-bo/tai-khoan/${sender.id}`,
    ]) {
      await page.goto(path);
      expect([path, await sidewaysPixels(page)]).toEqual([path, 0]);
      await expectAccessible(page);
    }
    await page.context().close();
  });
});
