import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { PROCESS_PASSWORD, runServer, type ServerProcess } from '../support/shelf-process.ts';
import { expectAccessible, launch, openPage, sidewaysPixels, type Problems } from './browser.ts';

/** Bytes a second: the file takes several seconds. */
const LINE = { offline: false, latency: 20, downloadThroughput: 5e6, uploadThroughput: 3e6 };

let folder: TestFolder;
let server: ServerProcess;
let browser: Browser;
/** A server that is gone is what this is about: its silence is no problem of a page. */
const problems: Problems = [];
beforeAll(async () => {
  folder = makeFolder();
  [server, browser] = await Promise.all([runServer(`${folder.path}/data`), launch()]);
});
afterEach(() => {
  expect(problems.filter((said) => said.startsWith('page error'))).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
  folder.remove();
});

async function restart(): Promise<void> {
  await server.kill('SIGKILL');
  server = await runServer(`${folder.path}/data`, { PORT: new URL(server.base).port });
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/dang-nhap?tiep=/can-bo/tai-len');
  await page.getByLabel('Tên đăng nhập').fill('admin');
  await page.getByLabel('Mật khẩu').fill(PROCESS_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.locator('form[data-mounted]').waitFor();
}

/** Resolves when so many pieces have arrived. */
const pieces = (page: Page, count: number): Promise<void> =>
  new Promise((resolve) => {
    let seen = 0;
    page.on('response', (answer) => {
      if (answer.request().method() === 'PATCH' && answer.status() === 204) seen += 1;
      if (seen === count) resolve();
    });
  });

test('a file goes on by itself after the server was killed, and after a reload when it is chosen again', async () => {
  const content = Buffer.concat([
    Buffer.from(makePdf({ pages: ['Sách nói'] })),
    randomBytes(22_000_000),
  ]);
  const path = join(folder.path, 'Sách nói.pdf');
  writeFileSync(path, content);
  const page = await openPage(browser, server, problems);
  await signIn(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await page.getByLabel('Tên tài liệu').fill('Sách nói về hòa giải');
  await page.getByLabel('Chọn tệp').setInputFiles(path);
  const first = pieces(page, 1);
  const third = pieces(page, 3);
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await first;
  await restart();
  // Nobody presses anything.
  await third;
  await expectAccessible(page);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const row = page.locator('[data-arriving]');
  await row.getByText(/Đã gửi .* trên 22 MB/u).waitFor();
  expect(await page.getByLabel('Tên tài liệu').inputValue()).toBe('Sách nói về hòa giải');
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sidewaysPixels(page)).toBe(0);
  await expectAccessible(page);
  const shots = process.env['SCREENSHOTS'];
  if (shots) await page.screenshot({ path: join(shots, 'unfinished-360.png'), fullPage: true });

  const chooser = page.waitForEvent('filechooser');
  await row.getByRole('button', { name: 'Tiếp tục gửi Sách nói.pdf' }).click();
  await (await chooser).setFiles(path);
  await page.locator('.uploads').getByText('Đã nhận').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Biên mục ngay' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sách nói về hòa giải' }).waitFor();
  const href = await page.locator('a[href^="/tep/"]').first().getAttribute('href');
  const bytes = await (await page.request.get(href!)).body();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    createHash('sha256').update(content).digest('hex'),
  );
});

test('without script the page says what is unfinished and lets it go', async () => {
  const page = await openPage(browser, server, problems, { javaScriptEnabled: false });
  await page.goto('/dang-nhap?tiep=/can-bo/tai-len');
  await page.getByLabel('Tên đăng nhập').fill('admin');
  await page.getByLabel('Mật khẩu').fill(PROCESS_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.request.post('/can-bo/tai-len/phan', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '5000000',
      'upload-metadata': `filename ${Buffer.from('Bỏ dở.mp4').toString('base64')}`,
      origin: server.base,
    },
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Bỏ dở.mp4' }).waitFor();
  await page.getByRole('button', { name: 'Bỏ tệp gửi dở Bỏ dở.mp4' }).click();
  expect(await page.getByRole('heading', { name: 'Bỏ dở.mp4' }).count()).toBe(0);
});
