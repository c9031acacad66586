import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { AppError } from '#server/base/errors.ts';
import type { RecogniseRequest } from '#server/ingest/recogniser.ts';
import { drawPdfPage } from '../pdf/page-image.ts';
import { withPdf } from '../pdf/pdf-document.ts';
import { greyOfColours, type ColourPicture } from './coloured-ink.ts';
import type { GreyPicture } from './grey-picture.ts';

// One picture at a time and no cache: the child's memory is counted.
sharp.cache(false);
sharp.concurrency(1);

/** What is read: a page of a PDF or a TIFF, or a picture. */
export interface PageToRecognise extends RecogniseRequest {
  /** Whether a second engine reads it too, which takes four fifths of the time (default: yes). */
  readonly secondReader?: boolean;
}

/** Points of a PDF to an inch, and pixels that recognition reads best (the pages measured). */
const POINTS = 72;
const PDF_DPI = 200;
/** Pixels of the picture that is read, at most: A3 at 200 dpi. */
const MOST_READ = 8_000_000;
/** Pixels of a picture that is opened: A0 at 400 dpi. It is shrunk while it is decoded. */
const MOST_OPENED = 268_000_000;
const FORMATS = ['jpeg', 'png', 'webp', 'tiff'];

/** How much a picture of so many pixels is shrunk. */
const shrinkOf = (pixels: number, most = MOST_READ): number =>
  Math.min(1, Math.sqrt(most / pixels));

async function isPdf(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1_024), 0, 1_024, 0);
    if (bytesRead === 0) throw new AppError('file-empty');
    return buffer.includes('%PDF-');
  } finally {
    await handle.close();
  }
}

const loadPdfPage = (path: string, number: number): Promise<GreyPicture> =>
  withPdf(path, async (doc) => {
    const { width, height, pixels } = await drawPdfPage(doc, number, (points) => {
      const scale = PDF_DPI / POINTS;
      return points.width * scale * shrinkOf(points.width * points.height * scale ** 2);
    });
    return greyOfColours({ width, height, pixels, channels: 4 });
  });

/** As EXIF says, by libvips; after shrinking, which a turn before it would hold whole in memory. */
async function asShown(pixels: Buffer, width: number, height: number, orientation: number) {
  const raw = { raw: { width, height, channels: 3 } } as const;
  if (orientation === 1) return { data: pixels, info: { width, height } };
  const tiff = await sharp(pixels, raw).withMetadata({ orientation }).tiff().toBuffer();
  return sharp(tiff).autoOrient().raw().toBuffer({ resolveWithObject: true });
}

/** A picture in a file as it is shown, upright, in three colours, on white. */
export interface ShownPicture extends ColourPicture {
  readonly channels: 3;
}

/**
 * A picture shrunk to at most so many pixels while it is decoded, then turned as EXIF says.
 * @throws AppError unsupported-type | page-not-found; else what libvips says
 */
export async function loadShown(
  path: string,
  { number = 1, most, formats }: { number?: number; most: number; formats: readonly string[] },
): Promise<ShownPicture> {
  const options = { limitInputPixels: MOST_OPENED, page: number - 1 };
  const {
    format,
    width,
    height,
    orientation = 1,
    pages = 1,
  } = await sharp(path, { limitInputPixels: false }).metadata();
  if (!formats.includes(format)) throw new AppError('unsupported-type');
  if (number > pages) throw new AppError('page-not-found', { page: number, pages });
  const shrink = shrinkOf(width * height, most);
  const { data, info } = await sharp(path, options)
    .resize({
      width: Math.max(1, Math.round(width * shrink)),
      height: Math.max(1, Math.round(height * shrink)),
      fit: 'fill',
    })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const shown = await asShown(data, info.width, info.height, orientation);
  return {
    width: shown.info.width,
    height: shown.info.height,
    pixels: shown.data,
    channels: 3,
  };
}

const loadImage = async (path: string, number: number): Promise<GreyPicture> =>
  greyOfColours(await loadShown(path, { number, most: MOST_READ, formats: FORMATS }));

/**
 * The page as it is shown, in grey, without coloured ink, at most 8 megapixels.
 * @throws AppError file-broken | file-bomb (more than 268 megapixels) | file-empty | file-encrypted
 * | page-not-found | unsupported-type
 */
export async function loadPicture({ path, page = 1 }: PageToRecognise): Promise<GreyPicture> {
  if (await isPdf(path)) return loadPdfPage(path, page);
  try {
    return await loadImage(path, page);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      /pixel limit/u.test(String(error)) ? 'file-bomb' : 'file-broken',
      {},
      { cause: error },
    );
  }
}
