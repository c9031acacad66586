import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#server/people/account.ts';
import { aCommune, anAccount } from '../support/builders.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { HASH_OF_X } from '../support/staff-person.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { expectAccessible, launch, openPage, tabTo, type Problems } from './browser.ts';

let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  const { catalog } = app.shelf.storage;
  await catalog.saveUnit(aCommune('xa-an', 'Ủy ban nhân dân xã An'));
  const passwordHash = HASH_OF_X;
  for (const [username, role, unitId] of [
    ['xa', 'contributor', 'xa-an'],
    ['thu-vien', 'cataloguer', 'so-tu-phap'],
    ['lanh-dao', 'approver', 'so-tu-phap'],
  ] as readonly (readonly [string, Role, string])[]) {
    await catalog.saveAccount(
      anAccount({
        username,
        displayName: `Cán bộ ${username}`,
        roles: [role],
        unitId,
        passwordHash,
      }),
    );
  }
});
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function signedIn(username: string, path: string, javaScriptEnabled = true): Promise<Page> {
  const page = await openPage(browser, app, problems, { javaScriptEnabled });
  await page.goto(`/dang-nhap?tiep=${encodeURIComponent(path)}`);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill('x');
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL(`**${path}`);
  return page;
}

const TITLE = 'Sổ tay nước sạch ở thôn';
const LAW = '117/2007/NĐ-CP';
const REPLACING = '70/2026/NĐ-CP';

async function fillAndSend(page: Page): Promise<void> {
  await page.getByLabel('Tên sách, tài liệu').fill(TITLE);
  await page.getByLabel('Thể loại').selectOption('to-gap');
  await page
    .getByLabel('Cơ quan, tổ chức, cá nhân chủ trì biên soạn')
    .fill('Ủy ban nhân dân xã An');
  await page.getByLabel('Thời gian phát hành').fill('5/2026');
  await page.getByRole('radio', { name: 'Còn phù hợp' }).check();
  await page
    .getByLabel('Giới thiệu mục đích, nội dung chính')
    .fill('Chỉ cách dùng nước sạch ở thôn.');
  if (!(await page.getByRole('checkbox', { name: 'Y tế, dược' }).isVisible()))
    await page
      .getByText(/chọn trong 45|đang chọn/iu)
      .first()
      .click();
  await page.getByRole('checkbox', { name: 'Y tế, dược' }).check();
  await page.getByLabel('Số hiệu văn bản').fill(`${LAW} | Nghị định về cấp nước sạch | Điều 5`);
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.getByRole('status').getByText('Đã lưu').waitFor();
  await page.getByRole('link', { name: 'Xem xét' }).click();
  await page.getByRole('button', { name: 'Gửi đi' }).click();
  await page.getByRole('status').getByText('Đã gửi').waitFor();
}

/** What came back is mended on the road by which a commune sends. */
async function mendAndSend(page: Page): Promise<void> {
  await page.waitForURL(/\/can-bo\/gui\/[^/]+\/la-gi$/u);
  await page
    .getByLabel('Giới thiệu mục đích, nội dung chính')
    .fill('Chỉ cách dùng nước sạch ở thôn Đông.');
  await page.getByRole('button', { name: 'Tiếp tục' }).last().click();
  await page.getByRole('button', { name: 'Lưu và gửi' }).click();
  await page.getByRole('status').getByText('Đã gửi').waitFor();
}

/** The compiling body's signed decision beside the record. */
async function attachApproval(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Đính kèm văn bản phê duyệt đã ký' }).click();
  await page.getByLabel('Người phê duyệt').fill('Nguyễn Văn An');
  await page.getByLabel('Ngày phê duyệt').fill('20/4/2026');
  await page.getByLabel('Tệp văn bản đã ký').setInputFiles({
    name: 'quyet-dinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(makePdf({ pages: ['Quyet dinh'] })),
  });
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('alert').getByText('Hãy ghi số văn bản.').waitFor();
  expect(await page.getByLabel('Người phê duyệt').inputValue()).toBe('Nguyễn Văn An');
  await page.getByLabel('Số văn bản').fill('12/QĐ-UBND');
  await page.getByLabel('Tệp văn bản đã ký').setInputFiles({
    name: 'quyet-dinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(makePdf({ pages: ['Quyet dinh'] })),
  });
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('status').getByText('Đã lưu phê duyệt').waitFor();
}

/**
 * The library learns that the cited document no longer holds from today, and what took its place.
 */
