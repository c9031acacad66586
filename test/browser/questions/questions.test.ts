import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';
import { fillDemoQuestions } from '#server/keeping/jobs/fill-demo-questions.ts';
import { demoFolder } from '#server/shelf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import {
  launch,
  openPage,
  sidewaysPixels,
  signedInAs,
  violations,
  type Problems,
} from '../browser.ts';

let app: TestApp;
let browser: Browser;
let signedIn: BrowserContextOptions;
const problems: Problems = [];

const QUESTION = 'Con tôi sinh hơn ba tháng chưa làm giấy khai sinh, giờ xã có nhận không?';

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  await fillDemoQuestions(app.shelf.actions, demoFolder, app.admin);
  await app.settle();
  signedIn = await signedInAs(app);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
afterEach(() => expect(problems.splice(0)).toEqual([]));

/** What is wrong with the page as it stands: sideways scrolling, violations. */
async function faults(page: Page): Promise<string[]> {
  const sideways = await sidewaysPixels(page);
  return [
    ...(sideways > 0 ? [`${page.url()} scrolls ${sideways} px`] : []),
    ...(await violations(page)),
  ];
}

/** The browser did the work that the form asks of scripts. */
const worked = (page: Page): Promise<void> =>
  page.locator('input[name="work"]:not([value=""])').waitFor({ state: 'attached' });

describe('a question on a phone without a script', () => {
  it('is asked, with what is near before it is sent, and followed', async () => {
    const page = await openPage(browser, app, problems, {
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    await page.goto('/tim-kiem?q=xyzzy');
    await page.getByRole('link', { name: 'Gửi câu hỏi cho cán bộ' }).click();
    await page.getByLabel('Câu hỏi của bạn').fill(QUESTION);
    await page.getByLabel('Xã, phường của bạn').fill('Mường Khe');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('heading', { name: 'Có phải bạn cần…?' }).waitFor();
    expect(await page.locator('.hits > li h3').first().textContent()).toContain(
      'Con đã hơn 60 ngày tuổi mới đi khai sinh',
    );
    await page.getByRole('button', { name: 'Gửi câu hỏi này' }).click();
    await page.getByRole('heading', { name: 'Tủ sách đã nhận câu hỏi của bạn' }).waitFor();
    await page.context().close();
  });
});

describe.each([
  ['a phone, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['a wide screen, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const)('on %s', (_, look) => {
  it('the form works while somebody writes, and no page has a violation', async () => {
    const page = await openPage(browser, app, problems, look);
    const found: string[] = [];
    await page.goto('/hoi-dap');
    found.push(...(await faults(page)));
    await page.goto('/hoi-dap/gui');
    found.push(...(await faults(page)));
    await worked(page);
    await page.getByLabel('Câu hỏi của bạn').fill(QUESTION);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('heading', { name: 'Có phải bạn cần…?' }).waitFor();
    found.push(...(await faults(page)));
    await worked(page);
    await page.getByRole('button', { name: 'Gửi câu hỏi này' }).click();
    await page.waitForURL(/theo-doi/u);
    found.push(...(await faults(page)));
    const secret = new URL(page.url()).pathname.split('/').at(-1)!;
    const question = await app.shelf.storage.catalog.findQuestionBySecret(hashOfSecret(secret));
    expect(question?.number).toMatch(/^HD-/u);
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('the pages of officials fit and have no violation', async () => {
    const page = await openPage(browser, app, problems, { ...look, ...signedIn });
    const found: string[] = [];
    for (const path of [
      '/can-bo/hoi-dap',
      '/can-bo/hoi-dap/moi',
      '/can-bo/hoi-dap/so-lieu',
      '/can-bo/ngay-nghi',
      '/can-bo/ngay-nghi/2026',
      '/can-bo/mau-tra-loi',
      '/can-bo/mau-tra-loi/mau-chao',
      ...['maucauhoi0001', 'maucauhoi0002', 'maucauhoi0003', 'maucauhoi0004'].map(
        (id) => `/can-bo/cau-hoi/${id}`,
      ),
      '/can-bo/cau-hoi/maucauhoi0002/in',
      '/can-bo/cau-hoi/maucauhoi0002/cong-bo',
    ]) {
      await page.goto(path);
      found.push(...(await faults(page)));
    }
    await page.goto('/can-bo/cau-hoi/maucauhoi0004');
    await page.getByLabel('Tìm căn cứ').fill('lối đi chung tranh chấp');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^Trích dẫn/u })
      .first()
      .click();
    expect(await page.getByLabel('Câu trả lời', { exact: true }).inputValue()).toBe('[1]');
    found.push(...(await faults(page)));
    await page.context().close();
    expect(found).toEqual([]);
  });
});
