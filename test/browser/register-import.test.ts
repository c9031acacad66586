import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aChange, anItem } from '../support/builders.ts';
import { putCopies } from '../support/put-copies.ts';
import { PASSWORD, startTestApp, type TestApp } from '../support/start-test-app.ts';
import { expectAccessible, launch, openPage, sidewaysPixels, type Problems } from './browser.ts';

jest.setTimeout(90_000);

let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  const { id } = await app.shelf.storage.catalog.saveItem(
    aChange(anItem({ title: 'Sổ tay hòa giải viên', identifier: 'ST-1' })),
  );
  await putCopies(app, id);
}, 60_000);
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const SHEET =
  'Số đăng ký;Tài liệu;Tình trạng;Ngày nhập;Giá;Ghi chú;Kệ\nPL-100;Sổ tay hòa giải viên;;05/01/2026;45.000;;1\nPL-101;Sách không có trên tủ;;;;;1\nPL-001;;Hỏng;;;rách bìa;1\n';

test.each([
  ['with scripts on a phone', { viewport: { width: 360, height: 740 } }],
  ['without on a wide screen', { javaScriptEnabled: false }],
] as const)('a register is sent as a sheet, looked at and written, %s', async (_, look) => {
  const page = await openPage(browser, app, problems, look);
  // Both are asked by a script.
  const fits = async (): Promise<void> => {
    if ('javaScriptEnabled' in look) return;
    await expectAccessible(page);
    expect(await sidewaysPixels(page)).toBe(0);
  };
  await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fban-in%2Ftu-sach-thu');
  await page.getByLabel('Tên đăng nhập').fill('admin');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: 'Nhập từ bảng' }).click();
  expect(await page.getByLabel('Nơi để sách').inputValue()).toBe('tu-sach-thu');
  await page
    .getByLabel('Bảng kê')
    .setInputFiles({ name: 'sổ.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
  await page.getByRole('button', { name: 'Gửi và xem trước' }).click();
  await page.getByRole('heading', { name: 'Xem trước 3 dòng' }).waitFor();
  await fits();
  expect(
    await page.getByText('Không có tài liệu nào tên đúng là “Sách không có trên tủ”').count(),
  ).toBe(1);
  const write = page.getByRole('button', { name: /Ghi \d dòng vào sổ/u });
  // The second time everything is there.
  if ((await write.count()) === 0) {
    await page.getByText('Không có gì mới để ghi.').waitFor();
    return page.context().close();
  }
  await write.click();
  await page.getByRole('heading', { name: 'Kết quả 3 dòng' }).waitFor();
  await fits();
  await page.context().close();
});

test.each([
  ['of a paper shelf', '/can-bo/ban-in/tu-sach-thu/bao-cao'],
  ['of figures', '/can-bo/thong-ke'],
])('the report %s goes on paper as Nghị định 30/2020/NĐ-CP lays it out', async (_, path) => {
  const page = await openPage(browser, app, problems);
  const [key, value] = (await app.signIn()).split('=') as [string, string];
  await page.context().addCookies([{ name: key, value, url: app.base }]);
  await page.goto(path);
  const country = page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  expect(await country.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  // An A4 page within its margins, at 96 pixels an inch.
  await page.setViewportSize({ width: 624, height: 970 });
  const place = async (words: string) => {
    const box = await page.getByText(words, { exact: true }).boundingBox();
    expect(box).not.toBeNull();
    return box!;
  };
  const [unit, motto, title] = [
    await place('Số: ……/BC-……'),
    await place('Độc lập - Tự do - Hạnh phúc'),
    await place('BÁO CÁO'),
  ];
  expect(unit.x + unit.width).toBeLessThanOrEqual(motto.x);
  expect(title.y).toBeGreaterThan(motto.y + motto.height);
  const [receivers, head] = [await place('Nơi nhận:'), await place('THỦ TRƯỞNG ĐƠN VỊ')];
  expect(Math.abs(receivers.y - head.y)).toBeLessThan(8);
  expect(receivers.x + receivers.width).toBeLessThan(head.x);
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
  expect(await sidewaysPixels(page)).toBe(0);
});
