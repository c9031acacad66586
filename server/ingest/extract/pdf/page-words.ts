import { AppError } from '#server/base/errors.ts';
import type { PictureLine, PictureWords } from '#server/reading/picture-words.ts';
import { cleanLine } from '../vietnamese-text.ts';
import { readGlyphs } from './glyphs.ts';
import { readRows, type Row } from './lines.ts';
import { withPdf } from './pdf-document.ts';

export interface PageWordsRequest {
  readonly path: string;
  /** From 1. */
  readonly page: number;
}

/** Of the size: how high letters rise above the baseline, and how deep they hang below it. */
const RISE = 0.95;
const DEPTH = 0.3;
const MOST_ROWS = 5_000;

const rounded = (n: number): number => Math.round(n * 10) / 10;

const lineOf = ({ words }: Row): PictureLine =>
  words.map(({ text, left, right, baseline, size }) => ({
    text: cleanLine(text),
    box: [
      rounded(left),
      rounded(baseline - RISE * size),
      rounded(right - left),
      rounded((RISE + DEPTH) * size),
    ],
  }));

/**
 * The upright words of one PDF page as they stand on its picture, from the top. In a child process
 * only, as `extractPdf`.
 * @throws AppError file-encrypted | file-broken | page-not-found
 */
export const pdfPageWords = ({ path, page }: PageWordsRequest): Promise<PictureWords> =>
  withPdf(
    path,
    async (doc) => {
      if (page > doc.numPages) throw new AppError('page-not-found', { page, pages: doc.numPages });
      const layers = await doc.getOptionalContentConfig().catch(() => null);
      const drawn = await readGlyphs(await doc.getPage(page), { layers, isTagged: false });
      const upright = readRows(drawn.glyphs).find(({ direction }) => direction === 0);
      return {
        width: rounded(drawn.width),
        height: rounded(drawn.height),
        lines: (upright?.rows ?? []).slice(0, MOST_ROWS).map(lineOf),
      };
    },
    { pictures: false },
  );
