/** What each of the five roles does most, on a telephone and at a desk: screens and presses counted, axe on every screen. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { CHECKS } from '#server/items/workflow-event.ts';
import { aCommune } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { actOn, sendItem } from '../../support/people/send-item.ts';
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
let commune: StaffPerson;
const problems: Problems = [];
const PAGES = ['mot', 'hai', 'ba'];

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.shelf.storage.catalog.saveUnit(aCommune('xa-an', 'Xã An'));
  commune = await staffPerson(app, ['contributor'], 'xa-an');
});
afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Somebody's walk through pages: screens as they were seen, presses beyond typing. */
class Walk {
  readonly page: Page;
  presses = 0;
  screens = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** A screen is there: it fits, and has no violation. */
  async see(path: RegExp): Promise<void> {
    await this.page.waitForURL(path);
    this.screens++;
    expect(await sidewaysPixels(this.page)).toBe(0);
    await expectAccessible(this.page);
  }

  async press(role: 'link' | 'button', name: string | RegExp): Promise<void> {
    this.presses++;
    await this.page.getByRole('main').getByRole(role, { name }).last().click();
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.presses++;
      await this.page.keyboard.press(key);
    }
  }
}

async function walkOf(width: number, { cookie }: Pick<StaffPerson, 'cookie'>): Promise<Walk> {
  const viewport = { width, height: width === 360 ? 740 : 900 };
  const page = await openPage(browser, app, problems, { viewport, ...signedInBy(cookie) });
  return new Walk(page);
}

const ready = (page: Page): Promise<void> =>
  page.locator('[data-island=review-keys][data-mounted]').waitFor({ state: 'attached' });

describe.each([360, 1_280])('at %i pixels', (width) => {
  test('a commune sends a document: five screens, five presses', async () => {
    const walk = await walkOf(width, commune);
    const { page } = walk;
    await page.goto('/can-bo');
    await walk.see(/can-bo$/u);
    await walk.press('link', 'Gửi tài liệu');
    await walk.see(/can-bo\/gui$/u);
    // The window of the telephone in which a file is chosen is one press more.
    walk.presses++;
    await page.locator('#files').setInputFiles({
      name: 'to-gap.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(makePdf({ pages: [`Nuoc sach ${width}`] })),
    });
    await page.locator('form[data-mounted]').waitFor();
    await walk.press('button', 'Tiếp tục');
    await walk.see(/la-gi$/u);
    await page.getByLabel('Thể loại').selectOption('to-gap');
    await page.getByLabel('Cơ quan, tổ chức, cá nhân').fill('Ủy ban nhân dân xã An');
    await walk.press('button', 'Tiếp tục');
    await walk.see(/xem$/u);
    await walk.press('button', 'Lưu và gửi');
    await walk.see(/bao=da-gui$/u);
    expect([walk.screens, walk.presses]).toEqual([5, 5]);
    await page.context().close();
  });

  test('a librarian compares a document from the queue: nine presses', async () => {
    const id = await sendItem(app, commune, `Sổ tay đối chiếu ${width}`, PAGES);
    const walk = await walkOf(width, await staffPerson(app, ['cataloguer']));
    const { page } = walk;
    await page.goto('/can-bo?trang-thai=submitted');
    await walk.see(/submitted$/u);
    await walk.press('link', `Sổ tay đối chiếu ${width}`);
    await walk.see(new RegExp(`${id}/duyet$`, 'u'));
    await ready(page);
    await walk.keys('1', '2', '3', '4', '5', '6', 'p');
    await page.keyboard.type('trang 1–3');
    await walk.keys('Control+Enter');
    await walk.see(/da-doi-chieu$/u);
    expect([walk.screens, walk.presses]).toEqual([3, 9]);
    await page.context().close();
  });

  test('a head approves a document from the queue: nine presses, and one to see what readers see', async () => {
    const id = await sendItem(app, commune, `Sổ tay duyệt ${width}`, PAGES);
    const librarian = await staffPerson(app, ['cataloguer']);
    await actOn(app, id, 'doi-chieu', librarian, { checks: CHECKS, ranges: '1-3' });
    const walk = await walkOf(width, await staffPerson(app, ['approver']));
    const { page } = walk;
    await page.goto('/can-bo?trang-thai=verified');
    await walk.see(/verified$/u);
    await walk.press('link', `Sổ tay duyệt ${width}`);
    await walk.see(new RegExp(`${id}/duyet$`, 'u'));
    await ready(page);
    await walk.keys('1', '2', '3', '4', '5', '6', 'd', 'Enter');
    await walk.see(/da-dang$/u);
    expect([walk.screens, walk.presses]).toEqual([3, 9]);
    await ready(page);
    await walk.keys('x');
    await walk.see(new RegExp(`\\d/tai-lieu/${id}`, 'u'));
    await page.context().close();
  });

  test('an auditor reads who did what, and an administrator changes what the shelf says of itself', async () => {
    const auditor = await walkOf(width, await staffPerson(app, ['auditor']));
    await auditor.page.goto('/can-bo/nhat-ky-an-ninh');
    await auditor.see(/nhat-ky-an-ninh$/u);
    await auditor.page.context().close();
    const walk = await walkOf(width, { cookie: await app.signIn() });
    await walk.page.goto('/can-bo/thong-tin-tu-sach');
    await walk.see(/thong-tin-tu-sach$/u);
    await walk.page.getByLabel('Địa chỉ').first().fill(`Số ${width} phố Mới`);
    await walk.press('button', 'Lưu');
    await walk.see(/bao=da-luu$/u);
    expect([walk.screens, walk.presses]).toEqual([2, 1]);
    await walk.page.context().close();
  });
});
