import type { CoverPicture } from '#server/reading/cover-picture.ts';
import type { ShareCard } from '#server/reading/share-card.ts';
import type { SheetToRead } from '#server/tables/sheet.ts';
import type { FileToExtract } from './extract.ts';
import type { OaiPageToRead } from './foreign/oai-page.ts';
import type { JpegRequest, PageImageRequest } from './pdf/page-image.ts';

/**
 * How long a task may take: a whole file is read without haste, for everything else somebody waits.
 */
export type Pace = 'whole-file' | 'somebody-waits';

const task = <Input, Output>(pace: Pace, run: (input: Input) => Promise<Output>) => ({ pace, run });

/**
 * All that is done with hostile or heavy bytes, in a child process. A task declared here can be
 * asked of the pool, of the routes and of the jobs; its module is loaded in the child when it is
 * first asked.
 */
export const TASKS = {
  /** Reads a file whole. */
  extract: task('whole-file', async (file: FileToExtract) =>
    (await import('./extract.ts')).extractFile(file),
  ),
  /**
   * Tells a file's type from its bytes. @throws AppError unsupported-type, wrong-extension,
   * file-empty
   */
  sniff: task('somebody-waits', async (file: { readonly path: string; readonly name: string }) =>
    (await import('./sniff.ts')).sniffFile(file.path, file.name),
  ),
  /** One PDF page as WebP. @throws AppError page-not-found */
  pageImage: task('somebody-waits', async (request: PageImageRequest) =>
    (await import('./pdf/page-image.ts')).renderPdfPage(request),
  ),
  /** A picture, smaller, upright, without EXIF, as WebP. */
  image: task(
    'somebody-waits',
    async (request: { readonly path: string; readonly width: number }) =>
      (await import('./pdf/page-image.ts')).resizeImage(request),
  ),
  /** Height over width of each page of a PDF. @throws AppError file-broken */
  pageRatios: task('somebody-waits', async (request: { readonly path: string }) =>
    (await import('./pdf/page-image.ts')).pdfPageRatios(request.path),
  ),
  /** A picture of the shelf's own as JPEG of exactly this size. */
  jpegPicture: task('somebody-waits', async (request: JpegRequest) =>
    (await import('./pdf/page-image.ts')).drawJpeg(request),
  ),
  /** The picture other sites show of a page, 1200 × 630, as JPEG. */
  shareCard: task('somebody-waits', async (card: ShareCard) =>
    (await import('./share/share-card.ts')).drawShareCard(card),
  ),
  /** The cover of an item as JPEG. */
  cover: task('somebody-waits', async (picture: CoverPicture) =>
    (await import('./share/cover-picture.ts')).drawCover(picture),
  ),
  /** An SVG of the shelf's own making as PNG. */
  svgPicture: task(
    'somebody-waits',
    async (request: { readonly svg: string; readonly width: number }) =>
      (await import('./share/share-card.ts')).drawSvg(request),
  ),
  /** A table as text. @throws AppError invalid-sheet, sheet-old, sheet-too-large */
  readSheet: task('somebody-waits', async (request: SheetToRead) =>
    (await import('./sheet/sheet.ts')).readSheetFile(request),
  ),
  /** A receipt of another system as a table. @throws AppError invalid-sheet, sheet-too-large */
  readReceipt: task('somebody-waits', async (request: { readonly path: string }) =>
    (await import('./receipt/receipt-file.ts')).readReceiptFile(request),
  ),
  /** An answer of OAI-PMH. @throws AppError invalid-sheet */
  readOaiPage: task('somebody-waits', async (request: OaiPageToRead) =>
    (await import('./foreign/oai-page.ts')).readOaiPage(request),
  ),
  /** Names of the files in a ZIP. @throws AppError file-broken, file-bomb, file-unsafe-path */
  archiveNames: task('somebody-waits', async (request: { readonly path: string }) =>
    (await import('./archive.ts')).archiveNames(request.path),
  ),
} as const;

export type TaskName = keyof typeof TASKS;

/**
 * The tasks as whoever asks sees them. @throws AppError of the file kind; file-too-slow on time-out
 * or too much memory; file-broken when the file crashed the child
 */
export type ChildTasks = { readonly [Name in TaskName]: (typeof TASKS)[Name]['run'] };

/** What web pages ask: files are read by jobs. */
export type PageTasks = Omit<ChildTasks, 'extract' | 'sniff'>;
