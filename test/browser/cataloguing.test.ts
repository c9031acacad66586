import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aChange, anAttachment, anItem, aPassage, aText } from '../support/builders.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  launch,
  openPage,
  sidewaysPixels,
  signedInAs,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let page: Page;
let signedIn: BrowserContextOptions;
const problems: Problems = [];
const FORM_AND_SCRIPT = 60 * 1024;

async function aDraft(): Promise<string> {
  const attachment = anAttachment({ name: 'hoi-dap.pdf', mediaType: 'application/pdf', pages: 12 });
  const item = anItem({
    title: 'hoi-dap',
    compilers: [],
    issued: null,
    subjects: [],
    abstract: '',
    attachments: [attachment],
  });
  const text = `SỞ TƯ PHÁP TỈNH AN SƠN\nHỎI ĐÁP LUẬT ĐẤT ĐAI\nAn Sơn, tháng 5 năm 2026\n${'Tranh chấp đất đai theo Luật Đất đai số 31/2024/QH15. '.repeat(8)}`;
  await app.shelf.storage.catalog.saveItem(
    aChange(item, {
      texts: [
        aText(attachment.id, {
          passages: [aPassage({ itemId: item.id, attachmentId: attachment.id, text })],
        }),
      ],
    }),
  );
  return item.id;
}
const kept = (id: string) => app.shelf.storage.catalog.findUnsaved(app.admin.accountId, id);
const open = async (id: string, more: BrowserContextOptions = {}): Promise<Page> => {
  page = await openPage(browser, app, problems, { ...signedIn, ...more });
  await page.goto(`/can-bo/tai-lieu/${id}`);
  if (more.javaScriptEnabled !== false) await page.locator('form[data-mounted]').first().waitFor();
  return page;
};

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  signedIn = await signedInAs(app);
  await app.shelf.storage.catalog.saveItem(
    aChange(
      anItem({ publisher: 'Nhà xuất bản Tư pháp', compilers: ['Ủy ban nhân dân xã Mường Khe'] }),
    ),
  );
});
afterEach(async () => {
  await page?.context().close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe("the record's form", () => {
  test('takes proposals into their fields at once, one and then the rest, by keyboard too', async () => {
    await open(await aDraft());
    const version = await page.locator('input[name=version]').first().inputValue();
    await page
      .getByRole('button', { name: /^Nhận\s*: Biên soạn, Sở Tư pháp tỉnh An Sơn$/u })
      .press('Enter');
    expect(await page.locator('[name=compilers]').inputValue()).toBe('Sở Tư pháp tỉnh An Sơn');
    await page.getByText('Đã điền. Bấm lưu để giữ.').waitFor();
    await page.getByRole('button', { name: /^Nhận cả \d+ gợi ý$/u }).click();
    expect([
      await page.locator('[name=issued]').inputValue(),
      await page.locator('[name=lawRefs]').inputValue(),
      await page.locator('[name=subjects][value="11"]').isChecked(),
    ]).toEqual(['05/2026', '31/2024/QH15', true]);
    expect(page.url()).toContain('/can-bo/tai-lieu/');
    expect(await page.locator('input[name=version]').first().inputValue()).toBe(version);
    await expectAccessible(page);
  });

  test('offers names while they are typed, and one that is chosen joins the list', async () => {
    await open(await aDraft());
    await page.locator('[name=publisher]').pressSequentially('tu ph');
    await page
      .locator('#publisher-ds option[value="Nhà xuất bản Tư pháp"]')
      .waitFor({ state: 'attached' });
    await page.locator('[name=compilersAdd]').fill('Ủy ban nhân dân xã Mường Khe');
    await page.locator('[name=compilersAdd]').press('Tab');
    expect([
      await page.locator('[name=compilers]').inputValue(),
      await page.locator('[name=compilersAdd]').inputValue(),
    ]).toEqual(['Ủy ban nhân dân xã Mường Khe', '']);
  });

  test('keeps what is typed: a closed tab is taken up again elsewhere', async () => {
    const id = await aDraft();
    await open(id);
    await page.locator('[name=abstract]').fill('Câu đang viết dở');
    await page.getByText(/Đã giữ tạm lúc \d\d:\d\d/u).waitFor();
    await page.locator('[name=altTitle]').fill('Gõ ngay trước khi đóng');
    await page.context().close();
    await open(id);
    await page.getByRole('link', { name: /Khôi phục những gì đã gõ lúc/u }).click();
    expect(await page.locator('[name=abstract]').inputValue()).toBe('Câu đang viết dở');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lưu bản nháp' }).first().click();
    await page.getByText('Đã lưu.').waitFor();
    expect(await kept(id)).toBeNull();
  });

  test.each([true, false])(
    'is filled in by steps on a phone (script: %s), and whole where there is room',
    async (javaScriptEnabled) => {
      const id = await aDraft();
      await open(id, { viewport: { width: 360, height: 740 }, javaScriptEnabled });
      const shown = (): Promise<string[]> =>
        page.locator('.record-step h2:visible').allInnerTexts();
      expect(await shown()).toEqual(['Thông tin bắt buộc']);
      await page.getByText('Bước 1 trên 4').waitFor();
      await page.getByRole('link', { name: 'Tiếp: Văn bản pháp luật được dẫn' }).click();
      expect(await shown()).toEqual(['Văn bản pháp luật được dẫn']);
      await page.locator('[name=lawRefs]').fill('31/2024/QH15 | Luật Đất đai');
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole('link', { name: 'Quay lại' }).locator('visible=true').click();
      expect(await shown()).toEqual(['Thông tin bắt buộc']);
      // As a list of what is wrong leads to a field.
      await page.goto(`/can-bo/tai-lieu/${id}#keywords`);
      expect(await shown()).toEqual(['Thông tin thêm']);
      await page.getByRole('link', { name: 'Xem cả trang' }).click();
      expect(await shown()).toHaveLength(4);
      await page.setViewportSize({ width: 1_280, height: 740 });
      await page.goto(`/can-bo/tai-lieu/${id}#buoc-2`);
      expect(await shown()).toHaveLength(4);
      expect(await page.getByText('Bước 2 trên 4').isVisible()).toBe(false);
    },
  );

  test('keeps the save button in view on a phone, over no field, and each cited law in one row', async () => {
    const id = await aDraft();
    const laws = Array.from(
      { length: 6 },
      (_, i) => `${i + 1}/2024/QH15 | Luật có tên rất dài số ${i + 1} | điểm d khoản 3 Điều 13`,
    );
    await open(id, { viewport: { width: 360, height: 740 } });
    await page.getByRole('link', { name: 'Xem cả trang' }).click();
    await page.locator('[name=lawRefs]').fill(laws.join('\n'));
    await page.getByRole('button', { name: 'Lưu bản nháp' }).first().click();
    await page.getByText('Đã lưu.').waitFor();
    await page.getByRole('link', { name: 'Xem cả trang' }).click();
    const area = page.locator('[name=lawRefs]');
    expect((await area.inputValue()).split('\n')).toHaveLength(laws.length);
    expect(await inPage(area, '(e) => e.scrollHeight <= e.clientHeight')).toBe(true);
    const bar = page.locator('.save-bar');
    const fields = await page
      .locator(
        'form[data-mounted] :is(input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select):visible',
      )
      .all();
    expect(fields.length).toBeGreaterThan(15);
    for (const field of fields) {
      await field.focus();
      const [above, box] = [(await field.boundingBox())!, (await bar.boundingBox())!];
      const name = await field.getAttribute('name');
      expect([name, box.y + box.height <= 740 && box.y >= 0]).toEqual([name, true]);
      expect([name, Math.min(above.y + 44, above.y + above.height) <= box.y]).toEqual([name, true]);
    }
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
  });

  test.each([360, 1280])(
    'what readers wrote is readable beside a record and on the desk at %i px',
    async (width) => {
      const item = await app.shelf.storage.catalog.saveItem(
        aChange(
          anItem({
            title: 'Sổ tay có ý kiến',
            state: 'published',
            publishedAt: '2026-01-01T00:00:00.000Z',
          }),
        ),
      );
      await app.shelf.storage.catalog.addRating({
        id: `y-kien-${width}`,
        itemId: item.id,
        day: '2026-11-20',
        answer: 'partly',
        comment: `${width}: phần thủ tục ở trang 12 còn khó hiểu, mong có thêm ví dụ cho người dân.`,
      });
      await open(item.id, { viewport: { width, height: 900 } });
      for (const path of [`/can-bo/tai-lieu/${item.id}`, '/can-bo']) {
        await page.goto(path);
        const box = (await page
          .locator('.lines', { hasText: `${width}: phần thủ tục` })
          .boundingBox())!;
        expect([path, box.width >= 250, box.height <= 140]).toEqual([path, true, true]);
        expect(await sidewaysPixels(page)).toBe(0);
      }
    },
  );

  test('says when the session has ended, and keeps on once somebody signed in again', async () => {
    const id = await aDraft();
    await open(id);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.locator('[name=abstract]').fill('Sau khi hết phiên');
    await page.getByText(/Chưa giữ tạm được/u).waitFor();
    problems.splice(0);
    await page.context().addCookies(cookies);
    await page.locator('[name=abstract]').fill('Sau khi đăng nhập lại');
    await page.getByText(/Đã giữ tạm lúc/u).waitFor({ timeout: 20_000 });
    expect((await kept(id))?.values['abstract']).toBe('Sau khi đăng nhập lại');
  });

  test('works without script: proposals, names and saving', async () => {
    await open(await aDraft(), { javaScriptEnabled: false });
    await page
      .getByRole('button', { name: /^Nhận\s*: Biên soạn, Sở Tư pháp tỉnh An Sơn$/u })
      .click();
    expect(await page.locator('[name=compilers]').inputValue()).toBe('Sở Tư pháp tỉnh An Sơn');
    await page.locator('[name=compilersAdd]').fill('Hội A');
    await page.locator('[name=altTitle]').press('Enter');
    await page.getByText('Đã lưu.').waitFor();
    expect(await page.locator('[name=compilers]').inputValue()).toBe(
      'Sở Tư pháp tỉnh An Sơn\nHội A',
    );
  });

  test('several records take one change after a look, on pages without a violation', async () => {
    for (const title of ['Một', 'Hai'])
      await app.shelf.storage.catalog.saveItem(aChange(anItem({ title, genre: 'sach' })));
    page = await openPage(browser, app, problems, {
      ...signedIn,
      viewport: { width: 320, height: 640 },
    });
    await page.goto('/can-bo?trang-thai=draft');
    for (const title of ['Một', 'Hai'])
      await page.getByRole('checkbox', { name: `Chọn: ${title}`, exact: true }).check();
    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await expectAccessible(page);
    await page.getByLabel('Thể loại (không bắt buộc)').selectOption('to-gap');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expectAccessible(page);
    expect(await sidewaysPixels(page)).toBe(0);
    await page.getByRole('button', { name: 'Làm với 2 tài liệu' }).click();
    expect(await page.getByText('Đã làm').count()).toBe(2);
  });

  test('weighs at most 60 KB with its style and script', async () => {
    page = await openPage(browser, app, problems, signedIn);
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (!/\.webp|\.png|\.svg|\.ico|do-dang/u.test(response.url()))
        sizes.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        );
    });
    await page.goto(`/can-bo/tai-lieu/${await aDraft()}`, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(
      await inPage(
        page.locator('form[data-island=item-form]'),
        '(form) => "mounted" in form.dataset',
      ),
    ).toBe(true);
    expect(bytes).toBeLessThan(FORM_AND_SCRIPT);
  });
});
