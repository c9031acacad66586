/** A photograph of a paper becomes a page that readers find, read by the shelf's own engines. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { aCommune } from '../../support/builders.ts';
import { photographFile } from '../../support/make/make-photograph.ts';
import { HEAD } from '../../support/recognise/reading-pool.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { launch, type Problems } from '../browser.ts';
import { follow, Journey, press, told } from '../workflow/journey.ts';

let app: TestApp;
let browser: Browser;
let photograph: Buffer;
const problems: Problems = [];
const who = {} as Record<'commune' | 'librarian' | 'head', StaffPerson>;

/** A sheet of A4 that begins as the scan does. */
const sheet = (): Promise<Buffer> =>
  sharp({ create: { width: 1_400, height: 1_980, channels: 3, background: 'white' } })
    .composite([{ input: HEAD, left: 0, top: 0 }])
    .png()
    .toBuffer();

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ settings: { RECOGNITION: 'on', TWO_PERSON_RULE: 'yes' } }),
    launch(),
  ]);
  await app.shelf.storage.catalog.saveUnit(aCommune('xa-an', 'Xã An'));
  Object.assign(who, {
    commune: await staffPerson(app, ['contributor'], 'xa-an'),
    librarian: await staffPerson(app, ['cataloguer']),
    head: await staffPerson(app, ['approver']),
  });
  photograph = await photographFile({
    width: 1_800,
    height: 2_400,
    corners: [
      { x: 160, y: 150 },
      { x: 1_620, y: 190 },
      { x: 1_680, y: 2_250 },
      { x: 110, y: 2_200 },
    ],
    page: await sheet(),
    shadow: 0.2,
  });
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test.each([
  [360, false],
  [1_280, true],
])('at %i pixels (script: %s)', async (width, javaScriptEnabled) => {
  const title = `Quyết định chụp ở cỡ ${width}`;
  const journey = new Journey([browser, app, problems], [width, javaScriptEnabled]);

  /** As far as the last look before it is sent. */
  async function photographIt(page: Page): Promise<void> {
    await page.goto('/can-bo/gui');
    await page
      .locator('#files')
      .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photograph });
    if (javaScriptEnabled) await page.locator('form[data-mounted]').waitFor();
    await press(page, 'Tiếp tục');
    await page.locator('.photograph').first().waitFor();
    await press(page, 'Tiếp tục');
    await page.waitForURL(/la-gi$/u);
    await app.settle();
    await page.reload();
    await page.locator('#title').fill(title);
    await page.getByLabel('Thể loại').selectOption('cam-nang');
    await page.getByLabel('Cơ quan, tổ chức, cá nhân').fill('Ủy ban nhân dân xã An');
    await page.getByRole('textbox', { name: 'Thời gian phát hành' }).fill('2026');
    await press(page, 'Tiếp tục');
    await page.waitForURL(/xem$/u);
  }

  /** A line is mended, and the page is said to be read. */
  async function correctIt(page: Page): Promise<void> {
    await follow(page, 'Đọc lại chữ');
    await follow(page, 'Đọc lại từ trang 1');
    await follow(page, 'Sửa cả trang');
    await journey.see(page, /ca-trang/u);
    const line = page.getByLabel('Dòng 1', { exact: true });
    await line.fill(`${await line.inputValue()} thửanghiệm${width}`);
    await press(page, 'Lưu các dòng');
    await told(page, 'Đã lưu.');
    await press(page, 'Đã đọc lại trang này');
    await told(page, 'Đã ghi: trang này đã được đọc lại.');
  }

  const commune = await journey.pageOf(who.commune);
  await photographIt(commune);
  const look = commune.url();
  await journey.see(commune, /xem$/u);
  await correctIt(commune);
  await commune.goto(look);
  expect(await commune.textContent('main')).toContain('Đã đọc lại đủ 1 trang');
  await press(commune, 'Lưu và gửi');
  await commune.waitForURL(/bao=da-gui$/u);
  const librarian = await journey.pageOf(who.librarian);
  await journey.decide(librarian, { title, state: 'submitted' });
  const head = await journey.pageOf(who.head);
  await journey.decide(head, { title, state: 'verified' });
  await app.settle();
  const reader = await journey.pageOf(null);
  // What was typed by hand is found, and stands marked where its line is in the picture.
  await reader.goto(`/tim-kiem?q=th%E1%BB%ADanghi%E1%BB%87m${width}`);
  await reader.locator('main a[href*="/trang/1"]').first().click();
  await journey.see(reader, /trang\/1\?/u);
  expect(await reader.textContent('main')).toContain('đã được đọc lại ngày');
  const mark = (await reader.locator('#danh-dau').boundingBox())!;
  const picture = (await reader.locator('.scan-view img').boundingBox())!;
  expect(mark.y).toBeGreaterThan(picture.y);
  expect(mark.y).toBeLessThan(picture.y + picture.height / 4);
  expect(mark.x + mark.width).toBeLessThanOrEqual(picture.x + picture.width + 1);
  await journey.end();
});
