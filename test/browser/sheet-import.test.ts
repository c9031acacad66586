import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { startRepository } from '../support/make/oai-repository.ts';
import { makeXlsx, textRow } from '../support/make/make-xlsx.ts';
import { PASSWORD, startTestApp, type TestApp } from '../support/start-test-app.ts';
import { expectAccessible, launch, layoutShifts, openPage, type Problems } from './browser.ts';

let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
});
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const BOOK = makeXlsx({
  sheets: [
    {
      name: 'Kê',
      data: [
        ['Tên tệp', 'Nhan đề của cuốn', 'Số mục'],
        ['a.txt', 'Cuốn thứ nhất', 'T-1'],
        ['', 'Cuốn chưa có tệp', 'T-2'],
        ['không-có.txt', 'Cuốn lạc tệp', 'T-3'],
      ]
        .map((cells, i) => textRow(i + 1, cells))
        .join(''),
    },
  ],
});
const ZIP = Buffer.from(
  zipSync({ 'a.txt': strToU8('Hòa giải ở cơ sở giúp các bên tự thỏa thuận.\n') }),
);

test.each([
  ['with scripts', true],
  ['without', false],
])(
  'a sheet is sent, its columns are named, it is tried, carried out and reported, %s',
  async (_, javaScriptEnabled) => {
    const page = await openPage(browser, app, problems, { javaScriptEnabled });
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fdanh-muc');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Nhập hàng loạt' }).click();
    await page.getByLabel('Bảng kê').setInputFiles({
      name: 'kê.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(BOOK),
    });
    await page
      .getByLabel('Tệp ZIP chứa các tài liệu')
      .setInputFiles({ name: 'tệp.zip', mimeType: 'application/zip', buffer: ZIP });
    await page.getByRole('button', { name: 'Gửi và xem trước' }).click();

    await page.getByText('Cột của bảng').click();
    if (javaScriptEnabled) {
      await page.getByLabel('Nhan đề của cuốn').selectOption({ label: 'Tên sách, tài liệu' });
      await page.getByLabel('Số mục').selectOption({ label: 'Mã định danh' });
      await page.getByRole('button', { name: 'Xem trước lại' }).click();
    }
    // The second time the columns are remembered, and the numbers are known.
    await page
      .getByRole('row', { name: /Cuốn thứ nhất|a\.txt/u })
      .getByText(javaScriptEnabled ? 'Sẽ thêm' : 'Đã có', { exact: true })
      .waitFor();
    await page.getByText('Không thấy tệp “không-có.txt”').waitFor();
    // The check of accessibility is itself a script that waits.
    if (javaScriptEnabled) await expectAccessible(page);
    else {
      expect(await page.getByText('Không có dòng nào để ghi.').isVisible()).toBe(true);
      return page.context().close();
    }
    await page.getByText('thành bản nháp chưa có tệp đính kèm').waitFor();
    await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
    await page.locator('[data-island=import-progress][data-mounted]').waitFor();
    expect(await page.getByText('Đã xong 1 trên 3 dòng').isVisible()).toBe(true);
    expect(await layoutShifts(page)).toEqual([]);
    await app.settle();
    // Nobody presses anything: the page looks again by itself.
    await page.getByRole('link', { name: 'Tải bảng kết quả (CSV)' }).waitFor();
    await page
      .getByRole('row', { name: /Cuốn thứ nhất/u })
      .getByText('Đã thêm')
      .waitFor();
    expect(await page.locator('[data-island=import-progress]').count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Cuốn chưa có tệp' }).click();
    await page.getByText('Chưa có tệp nào.').waitFor();
    return page.context().close();
  },
);

const XML = `<collection xmlns="http://www.loc.gov/MARC21/slim">${['Luật Đất đai', '']
  .map(
    (title, i) =>
      `<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">${i}</controlfield><controlfield tag="003">TV</controlfield><datafield tag="082" ind1=" " ind2=" "><subfield code="a">342</subfield></datafield><datafield tag="245" ind1=" " ind2=" "><subfield code="a">${title}</subfield></datafield></record>`,
  )
  .join('')}</collection>`;

test('records of another library are sent in the same form, looked at and taken in', async () => {
  const page = await openPage(browser, app, problems, {});
  await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fnhap-bang');
  await page.getByLabel('Tên đăng nhập').fill('admin');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await expectAccessible(page);
  await page.getByLabel('Bảng kê').setInputFiles({
    name: 'thư viện.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from(XML),
  });
  await page.getByRole('button', { name: 'Gửi và xem trước' }).click();
  await page.getByText('XML (MARCXML, MODS, Dublin Core)').waitFor();
  await page.getByText('Không có ô tương ứng nên không nhập: 082 (342).').first().waitFor();
  await page.getByText('Bản ghi không có nhan đề.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  await app.settle();
  await page.getByRole('link', { name: 'Tải bảng kết quả (CSV)' }).waitFor();
  await page
    .getByRole('row', { name: /Luật Đất đai/u })
    .getByText('Đã thêm')
    .waitFor();
  await page.context().close();
});

test('a source is tried, saved and harvested', async () => {
  const repository = await startRepository();
  repository.records = [{ id: 'a', stamp: '2026-01-01T00:00:00Z', title: 'Sách của nguồn' }];
  const own = await startTestApp({ settings: { HARVEST_HOSTS: repository.host } });
  try {
    const page = await openPage(browser, own, problems, {});
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fnhap-bang');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Thu thập từ thư viện' }).click();
    await page.getByRole('link', { name: 'Thêm nguồn' }).click();
    await page.getByLabel('Tên nguồn').fill('Thư viện tỉnh');
    await page.getByLabel('Địa chỉ OAI-PMH').fill('http://10.0.0.1/oai');
    await page.getByRole('button', { name: 'Thử nguồn' }).click();
    await page.getByRole('alert').getByText('ở ngoài mạng nội bộ').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Địa chỉ OAI-PMH').fill(repository.address);
    await page.getByRole('button', { name: 'Thử nguồn' }).click();
    await page.getByText('Nguồn trả lời đúng: Thư viện thử.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('button', { name: 'Thu thập ngay' }).click();
    await own.settle();
    await page.reload();
    await page.getByText('Đã thu thập').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Xem bản ghi thu thập được' }).click();
    await page
      .getByRole('row', { name: /Sách của nguồn/u })
      .getByText('Sẽ thêm')
      .waitFor();
    await expectAccessible(page);
    await page.context().close();
  } finally {
    await own.close();
    await repository.close();
  }
});
