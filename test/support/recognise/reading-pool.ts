import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import sharp from 'sharp';
import { openExtractionPool, type ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { makeFolder, type TestFolder } from '../make/make-folder.ts';
import { ROOT } from '../source-code.ts';

/**
 * The head of a signed decision, scanned at 200 dpi, 1,400 × 900 pixels, with a stamp and a number
 * written by hand.
 */
export const HEAD = join(ROOT, 'test/fixtures/scans/decision-head.png');

/** A folder and a pool of children for one test file; `pool()` from its first test on. */
export function readingPool(): {
  readonly folder: TestFolder;
  readonly pool: () => ExtractionPool;
} {
  const folder = makeFolder();
  let pool: ExtractionPool;
  beforeAll(() => {
    pool = openExtractionPool({ workRoot: join(folder.path, 'work') });
  });
  afterAll(async () => {
    await pool.close();
    folder.remove();
  });
  return { folder, pool: () => pool };
}

export const linesOf = (page: RecognisedPage): string[] =>
  page.lines.map((line) => line.words.map((word) => word.text).join(' '));

/** Pictures laid upon a white page, as PNG. */
export const laidOnWhite = async (
  path: string,
  [width, height]: readonly [width: number, height: number],
  pictures: readonly { readonly input: Buffer; readonly left: number; readonly top: number }[],
): Promise<void> => {
  await sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite([...pictures])
    .png()
    .toFile(path);
};
