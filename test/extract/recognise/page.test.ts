import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openExtractionPool, type ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { ROOT } from '../../support/source-code.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

/** The head of a signed decision, scanned at 200 dpi, with a stamp and a number written by hand. */
const HEAD = join(ROOT, 'test/fixtures/scans/decision-head.png');

const folder = makeFolder();
let pool: ExtractionPool;
beforeAll(() => {
  pool = openExtractionPool({ workRoot: join(folder.path, 'work') });
});
afterAll(async () => {
  await pool.close();
  folder.remove();
});

const textOf = (page: RecognisedPage): string =>
  page.lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');

describe('a scanned page', () => {
  let page: RecognisedPage;
  beforeAll(async () => {
    page = await pool.recognise({ path: HEAD });
  });

  test('is read', () => {
    expect(textOf(page)).toContain('ngày 19 tháng 02 năm 2025;');
    expect(textOf(page)).toContain('300/2025/NĐ-CP ngày 17 tháng 11 năm 2025 của');
  });

  test('says in which size its boxes count', () => {
    expect(page).toMatchObject({ width: 1_400, height: 900, turn: 0 });
  });

  test('has its words where they are printed', () => {
    const [left, top, width, height] = page.lines
      .flatMap((line) => line.words)
      .find((word) => word.text === 'NĐ-CP' || word.text.endsWith('/NĐ-CP'))!.box;
    expect(left).toBeGreaterThan(480);
    expect(left + width).toBeLessThan(810);
    expect(top).toBeGreaterThan(670);
    expect(top + height).toBeLessThan(740);
  });
});

describe('what cannot be read', () => {
  test('is told by the kind of its fault, and the next page is read', async () => {
    const broken = folder.put('a.png', 'not a picture');
    await expect(pool.recognise({ path: broken })).rejects.toMatchObject({ code: 'file-broken' });
    await expect(pool.recognise({ path: HEAD, page: 2 })).rejects.toMatchObject({
      code: 'page-not-found',
    });
  });
});
