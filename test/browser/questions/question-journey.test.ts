/** A question from the reception desk to the shelf: four people, each on their own pages. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aCommune, anAttachment } from '../../support/builders.ts';
import { publishItems } from '../../support/publish-items.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  expectAccessible,
  launch,
  openPage,
  sidewaysPixels,
  signedInAs,
  type Problems,
} from '../browser.ts';

let app: TestApp;
let browser: Browser;
const problems: Problems = [];
const who = {} as Record<'desk' | 'librarian' | 'head', StaffPerson>;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ settings: { TWO_PERSON_RULE: 'yes' } }),
    launch(),
  ]);
  await app.shelf.storage.catalog.saveUnit(aCommune('xa-an', 'Xã An Bình'));
  Object.assign(who, {
    desk: await staffPerson(app, ['contributor'], 'xa-an', { displayName: 'Lò Thị Mai' }),
    librarian: await staffPerson(app, ['cataloguer']),
    head: await staffPerson(app, ['approver'], 'so-tu-phap', { displayName: 'Lê Văn Duyệt' }),
  });
  await publishItems(app, [
    {
      item: {
        title: 'Sổ đỏ cho đất khai hoang',
        attachments: [anAttachment()],
        subjects: ['11'],
      },
      pages: ['Đất khai hoang sử dụng ổn định, không tranh chấp thì được cấp sổ đỏ.'],
    },
  ]);
});
afterEach(() => expect(problems.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('button', { name }).last().click();
const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('link', { name }).first().click();

describe.each([
  [360, false],
  [1_280, true],
])('at %i pixels (script: %s)', (width, javaScriptEnabled) => {
  const title = `Đất khai hoang có được cấp sổ đỏ, cỡ ${width}?`;
  const answer = 'Được, nếu dùng ổn định và không tranh chấp';
  let pages: Page[];

  /** Somebody's own browser. */
  async function pageOf(person: StaffPerson | null): Promise<Page> {
    const page = await openPage(browser, app, problems, {
      viewport: { width, height: width === 360 ? 740 : 900 },
      javaScriptEnabled,
      ...(person === null ? {} : await signedInAs({ signIn: async () => person.cookie })),
    });
    pages.push(page);
    return page;
  }
  /** A page has come: it fits, and has no violation. */
  async function see(page: Page, path: RegExp): Promise<void> {
    await page.waitForURL(path);
    expect(await sidewaysPixels(page)).toBe(0);
    // The checker itself is a script.
    if (javaScriptEnabled) await expectAccessible(page);
  }

  /** The official of the commune writes down what was said and gives the slip away. */
  async function takeDown(page: Page): Promise<string> {
    await page.goto('/can-bo/hoi-dap');
    await follow(page, 'Ghi câu hỏi tại bàn, qua điện thoại');
    await see(page, /hoi-dap\/moi$/u);
    await page
      .getByLabel('Câu hỏi', { exact: true })
      .fill(
        `Tôi là Nguyễn Văn An, số 0912345678, khai hoang đất từ năm 1990. Có được cấp sổ đỏ không? (${width})`,
      );
    await page.getByLabel('Thư điện tử').fill('khong-phai-thu');
    await press(page, 'Ghi câu hỏi');
    // Nothing that was typed is lost.
    await page.getByRole('heading', { name: 'Chưa ghi được' }).waitFor();
    await page.getByLabel('Thư điện tử').fill('');
    await press(page, 'Ghi câu hỏi');
    await see(page, /theo-doi\/.*bao=moi/u);
    return new URL(page.url()).pathname;
  }

  async function draft(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap');
    await see(page, /hoi-dap$/u);
    await follow(page, /^HD-/u);
    await see(page, /cau-hoi\/\w+$/u);
    await page.getByLabel('Câu trả lời', { exact: true }).fill(answer);
    await page.getByLabel('Tìm căn cứ').fill('đất khai hoang sổ đỏ');
    await page.keyboard.press('Enter');
    await press(page, /^Trích dẫn.*Sổ đỏ cho đất khai hoang/u);
    await see(page, /soan$/u);
    expect(await page.getByLabel('Câu trả lời', { exact: true }).inputValue()).toBe(
      `${answer} [1]`,
    );
    await page.getByLabel('Chủ đề').selectOption('11');
    await press(page, 'Trình duyệt');
    await page.getByRole('status').getByText('Đã trình duyệt.').waitFor();
    // Whoever wrote it cannot approve it.
    expect(await page.getByRole('button', { name: 'Duyệt, gửi trả lời' }).count()).toBe(0);
  }

  async function approve(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap?xem=drafted');
    await follow(page, /^HD-/u);
    await see(page, /cau-hoi\/\w+$/u);
    await press(page, 'Duyệt, gửi trả lời');
    await page.getByRole('status').getByText('Đã duyệt.').waitFor();
  }

  /** Takes out who asked, as the marks show it, and hands the entry in. */
  async function redact(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap?xem=answered');
    await follow(page, /^HD-/u);
    await follow(page, 'Đưa lên tủ sách');
    await see(page, /cong-bo$/u);
    const text = page.getByLabel('Câu hỏi', { exact: true });
    expect(await text.inputValue()).not.toMatch(/Nguyễn Văn An|0912345678/u);
    const typed = await text.inputValue();
    await text.fill(`${typed} Gọi 0912345678.`);
    await press(page, 'Đánh dấu lại');
    await page.locator('mark', { hasText: '0912345678' }).waitFor();
    await see(page, /cong-bo$/u);
    await page.getByLabel('Câu hỏi', { exact: true }).fill(typed);
    await page.getByLabel('Nhan đề').fill(title);
    await page.getByLabel('Tóm tắt').fill('Được, nếu dùng ổn định.');
    await press(page, 'Lập bản ghi, gửi duyệt đăng');
    await page.getByRole('heading', { name: 'Chưa lập được bản ghi' }).waitFor();
    await page.getByRole('checkbox', { name: /^Tôi đã đọc lại/u }).check();
    await press(page, 'Lập bản ghi, gửi duyệt đăng');
    await page.getByRole('status').getByText('Đã lập bản ghi').waitFor();
    await app.settle();
  }

  async function decide(page: Page, state: string, button: string, told: string): Promise<void> {
    await page.goto(`/can-bo?trang-thai=${state}`);
    await follow(page, title);
    await see(page, /duyet$/u);
    for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check();
    await press(page, button);
    await page.getByRole('status').getByText(told).waitFor();
  }

  test('a question taken down is answered, approved, published without its asker, and found', async () => {
    pages = [];
    const desk = await pageOf(who.desk);
    const slip = await takeDown(desk);
    await draft(desk);
    const head = await pageOf(who.head);
    await approve(head);
    const asker = await pageOf(null);
    await asker.goto(slip);
    await see(asker, /theo-doi/u);
    expect(await asker.textContent('main')).toContain(`${answer} [1]`);
    const librarian = await pageOf(who.librarian);
    await redact(librarian);
    await decide(librarian, 'submitted', 'Đã đối chiếu, chuyển người duyệt', 'Đã đối chiếu');
    await decide(head, 'verified', 'Duyệt và đăng', 'Đã đăng');
    await app.settle();
    await asker.goto('/tim-kiem?q=dat+khai+hoang+1990+so+do');
    expect((await asker.locator('h3').allTextContents()).slice(0, 3)).toContain(title);
    await follow(asker, title);
    await see(asker, /tai-lieu/u);
    const shown = await asker.textContent('main');
    expect(shown).toContain(answer);
    expect(shown).not.toMatch(/Nguyễn Văn An|0912345678/u);
    await asker.goto(slip);
    expect(await asker.getByRole('link', { name: title }).count()).toBe(1);
    for (const page of pages) await page.context().close();
  });
});