async function endLaw(page: Page): Promise<void> {
  await page.goto('/can-bo/danh-muc');
  await page.getByRole('link', { name: 'Văn bản pháp luật' }).click();
  await page.getByRole('link', { name: LAW }).first().click();
  await page
    .getByLabel('Hết hiệu lực từ ngày')
    .fill(
      new Date(Date.now() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
        .toReversed()
        .join('/'),
    );
  await page.getByLabel('Văn bản thay thế').fill(REPLACING);
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('status').getByText('Đã lưu').waitFor();
}

/** Ticks every check, and pages while they are turned. */
async function check(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '1', exact: true }).check();
  await page.getByRole('button', { name: 'Trang 2' }).click();
  await page.waitForURL(/trang=2/u);
  expect(await page.getByRole('checkbox', { name: '1', exact: true }).isChecked()).toBe(true);
  await page.getByRole('checkbox', { name: '2', exact: true }).check();
}
const tickAll = async (page: Page): Promise<void> => {
  for (const box of await page.locator('input[name=checks]').all()) await box.check();
};

test('a commune sends, the library sends back and compares, the head approves by keyboard, a citizen finds it and is warned when its law ends', async () => {
  const commune = await signedIn('xa', '/can-bo/tai-len', false);
  await commune.getByLabel('Chọn tệp').setInputFiles({
    name: 'nuoc.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(makePdf({ pages: ['Nuoc sach o thon Nam Hong', 'Trang hai'] })),
  });
  await commune.getByRole('button', { name: 'Tải lên' }).click();
  await app.settle();
  await commune.getByRole('link', { name: /^Biên mục ngay/u }).click();
  await attachApproval(commune);
  await commune.getByRole('link', { name: 'nuoc' }).last().click();
  await fillAndSend(commune);
  expect(await commune.getByRole('button', { name: /duyệt|đối chiếu/iu }).count()).toBe(0);

  const library = await signedIn('thu-vien', '/can-bo');
  await library.getByRole('link', { name: /^Đối chiếu/u }).click();
  await library.getByText('Trả lại để sửa').click();
  await library.getByLabel('Cần sửa gì, ở đâu').fill('Ghi rõ tên thôn.');
  await library.getByRole('button', { name: 'Trả lại người gửi' }).click();
  await library.getByRole('status').getByText('Đã trả lại').waitFor();
  await expectAccessible(library);

  await commune.goto('/can-bo');
  await commune.getByText('Ghi rõ tên thôn.').waitFor();
  await commune.getByRole('link', { name: 'Thông báo mới: 1' }).click();
  await commune.getByText('Ghi rõ tên thôn.').waitFor();
  await commune.getByRole('button', { name: 'Đánh dấu đã đọc tất cả' }).click();
  await commune.getByRole('link', { name: 'Thông báo', exact: true }).waitFor();
  await commune.goto('/can-bo');
  await commune.getByRole('link', { name: /^Sửa/u }).click();
  await mendAndSend(commune);

  await library.goto('/can-bo?trang-thai=submitted');
  await library.getByRole('link', { name: TITLE, exact: true }).click();
  await check(library);
  await library.getByRole('button', { name: 'Đã đối chiếu, chuyển người duyệt' }).click();
  await library.getByRole('alert').getByText('Còn 6 mục chưa đánh dấu.').waitFor();
  await expectAccessible(library);
  await tickAll(library);
  await library.getByRole('button', { name: 'Đã đối chiếu, chuyển người duyệt' }).click();
  await library.getByRole('status').getByText('Đã đối chiếu').waitFor();

  const head = await signedIn('lanh-dao', '/can-bo');
  await head.getByRole('link', { name: /^Xem và duyệt/u }).click();
  await head.waitForURL(/\/duyet$/u);
  expect(
    await head.getByRole('link', { name: 'Mở văn bản phê duyệt: quyet-dinh.pdf' }).isVisible(),
  ).toBe(true);
  await head.locator('[data-island=review-keys][data-mounted]').waitFor();
  await head.keyboard.press('ArrowRight');
  await head.waitForURL(/trang=2/u);
  for (const box of await head.locator('input[name=checks]').all()) {
    await tabTo(head, box);
    await head.keyboard.press('Space');
  }
  await tabTo(head, head.getByRole('button', { name: 'Duyệt và đăng' }));
  await head.keyboard.press('Enter');
  await head.getByRole('status').getByText('Đã đăng').waitFor();
  await expectAccessible(head);
  await app.settle();

  const citizen = await openPage(browser, app, problems);
  await citizen.goto('/tim-kiem?q=nuoc+sach+nam+hong');
  await citizen.getByRole('heading', { name: TITLE }).waitFor();
  await citizen.getByRole('link', { name: TITLE }).first().click();
  await citizen.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  expect([
    await citizen.getByText('đã hết hiệu lực, thay bằng').count(),
    await citizen.getByText('quyet-dinh.pdf').count(),
  ]).toEqual([0, 0]);
  await endLaw(library);
  await citizen.reload();
  await citizen.getByText(`văn bản ${LAW}`).first().waitFor();
  expect(
    await citizen
      .getByText(new RegExp(`${LAW}.*đã hết hiệu lực, thay bằng ${REPLACING}`, 'u'))
      .first()
      .isVisible(),
  ).toBe(true);
  await expectAccessible(citizen);
  for (const page of [commune, library, head, citizen]) await page.context().close();
});
