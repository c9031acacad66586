import type { CanvasRenderingContext2D as Context } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { AppError } from '#server/base/errors.ts';
import { withPdf } from './pdf-document.ts';
import { MAX_PIXELS } from '../media/pictures.ts';

const QUALITY = 75;
/** Pixels of one drawn page: A4 at about 400 dpi. */
const MAX_DRAWN = 16_000_000;

interface DrawingSurface {
  canvas: { width: number; height: number };
  context: Context;
}
interface SurfaceFactory {
  create(width: number, height: number): DrawingSurface;
  destroy(surface: DrawingSurface): void;
}

/** A page as drawn, on white: four bytes for each pixel, red, green, blue and 255. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/**
 * Draws a page of an open PDF, from 1, as many pixels wide as `widthOf` its width in points says.
 * @throws AppError file-broken | page-not-found
 */
export async function drawPdfPage(
  doc: PDFDocumentProxy,
  number: number,
  widthOf: (points: { readonly width: number; readonly height: number }) => number,
): Promise<DrawnPage> {
  if (number > doc.numPages)
    throw new AppError('page-not-found', { page: number, pages: doc.numPages });
  const page = await doc.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  if (!(natural.width > 0 && natural.height > 0))
    throw new AppError('file-broken', { page: number });
  // A strip of a page kilometres long is drawn smaller, not refused.
  const most = Math.min(
    Math.sqrt(MAX_DRAWN / (natural.width * natural.height)),
    12_000 / natural.height,
  );
  const viewport = page.getViewport({ scale: Math.min(widthOf(natural) / natural.width, most) });
  const size = {
    width: Math.max(1, Math.round(viewport.width)),
    height: Math.max(1, Math.round(viewport.height)),
  };
  const factory = doc.canvasFactory as SurfaceFactory;
  const surface = factory.create(size.width, size.height);
  try {
    await page.render({
      canvas: surface.canvas as unknown as HTMLCanvasElement,
      canvasContext: surface.context as unknown as CanvasRenderingContext2D,
      viewport,
      background: '#ffffff',
    }).promise;
    const { data } = surface.context.getImageData(0, 0, size.width, size.height);
    return { ...size, pixels: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
  } finally {
    factory.destroy(surface);
    page.cleanup();
  }
}

async function draw(doc: PDFDocumentProxy, number: number, width: number): Promise<Buffer> {
  const { pixels, ...size } = await drawPdfPage(doc, number, () => width);
  return sharp(pixels, { raw: { ...size, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .webp({ quality: QUALITY, effort: 3 })
    .toBuffer();
}

export interface PageImageRequest {
  readonly path: string;
  /** From 1. */
  readonly page: number;
  /** Pixels, 16 to 4,000. */
  readonly width: number;
}

const bounded = (width: number): number => Math.min(4_000, Math.max(16, Math.round(width)));

/**
 * Draws one PDF page to WebP. In a child process only, as `extractPdf`.
 * @throws AppError file-encrypted | file-broken | page-not-found
 */
export const renderPdfPage = ({ path, page, width }: PageImageRequest): Promise<Buffer> =>
  withPdf(path, (doc) => draw(doc, page, bounded(width)));

/** A document with more pages is known by its first ones. */
const MOST_RATIOS = 20_000;
/** Pages whose objects pdf.js may hold at once. */
const PAGES_AT_ONCE = 500;

/**
 * Height over width of the first 20,000 pages of a PDF, turned as they are shown; 1 where a page
 * says nothing sensible of its size. In a child process only.
 * @throws AppError file-encrypted | file-broken
 */
export const pdfPageRatios = (path: string): Promise<number[]> =>
  withPdf(path, async (doc) => {
    const ratios: number[] = [];
    for (let number = 1; number <= Math.min(doc.numPages, MOST_RATIOS); number++) {
      const { width, height } = (await doc.getPage(number)).getViewport({ scale: 1 });
      const ratio = height / width;
      ratios.push(Number.isFinite(ratio) && ratio > 0 ? Math.round(ratio * 1e6) / 1e6 : 1);
      if (number % PAGES_AT_ONCE === 0) await doc.cleanup();
    }
    return ratios;
  });

export interface JpegRequest {
  readonly bytes: Uint8Array;
  /** Pixels, 1 to 12,000 each. */
  readonly width: number;
  readonly height: number;
}

const JPEG_QUALITY = 80;

/** A picture drawn by the shelf as JPEG, on white. */
export const drawJpeg = ({ bytes, width, height }: JpegRequest): Promise<Buffer> =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .resize({ width, height, fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();

/**
 * A picture at most `width` pixels wide as WebP, upright, without EXIF (which may hold where it was
 * taken).
 * @throws AppError file-broken | file-bomb (more than 100 megapixels)
 */
export async function resizeImage({
  path,
  width,
}: {
  readonly path: string;
  readonly width: number;
}): Promise<Buffer> {
  try {
    return await sharp(path, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({ width: bounded(width), withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer();
  } catch (error) {
    throw new AppError(
      /pixel limit/u.test(String(error)) ? 'file-bomb' : 'file-broken',
      {},
      { cause: error },
    );
  }
}
