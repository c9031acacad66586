import { factsSheet } from '../support/make/facts-sheet.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../browser/launch.ts';
import findBrowser from '../browser/setup.mjs';
import { makeBigPdf } from '../support/make/make-big-pdf.ts';
import type { Figure } from './figures.ts';
import { runCli, startServer } from './server-process.ts';

const PAGES = 500;
const BYTES = 50e6;
const FILES = { 'tep-thuong': false, 'tep-tuyen-tinh': true } as const;

interface Spent {
  readonly file: number;
  readonly scripts: number;
  readonly requests: number;
}

/** Notes what the page had fetched at the moment its first sheet was drawn. */
const WATCH = `performance.setResourceTimingBufferSize(10000);
addEventListener('DOMContentLoaded', () => new MutationObserver((_, watch) => {
  if (window.spent || !document.querySelector('.drawn-page[data-drawn]')) return;
  watch.disconnect();
  const all = performance.getEntriesByType('resource');
  const sum = (fitting) => all.filter((e) => fitting.test(e.name)).reduce((bytes, e) => bytes + e.encodedBodySize, 0);
  window.spent = { file: sum(/\\/tep\\/[^/]+$/), scripts: sum(/\\.(?:m?js|css)$/), requests: all.filter((e) => /\\/tep\\/[^/]+$/.test(e.name)).length };
}).observe(document, { subtree: true, attributeFilter: ['data-drawn'] }))`;

async function opening(browser: Browser, base: string, path: string): Promise<Spent> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 360, height: 740 },
  });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(path);
    await page.getByRole('button', { name: 'Đọc bản gốc' }).click();
    await page.locator('.drawn-page[data-drawn]').first().waitFor();
    return await page.evaluate('window.spent');
  } finally {
    await context.close();
  }
}

/**
 * What a reader's line carries before a page of a 50 MB PDF can be read in the browser, on an empty
 * cache.
 */
export async function benchReading(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reading-'));
  const settings = { DATABASE_URL: `sqlite:${join(folder, 'data')}`, BOOKSHELF_DEMO: 'no' };
  const files = join(folder, 'files');
  mkdirSync(files);
  for (const [name, linearised] of Object.entries(FILES))
    writeFileSync(
      join(files, `${name}.pdf`),
      makeBigPdf({ pages: PAGES, bytes: BYTES, linearised }),
    );
  await findBrowser();
  const browser = await launch();
  const server = await startServer(settings);
  try {
    const { code } = await runCli(['import', files, ...factsSheet(files), '--publish'], settings);
    if (code !== 0) throw new Error(`import ended with ${code}`);
    const { items } = (await (await fetch(`${server.base}/api/v1/items?limit=10`)).json()) as {
      items: { id: string; title: string }[];
    };
    const at = (name: string, page: number): Promise<Spent> =>
      opening(
        browser,
        server.base,
        `/tai-lieu/${items.find((i) => i.title === name)!.id}/trang/${page}`,
      );
    const [plain, linear, middle] = [
      await at('tep-thuong', 1),
      await at('tep-tuyen-tinh', 1),
      await at('tep-thuong', PAGES / 2),
    ];
    return [
      {
        name: 'first page of a 50 MB PDF, KB',
        value: plain.file / 1000,
        goal: 100,
        better: 'less',
      },
      { name: '… of a linearised one, KB', value: linear.file / 1000, goal: 100, better: 'less' },
      { name: '… in requests', value: plain.requests, goal: 20, better: 'less' },
      {
        name: 'page 250 with a picture of 100 KB, KB',
        value: middle.file / 1000,
        goal: 250,
        better: 'less',
      },
      {
        name: 'scripts and styles for it, KB',
        value: plain.scripts / 1000,
        goal: 500,
        better: 'less',
      },
    ];
  } finally {
    await server.stop();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
