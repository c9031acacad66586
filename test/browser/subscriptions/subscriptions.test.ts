import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { noteRun } from '#server/subscriptions/runs.ts';
import { openMailServer, type MailServer } from '../../support/receivers/mail-server.ts';
import { textOf } from '../../support/receivers/read-mail.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { launch, openPage, sidewaysPixels, violations, type Problems } from '../browser.ts';

const BASE = 'https://tusach.example.gov.vn';
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  colorScheme: 'dark',
  javaScriptEnabled: true,
};

let app: TestApp;
let mail: MailServer;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  mail = await openMailServer();
  [app, browser] = await Promise.all([
    startTestApp({
      demo: true,
      settings: {
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MAIL_FROM: 'tusach@example.gov.vn',
        BASE_URL: BASE,
        WEBHOOK_URL: 'http://127.0.0.1:1/tin',
        WEBHOOK_SECRET: 'mot-bi-mat-du-dai-cho-viec-ky-ten-32',
      },
    }),
    launch(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mail?.close();
});
afterEach(() => expect(problems.splice(0)).toEqual([]));

/** A person takes a minute to fill a form. */
const aMinuteLater = (): void => setClock(new Date(Date.now() + 60_000).toISOString());

/** What is wrong with the page as it stands: sideways scrolling, violations. */
async function faults(page: Page): Promise<string[]> {
  const sideways = await sidewaysPixels(page);
  return [
    ...(sideways > 0 ? [`${page.url()} scrolls ${sideways} px`] : []),
    ...(await violations(page)),
  ];
}

/** The path of a link in the last letter. */
async function lettered(beginning: string): Promise<string> {
  await app.settle();
  const links = textOf(mail.received.at(-1)!).match(/https:\S+/gu) ?? [];
  return links.map((link) => link.replace(BASE, '')).find((path) => path.startsWith(beginning))!;
}

/** Subscribes from a search, confirms, and leaves by the button; `look` at every page. */
async function journey(page: Page, email: string, look: () => Promise<void>): Promise<void> {
  await page.goto('/tim-kiem?q=dat+dai&chu-de=11');
  await page.getByRole('link', { name: 'Nhận tin khi có tài liệu mới' }).click();
  await page.getByLabel('Thư điện tử của bạn').fill(email);
  await look();
  aMinuteLater();
  await page.getByRole('button', { name: 'Gửi thư xác nhận cho tôi' }).click();
  await page.getByRole('heading', { name: 'Hãy mở hộp thư của bạn' }).waitFor();
  await look();
  await page.goto(await lettered('/dang-ky-nhan-tin/xac-nhan/'));
  await look();
  await page.getByRole('button', { name: 'Đúng, gửi tin cho tôi' }).click();
  await page.getByText('Đã xác nhận').waitFor();
  await look();
  await page.getByLabel('Ngay khi có').check();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã lưu thay đổi').waitFor();
  await page.getByRole('button', { name: 'Bỏ đăng ký tất cả' }).click();
  await page.getByRole('heading', { name: 'Bạn đã bỏ đăng ký' }).waitFor();
  expect(await app.shelf.storage.catalog.findSubscriberByAddress(email)).toBeNull();
}

describe('word of what is new', () => {
  it('is subscribed to, changed and left on a phone without a script', async () => {
    const page = await openPage(browser, app, problems, { ...PHONE, javaScriptEnabled: false });
    await journey(page, 'khong-script@example.org', async () => {
      expect(await sidewaysPixels(page)).toBe(0);
    });
    await page.context().close();
  });

  it('the same with a script, on pages without a violation, narrow and dark, wide and light', async () => {
    for (const [name, looks] of [
      ['hep', PHONE],
      ['rong', { colorScheme: 'light' }],
    ] as const) {
      const page = await openPage(browser, app, problems, looks);
      await journey(page, `${name}@example.org`, async () => {
        expect(await faults(page)).toEqual([]);
      });
      await page.goto('/dang-ky-nhan-tin');
      await page.getByRole('button', { name: 'Gửi thư xác nhận cho tôi' }).click();
      await page.getByRole('alert').waitFor();
      expect(await faults(page)).toEqual([]);
      await page.context().close();
    }
  });

  it('is counted on a page of officials that fits and has no violation', async () => {
    const { catalog } = app.shelf.storage;
    const until = new Date().toISOString();
    await noteRun(catalog, {
      rhythm: 'weekly',
      until,
      at: until,
      sent: 12,
      refused: 1,
      reason: null,
    });
    const [name, value] = (await app.signIn()).split('=') as [string, string];
    for (const looks of [PHONE, {}]) {
      const page = await openPage(browser, app, problems, looks);
      await page.setExtraHTTPHeaders({ cookie: `${name}=${value}` });
      await page.goto('/can-bo/nhan-tin');
      await page.getByRole('heading', { name: 'Người đăng ký nhận tin' }).waitFor();
      await page.getByRole('button', { name: 'Gửi thử' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.context().close();
    }
  });
});
