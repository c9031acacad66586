/** A question from the reception desk to the shelf: four people, each on their own pages. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aCommune, anAttachment } from '../../support/builders.ts';
import { publishItems } from '../../support/publish-items.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { launch, type Problems } from '../browser.ts';
import { follow, Journey, press, told } from '../workflow/journey.ts';

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

describe.each([
  [360, false],
  [1_280, true],
])('at %i pixels (script: %s)', (width, javaScriptEnabled) => {
  const title = `Đất khai hoang có được cấp sổ đỏ, cỡ ${width}?`;
  const answer = 'Được, nếu dùng ổn định và không tranh chấp';
  let journey: Journey;

  /** The official of the commune writes down what was said and gives the slip away. */
  async function takeDown(page: Page): Promise<string> {
    await page.goto('/can-bo/hoi-dap');
    await follow(page, 'Ghi câu hỏi tại bàn, qua điện thoại');
    await journey.see(page, /hoi-dap\/moi$/u);
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
    await journey.see(page, /theo-doi\/.*bao=moi/u);
    return new URL(page.url()).pathname;
  }

  async function draft(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap');
    await journey.see(page, /hoi-dap$/u);
    await follow(page, /^HD-/u);
    await journey.see(page, /cau-hoi\/\w+$/u);
    await page.getByLabel('Câu trả lời', { exact: true }).fill(answer);
    await page.getByLabel('Tìm căn cứ').fill('đất khai hoang sổ đỏ');
    await page.keyboard.press('Enter');
    await press(page, /^Trích dẫn.*Sổ đỏ cho đất khai hoang/u);
    await journey.see(page, /soan$/u);
    expect(await page.getByLabel('Câu trả lời', { exact: true }).inputValue()).toBe(
      `${answer} [1]`,
    );
    await page.getByLabel('Chủ đề').selectOption('11');
    await press(page, 'Trình duyệt');
    await told(page, 'Đã trình duyệt.');
    // Whoever wrote it cannot approve it.
    expect(await page.getByRole('button', { name: 'Duyệt, gửi trả lời' }).count()).toBe(0);
  }

  async function approve(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap?xem=drafted');
    await follow(page, /^HD-/u);
    await journey.see(page, /cau-hoi\/\w+$/u);
    await press(page, 'Duyệt, gửi trả lời');
    await told(page, 'Đã duyệt.');
  }

  /** Takes out who asked, as the marks show it, and hands the entry in. */
  async function redact(page: Page): Promise<void> {
    await page.goto('/can-bo/hoi-dap?xem=answered');
    await follow(page, /^HD-/u);
    await follow(page, 'Đưa lên tủ sách');
    await journey.see(page, /cong-bo$/u);
    const text = page.getByLabel('Câu hỏi', { exact: true });
    expect(await text.inputValue()).not.toMatch(/Nguyễn Văn An|0912345678/u);
    const typed = await text.inputValue();
    await text.fill(`${typed} Gọi 0912345678.`);
    await press(page, 'Đánh dấu lại');
    await page.locator('mark', { hasText: '0912345678' }).waitFor();
    await journey.see(page, /cong-bo$/u);
    await page.getByLabel('Câu hỏi', { exact: true }).fill(typed);
    await page.getByLabel('Nhan đề').fill(title);
    await page.getByLabel('Tóm tắt').fill('Được, nếu dùng ổn định.');
    await press(page, 'Lập bản ghi, gửi duyệt đăng');
    await page.getByRole('heading', { name: 'Chưa lập được bản ghi' }).waitFor();
    await page.getByRole('checkbox', { name: /^Tôi đã đọc lại/u }).check();
    await press(page, 'Lập bản ghi, gửi duyệt đăng');
    await told(page, 'Đã lập bản ghi');
    await app.settle();
  }

  test('a question taken down is answered, approved, published without its asker, and found', async () => {
    journey = new Journey([browser, app, problems], [width, javaScriptEnabled]);
    const desk = await journey.pageOf(who.desk);
    const slip = await takeDown(desk);
    await draft(desk);
    const head = await journey.pageOf(who.head);
    await approve(head);
    const asker = await journey.pageOf(null);
    await asker.goto(slip);
    await journey.see(asker, /theo-doi/u);
    expect(await asker.textContent('main')).toContain(`${answer} [1]`);
    const librarian = await journey.pageOf(who.librarian);
    await redact(librarian);
    await journey.decide(librarian, { title, state: 'submitted' });
    await journey.decide(head, { title, state: 'verified' });
    await app.settle();
    await asker.goto('/tim-kiem?q=dat+khai+hoang+1990+so+do');
    expect((await asker.locator('h3').allTextContents()).slice(0, 3)).toContain(title);
    await follow(asker, title);
    await journey.see(asker, /tai-lieu/u);
    const shown = await asker.textContent('main');
    expect(shown).toContain(answer);
    expect(shown).not.toMatch(/Nguyễn Văn An|0912345678/u);
    await asker.goto(slip);
    expect(await asker.getByRole('link', { name: title }).count()).toBe(1);
    await journey.end();
  });
});
