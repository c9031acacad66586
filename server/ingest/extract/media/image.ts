import { stat } from 'node:fs/promises';
import sharp, { type Metadata } from 'sharp';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { withoutText } from '../book.ts';
import { MAX_PIXELS } from './pictures.ts';

const TYPES = new Set(['jpeg', 'png', 'webp']);

/**
 * A picture of a page: one page, text still to be recognised.
 * @throws AppError file-empty | file-broken | file-bomb (more than 100 megapixels) |
 * wrong-extension
 */
export async function extractImage(path: string): Promise<Extraction> {
  if ((await stat(path)).size === 0) throw new AppError('file-empty');
  let header: Metadata;
  try {
    header = await sharp(path, { limitInputPixels: MAX_PIXELS }).metadata();
  } catch (error) {
    throw new AppError(
      /pixel limit/u.test(String(error)) ? 'file-bomb' : 'file-broken',
      {},
      { cause: error },
    );
  }
  if (header.width * header.height > MAX_PIXELS)
    throw new AppError('file-bomb', { width: header.width, height: header.height });
  if (!TYPES.has(header.format)) throw new AppError('wrong-extension', { format: header.format });
  try {
    // The header of a cut-off picture reads well, so decode it whole once.
    await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .resize(32)
      .raw()
      .toBuffer();
  } catch (error) {
    throw new AppError('file-broken', {}, { cause: error });
  }
  // Orientations 5 to 8 of EXIF lie on their side.
  const [width, height] =
    (header.orientation ?? 1) >= 5 ? [header.height, header.width] : [header.width, header.height];
  return {
    ...withoutText('needs-ocr', 'unknown', 1),
    ratio: Math.round((height / width) * 1000) / 1000,
  };
}
