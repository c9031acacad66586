import type { Asker } from '#server/base/fair-turns.ts';
import type { CoverPicture } from '#server/reading/cover-picture.ts';
import type { ShareCard } from '#server/reading/share-card.ts';
import type { SheetToRead } from '#server/tables/sheet.ts';
import type { FileToExtract } from './extract.ts';
import type { PagesToSet } from './recognised/text-of-pages.ts';
import type { OaiPageToRead } from './foreign/oai-page.ts';
import type { PageWordsRequest } from './pdf/page-words.ts';
import type { JpegRequest, PageImageRequest } from './pdf/page-image.ts';
import type { PhotographToStraighten } from './photograph/straighten-photograph.ts';
import type { PageToRecognise } from './recognise/load-picture.ts';

/**
 * Each lane has children of its own, so that what waits in one never holds up another: files are
 * read whole without haste; pictures are drawn, and files are looked at, while somebody waits;
 * printed pages are recognised for hours.
 */
export const LANES = ['read', 'draw', 'look', 'recognise'] as const;
export type Lane = (typeof LANES)[number];

const task = <Input, Output>(lane: Lane, run: (input: Input) => Promise<Output>) => ({ lane, run });

/**
 * All that is done with hostile or heavy bytes, in a child process. A task declared here can be
 * asked of the pool, of the routes and of the jobs; its module is loaded in the child when it is
 * first asked.
 */
export const TASKS = {
  /** Reads a file whole. */
  extract: task('read', async (file: FileToExtract) =>
    (await import('./extract.ts')).extractFile(file),
  ),
  /** The text of a file of which pages were read from their pictures. */
  textOfPages: task('read', async (pages: PagesToSet) =>
    (await import('./recognised/text-of-pages.ts')).textOfPages(pages),
  ),
  /**
   * What is printed on a page of a PDF or on a picture. @throws AppError of the file kind,
   * page-not-found, unsupported-type; recognition-unavailable without any engine
   */
  recognise: task('recognise', async (page: PageToRecognise) =>
    (await import('./recognise/recognise-page.ts')).recognisePage(page),
  ),
  /**
   * Tells a file's type from its bytes. @throws AppError unsupported-type, wrong-extension,
   * file-empty
   */
  sniff: task('look', async (file: { readonly path: string; readonly name: string }) =>
    (await import('./sniff.ts')).sniffFile(file.path, file.name),
  ),
  /** One PDF page as WebP. @throws AppError page-not-found */
  pageImage: task('draw', async (request: PageImageRequest) =>
    (await import('./pdf/page-image.ts')).renderPdfPage(request),
  ),
  /** Words of a PDF page with their boxes. @throws AppError page-not-found */
  pageWords: task('draw', async (request: PageWordsRequest) =>
    (await import('./pdf/page-words.ts')).pdfPageWords(request),
  ),
  /** A picture, smaller, upright, without EXIF, as WebP. */
  image: task('draw', async (request: { readonly path: string; readonly width: number }) =>
    (await import('./pdf/page-image.ts')).resizeImage(request),
  ),
  /** Height over width of each page of a PDF. @throws AppError file-broken */
  pageRatios: task('draw', async (request: { readonly path: string }) =>
    (await import('./pdf/page-image.ts')).pdfPageRatios(request.path),
  ),
  /**
   * Whether a camera's picture can become a page. @throws AppError of the file kind;
   * picture-too-large, picture-too-small, picture-dark
   */
  checkPhotograph: task('look', async (request: { readonly path: string }) =>
    (await import('./photograph/check-photograph.ts')).checkPhotograph(request),
  ),
  /** A camera's picture as a page, for a document. */
  straightenPhotograph: task('read', async (request: PhotographToStraighten) =>
    (await import('./photograph/straighten-photograph.ts')).straightenPhotograph(request),
  ),
  /** The same, small, while somebody waits. */
  photographPreview: task('draw', async (request: PhotographToStraighten) =>
    (await import('./photograph/straighten-photograph.ts')).straightenPhotograph(request),
  ),
  /** A picture of the shelf's own as JPEG of exactly this size. */
  jpegPicture: task('draw', async (request: JpegRequest) =>
    (await import('./pdf/page-image.ts')).drawJpeg(request),
  ),
  /** The picture other sites show of a page, 1200 × 630, as JPEG. */
  shareCard: task('draw', async (card: ShareCard) =>
    (await import('./share/share-card.ts')).drawShareCard(card),
  ),
  /** The cover of an item as JPEG. */
  cover: task('draw', async (picture: CoverPicture) =>
    (await import('./share/cover-picture.ts')).drawCover(picture),
  ),
  /** An SVG of the shelf's own making as PNG. */
  svgPicture: task('draw', async (request: { readonly svg: string; readonly width: number }) =>
    (await import('./share/share-card.ts')).drawSvg(request),
  ),
  /** A table as text. @throws AppError invalid-sheet, sheet-old, sheet-too-large */
  readSheet: task('look', async (request: SheetToRead) =>
    (await import('./sheet/sheet.ts')).readSheetFile(request),
  ),
  /** A receipt of another system as a table. @throws AppError invalid-sheet, sheet-too-large */
  readReceipt: task('look', async (request: { readonly path: string }) =>
    (await import('./receipt/receipt-file.ts')).readReceiptFile(request),
  ),
  /** An answer of OAI-PMH. @throws AppError invalid-sheet */
  readOaiPage: task('look', async (request: OaiPageToRead) =>
    (await import('./foreign/oai-page.ts')).readOaiPage(request),
  ),
  /** Names of the files in a ZIP. @throws AppError file-broken, file-bomb, file-unsafe-path */
  archiveNames: task('look', async (request: { readonly path: string }) =>
    (await import('./archive.ts')).archiveNames(request.path),
  ),
} as const;

export type TaskName = keyof typeof TASKS;

/**
 * The tasks as whoever asks sees them. @throws AppError of the file kind; file-too-slow on time-out
 * or too much memory; file-broken when the file crashed the child; too-busy when too much waits
 */
export type ChildTasks = { readonly [Name in TaskName]: (typeof TASKS)[Name]['run'] };

/** Several tasks that draw one picture, and what they need, in one turn of whoever asks. */
export type DrawInTurn = <T>(work: () => Promise<T>, asker: Asker | null) => Promise<T>;

/** What web pages ask: files are read and recognised by jobs. */
export interface PageTasks extends Omit<
  ChildTasks,
  'extract' | 'recognise' | 'textOfPages' | 'sniff' | 'straightenPhotograph'
> {
  readonly drawInTurn: DrawInTurn;
}
