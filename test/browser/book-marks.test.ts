import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeMp4 } from '../support/make/make-media.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  expectAccessible,
  inPage,
  itemFinder,
  launch,
  openPage,
  sidewaysPixels,
  type Problems,
} from './browser.ts';

let app: TestApp;
let browser: Browser;
let folder: TestFolder;
let idOf: (title: string) => string;
let page: Page;
const problems: Problems = [];

const BODY = `<h1>Điều 1. Mức hưởng</h1>
<p>Mức hưởng bằng <math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac></math> lần lương cơ sở, diện tích <math xmlns="http://www.w3.org/1998/Math/MathML"><mn>100</mn><msup><mi>m</mi><mn>2</mn></msup></math>.</p>
<ol class="a"><li>hộ nghèo;</li><li>hộ cận nghèo;<ol style="list-style-type:lower-roman"><li>ở miền núi</li></ol></li></ol>
<ol style="list-style:none"><li>không dấu</li></ol>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><style>.o{fill:#cfe8d5;stroke:#14532d}</style><rect class="o" width="140" height="50"/><text x="20" y="30">Nộp hồ sơ</text><rect class="o" x="155" width="140" height="50"/><text x="175" y="30">Trả kết quả</text></svg>
<video src="f.mp4">Không xem được phim.</video>
<p hidden="hidden">hổ phách</p>`;

beforeAll(async () => {
  folder = makeFolder();
  folder.put(
    'sach.epub',
    makeEpub({
      title: 'Sách có dấu riêng',
      chapters: [
        {
          name: 'c1.xhtml',
          body: `<?xml version="1.0"?><html><head><style>ol.a{list-style-type:lower-alpha}</style></head><body>${BODY}</body></html>`,
        },
      ],
      files: { 'OEBPS/f.mp4': { content: makeMp4({ seconds: 3 }), mediaType: 'video/mp4' } },
    }),
  );
  [app, browser] = await Promise.all([startTestApp(), launch()]);
  await app.importFolder(folder.path);
  idOf = await itemFinder(app);
});
afterEach(async () => {
  await page.context().close();
  // The film of the test is a head without pictures.
  expect(problems.splice(0).filter((p) => !/mp4|media/iu.test(String(p)))).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder?.remove();
});

describe.each([360, 1280])('a chapter at %d px', (width) => {
  test('shows formulas, markers, drawings and films as their author made them', async () => {
    page = await openPage(browser, app, problems, { viewport: { width, height: 900 } });
    await page.goto(`/tai-lieu/${idOf('Sách có dấu riêng')}/chuong/1`);
    const style = (selector: string): Promise<string> =>
      inPage(page.locator(selector).first(), '(e) => getComputedStyle(e).listStyleType');
    expect(await style('.chapter ol[type=a]')).toBe('lower-alpha');
    expect(await style('.chapter ol ol')).toBe('lower-roman');
    expect(await style('.chapter .marker-none')).toBe('none');
    const fraction = (await page.locator('.chapter mfrac').boundingBox())!;
    const line = (await page.locator('.chapter msup').boundingBox())!;
    expect(fraction.height).toBeGreaterThan(line.height);
    expect(
      await inPage(page.locator('.chapter rect').first(), '(e) => getComputedStyle(e).fill'),
    ).toBe('rgb(207, 232, 213)');
    expect(await inPage(page.locator('.chapter svg'), '(e) => e.viewBox.baseVal.width')).toBe(300);
    expect(
      await inPage(page.locator('.chapter svg text').first(), '(e) => getComputedStyle(e).stroke'),
    ).toBe('none');
    expect((await page.locator('.chapter video').boundingBox())!.width).toBeGreaterThan(250);
    expect(await page.locator('.chapter').textContent()).not.toContain('hổ phách');
    expect(await sidewaysPixels(page)).toBe(0);
    await expectAccessible(page);
  });
});
