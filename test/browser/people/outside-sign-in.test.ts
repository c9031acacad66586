import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  startOutsideProvider,
  type OutsideProvider,
} from '../../support/people/outside-provider.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { PASSWORD, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { expectAccessible, launch, openPage, type Problems } from '../browser.ts';

let provider: OutsideProvider;
let app: TestApp;
let browser: Browser;
const problems: Problems = [];

beforeAll(async () => {
  provider = await startOutsideProvider();
  [app, browser] = await Promise.all([startTestApp({ settings: provider.settings }), launch()]);
});
afterEach(() => {
  const issuer = provider.settings['OIDC_ISSUER']!;
  expect(problems.splice(0).filter((problem) => !problem.includes(issuer))).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await provider?.stop();
});

async function withPassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
}

const outside = (page: Page) => page.getByRole('link', { name: 'Đăng nhập bằng tài khoản tỉnh' });

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('signing in at the authority’s service %s', (way, javaScriptEnabled) => {
  const accessible = (page: Page): Promise<void> =>
    javaScriptEnabled ? expectAccessible(page) : Promise.resolve();
  const group = `bien-muc-${javaScriptEnabled}`;

  test('an administrator writes a rule, and whom it names gets in', async () => {
    provider.person = {
      token: { sub: way, name: 'Lò Văn Pành', preferred_username: group, groups: [group] },
      page: {},
    };
    const visitor = await openPage(browser, app, problems, { javaScriptEnabled });
    await visitor.goto('/dang-nhap');
    await accessible(visitor);
    await outside(visitor).click();
    await visitor.getByText('tủ sách chưa cấp quyền cho tài khoản này').first().waitFor();
    await accessible(visitor);

    const page = await openPage(browser, app, problems, { javaScriptEnabled });
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fdanh-muc');
    await withPassword(page, 'admin', PASSWORD);
    await page.getByRole('link', { name: 'Quy tắc đăng nhập' }).click();
    await page.getByLabel('Thông tin').fill('groups');
    await page.getByRole('button', { name: 'Thêm quy tắc' }).click();
    await page.getByText('Hãy ghi giá trị phải có.').first().waitFor();
    await accessible(page);
    expect(await page.getByLabel('Thông tin').inputValue()).toBe('groups');
    await page.getByLabel('Giá trị').fill(group);
    await page.locator('select[name=unitId]').selectOption({ index: 1 });
    await page.getByLabel('Biên mục:').check();
    await page.getByRole('button', { name: 'Thêm quy tắc' }).click();
    await page.getByText('Đã thêm quy tắc.').waitFor();
    await accessible(page);

    await outside(visitor).click();
    await visitor.waitForURL('**/can-bo');
    await visitor.getByText('Lò Văn Pành').first().waitFor();
    await visitor.goto('/can-bo/cong-dang-nhap');
    await visitor.getByText('chưa có mật khẩu ở tủ sách').waitFor();
    const { id } = (await app.shelf.storage.catalog.findAccount(group))!;
    await page.goto(`/can-bo/tai-khoan/${id}`);
    await accessible(page);
    await page.getByRole('button', { name: 'Bỏ gắn với cổng đăng nhập' }).click();
    await page.getByText('Đã bỏ gắn với cổng đăng nhập.').waitFor();
    await visitor.goto('/can-bo');
    await visitor.waitForURL('**/dang-nhap**');
  });

  test('somebody with an account ties it, and comes in by the service from then on', async () => {
    const { username } = await staffPerson(app, ['approver']);
    provider.person = { token: { sub: `gan-${way}`, preferred_username: 'pành.lv' }, page: {} };
    const page = await openPage(browser, app, problems, { javaScriptEnabled });
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fphien');
    await withPassword(page, username, 'x');
    await page.getByRole('link', { name: 'Gắn với cổng đăng nhập của cơ quan' }).click();
    await page.getByLabel('Mật khẩu đang dùng').fill('x');
    await page.getByRole('button', { name: 'Tiếp tục đến cổng đăng nhập' }).click();
    await page.getByText('Đã gắn. Lần sau bạn đăng nhập được qua cổng.').waitFor();
    await accessible(page);
    await page.getByRole('button', { name: 'Đăng xuất' }).first().click();
    await page.goto('/dang-nhap?tiep=%2Fcan-bo%2Fphien');
    await outside(page).click();
    await page.waitForURL('**/can-bo/phien');
  });
});
