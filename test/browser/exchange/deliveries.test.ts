import { jest } from '@jest/globals';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Item } from '#server/items/item.ts';
import { publishWithFiles } from '../../support/exchange/delivering.ts';
import { setClock, startTestApp, PASSWORD, type TestApp } from '../../support/start-test-app.ts';
import { expectAccessible, launch, openPage, type Problems } from '../browser.ts';

const at = (minute: number): string => new Date(Date.UTC(2099, 11, 1, 3, minute)).toISOString();

let app: TestApp;
let browser: Browser;
let items: Item[];
let minutes = 0;
const later = (): void => setClock(at((minutes += 1)));
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  later();
  items = await publishWithFiles(app, [
    'Hòa giải ở cơ sở',
    'Tờ gấp đất đai',
    'Hỏi đáp hộ tịch',
    'Sẽ gỡ một',
    'Sẽ gỡ hai',
  ]);
  later();
});
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  jest.useRealTimers();
  await browser?.close();
  await app?.close();
});

/** axe runs in the page: without scripts it cannot. */
let scripts = true;
const look = async (page: Page): Promise<void> => {
  if (scripts) await expectAccessible(page);
};

const standing = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

/** Makes a delivery, takes its package and says that it was handed over. */
async function handOver(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Lập và đóng gói' }).click();
  await app.settle();
  await page.getByRole('link', { name: 'Xem lại tiến độ' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^tu-sach-phap-luat-.*\.zip$/u }).click();
  expect(await (await download).failure()).toBeNull();
  await page.getByRole('button', { name: 'Đã giao cho nơi nhận' }).click();
  await page.getByRole('status').getByText('Đã ghi nhận là đã giao.').waitFor();
  await look(page);
  later();
  await page.getByRole('link', { name }).click();
}

async function takeReceipt(page: Page, name: string, lines: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Nhận biên nhận' }).click();
  await page.getByLabel('Tệp biên nhận').setInputFiles({
    name: 'biên nhận.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Mã tài liệu,Kết quả,Lý do', ...lines].join('\r\n')),
  });
  await page.getByRole('button', { name: 'Tải lên và xem trước' }).click();
  await look(page);
  await page.getByRole('button', { name: /^Ghi nhận \d+ tài liệu$/u }).click();
  await page.getByRole('status').waitFor();
  await page.getByRole('link', { name }).click();
}

test.each([
  ['with scripts', true],
  ['without', false],
])(
  'a difference is sent, two come back, are mended and sent again; one is taken back, %s',
  async (how, javaScriptEnabled) => {
    const name = `Tủ sách quốc gia (${how})`;
    scripts = javaScriptEnabled;
    const page = await openPage(browser, app, problems, { javaScriptEnabled });
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fdanh-muc');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Giao nộp, liên thông' }).click();
    await page.getByRole('link', { name: 'Thêm nơi nhận' }).click();
    await page.getByLabel('Tên nơi nhận').fill(name);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await look(page);

    await handOver(page, name);
    const [one, two, three, first, second] = items as [Item, Item, Item, Item, Item];
    const leaving = javaScriptEnabled ? first : second;
    await takeReceipt(page, name, [
      `${one.id},Đã nhận,`,
      `${leaving.id},Đã nhận,`,
      `${two.id},Trả lại,Thiếu bìa`,
      `${three.id},Trả lại,Sai tên cơ quan`,
    ]);
    expect(await standing(page, 'Bị trả lại').textContent()).toContain('2');

    await page.goto('/can-bo');
    await page.getByRole('link', { name: 'Nơi nhận trả lại' }).click();
    await look(page);
    for (const title of [two.title, three.title]) {
      await page.getByRole('link', { name: title }).click();
      await page.getByLabel('Từ khóa').fill(`sửa ${String(javaScriptEnabled)}`);
      await page.getByRole('button', { name: 'Lưu thay đổi' }).first().click();
      await page.getByRole('status').first().waitFor();
      await app.settle();
      later();
      await page.goto('/can-bo/giao-nop/tra-lai');
    }
    await page.getByText('Không có tài liệu nào bị trả lại.').waitFor();
    await page.goto('/can-bo/giao-nop');
    await page.getByRole('link', { name }).click();
    await handOver(page, name);
    await takeReceipt(page, name, [`${two.id},Đã nhận,`, `${three.id},Đã nhận,`]);
    expect(await standing(page, 'Đã nhận').textContent()).toContain('4');

    await page.goto(`/can-bo/tai-lieu/${leaving.id}`);
    await page.getByLabel('Lý do gỡ').fill('Luật đã thay');
    await page.getByRole('button', { name: 'Gỡ khỏi tủ sách' }).click();
    await page.getByRole('status').first().waitFor();
    await app.settle();
    later();
    await page.goto('/can-bo/giao-nop');
    await page.getByRole('link', { name }).click();
    expect(await standing(page, 'Đã gỡ, chờ xác nhận').textContent()).toContain('1');
    await handOver(page, name);
    await takeReceipt(page, name, [`${leaving.id},Đã gỡ,`]);
    expect(await standing(page, 'Đã gỡ').textContent()).toContain('1');
    await page.context().close();
  },
);
