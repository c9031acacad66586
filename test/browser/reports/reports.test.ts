import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aCommune } from '../../support/builders.ts';
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

let app: TestApp;
let browser: Browser;
let province: StaffPerson;
let commune: StaffPerson;
const problems: Problems = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  for (const [id, name] of [
    ['xa-an', 'Xã An Bình'],
    ['xa-muon', 'Xã Nậm Muộn'],
  ] as const)
    await app.shelf.storage.catalog.saveUnit(aCommune(id, name));
  province = await staffPerson(app, ['approver']);
  commune = await staffPerson(app, ['contributor'], 'xa-an');
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function pageOf(
  { cookie }: StaffPerson,
  width: number,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const viewport = { width, height: 800 };
  const page = await openPage(browser, app, problems, {
    viewport,
    javaScriptEnabled,
    ...signedInBy(cookie),
  });
  return page;
}
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const told = (page: Page, words: string): Promise<void> =>
  page.getByRole('status').getByText(words).waitFor();
const fits = async (page: Page): Promise<void> => expect(await sidewaysPixels(page)).toBe(0);

test.each([
  [360, false, '2024'],
  [1_280, true, '2025'],
])(
  'a year is reported, returned, sent again, taken and frozen, and a late report taken, at %i px (script: %s)',
  async (width, script, year) => {
    const sees = async (page: Page): Promise<void> => {
      await fits(page);
      if (script) await expectAccessible(page);
    };
    const head = await pageOf(province, width, script);
    await head.goto('/can-bo/bao-cao');
    await head.getByRole('link', { name: 'Mở kỳ báo cáo' }).click();
    await head.getByRole('radio', { name: 'Báo cáo năm' }).check();
    await head.locator('[name=from]').fill(`01/01/${year}`);
    await head.locator('[name=to]').fill(`31/12/${year}`);
    await head.locator('[name=due]').fill(`10/01/${Number(year) + 1}`);
    await press(head, 'Mở kỳ báo cáo');
    await told(head, 'Đã mở kỳ báo cáo.');
    await sees(head);

    const official = await pageOf(commune, width, script);
    await official.goto('/can-bo/bao-cao');
    await official
      .getByRole('link', { name: /^Lập báo cáo/u })
      .first()
      .click();
    await official.locator('[name=events]').fill('12');
    await press(official, 'Gửi Sở Tư pháp');
    await official.getByRole('alert').waitFor();
    expect(await official.locator('[name=events]').inputValue()).toBe('12');
    for (const name of ['listeners', 'broadcasts', 'leaflets'])
      await official.locator(`[name=${name}]`).fill('3');
    await sees(official);
    await press(official, 'Gửi Sở Tư pháp');
    await told(official, 'Đã gửi báo cáo.');

    await head.getByRole('link', { name: 'Xã An Bình' }).click();
    await head.locator('[name=reason]').fill('Ghi lại số buổi.');
    await press(head, 'Trả lại để sửa');
    await told(head, 'Đã trả lại báo cáo.');
    await official.reload();
    await official.getByText('Sở Tư pháp trả lại: Ghi lại số buổi.').waitFor();
    await official.locator('[name=events]').fill('13');
    await press(official, 'Gửi Sở Tư pháp');
    await told(official, 'Đã gửi báo cáo.');

    await head.reload();
    await press(head, 'Nhận báo cáo');
    await told(head, 'Đã nhận báo cáo.');
    await head.getByRole('link', { name: /^Báo cáo năm /u }).click();
    await press(head, 'Chốt số liệu');
    await told(head, 'Đã chốt số liệu.');
    await head.getByRole('link', { name: 'Báo cáo tổng hợp' }).click();
    await head.getByText('Cộng từ 1 báo cáo đã nhận trên 2 đơn vị phải gửi.').waitFor();
    await sees(head);
    const [file] = await Promise.all([
      head.waitForEvent('download'),
      head.getByRole('link', { name: /^Word/u }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.docx$/u);

    await head.goBack();
    await head.getByRole('link', { name: 'Xã Nậm Muộn' }).click();
    await head.getByText('Nhận báo cáo nộp muộn').click();
    await sees(head);
    for (const name of ['events', 'listeners', 'broadcasts', 'leaflets'])
      await head.locator(`[name=${name}]`).fill('4');
    await press(head, 'Nhận sau khi chốt');
    // The reason is still to be given; what was typed stands.
    await head.getByRole('alert').waitFor();
    expect(await head.locator('[name=events]').inputValue()).toBe('4');
    await sees(head);
    await head.locator('[name=reason]').fill('Xã gửi sau ngày chốt.');
    await press(head, 'Nhận sau khi chốt');
    await told(head, 'Đã nhận báo cáo.');
    await head.getByText('Xã gửi sau ngày chốt.').waitFor();
    await sees(head);
    for (const page of [head, official]) await page.context().close();
  },
);
