import { mkdir } from 'node:fs/promises';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { fingerprintOf } from '#server/items/fingerprint.ts';

export interface FileToExtract {
  readonly path: string;
  /** The name it was sent under; only for messages. */
  readonly name: string;
  /** As `sniffFile` found it. */
  readonly mediaType: string;
  /** An existing or new empty folder for the pictures of a book. */
  readonly workDir: string;
  /** Staff said that its text is Unicode already: nothing is decoded. */
  readonly asItIs?: boolean;
}

type Extractor = (file: FileToExtract) => Promise<Extraction>;

const media: Extractor = async ({ path, mediaType }) =>
  (await import('./media/media.ts')).extractMedia(path, mediaType);
const image: Extractor = async ({ path }) => (await import('./media/image.ts')).extractImage(path);
const odf: Extractor = async ({ path, asItIs = false }) =>
  (await import('./odf/odf.ts')).extractOdf(path, asItIs);
const captions: Extractor = async ({ path }) =>
  (await import('./media/captions.ts')).extractCaptions(path);

/** Each format loads its library on first use: a child that only reads EPUBs never loads pdf.js. */
const EXTRACTORS: Readonly<Record<string, Extractor>> = {
  'application/pdf': async ({ path, asItIs }) =>
    (await import('./pdf/pdf.ts')).extractPdf(path, asItIs),
  'application/epub+zip': async ({ path, workDir, asItIs }) =>
    (await import('./epub/epub.ts')).extractEpub(path, workDir, asItIs),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async ({
    path,
    workDir,
    asItIs,
  }) => (await import('./docx/docx.ts')).extractDocx(path, workDir, asItIs),
  'application/msword': async ({ path, asItIs = false }) =>
    (await import('./doc/doc.ts')).extractDoc(path, asItIs),
  'application/rtf': async ({ path, asItIs = false }) =>
    (await import('./rtf/rtf.ts')).extractRtf(path, asItIs),
  'application/vnd.ms-excel': async ({ path, asItIs = false }) =>
    (await import('./workbook/workbook.ts')).extractXls(path, asItIs),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': async ({
    path,
    asItIs = false,
  }) => (await import('./workbook/workbook.ts')).extractXlsx(path, asItIs),
  'application/vnd.ms-powerpoint': async ({ path }) =>
    (await import('./slides/ppt.ts')).extractPpt(path),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': async ({
    path,
    asItIs = false,
  }) => (await import('./slides/pptx.ts')).extractPptx(path, asItIs),
  'application/vnd.oasis.opendocument.text': odf,
  'application/vnd.oasis.opendocument.spreadsheet': odf,
  'application/vnd.oasis.opendocument.presentation': odf,
  'text/plain': async ({ path, asItIs }) =>
    (await import('./plain-text.ts')).extractPlainText(path, asItIs),
  'text/markdown': async ({ path, asItIs }) =>
    (await import('./plain-text.ts')).extractMarkdown(path, asItIs),
  'text/html': async ({ path, workDir, asItIs }) =>
    (await import('./html/html.ts')).extractHtml(path, workDir, asItIs),
  'text/vtt': captions,
  'application/x-subrip': captions,
  'image/jpeg': image,
  'image/png': image,
  'image/webp': image,
  'video/mp4': media,
  'video/webm': media,
  'audio/mpeg': media,
  'audio/mp4': media,
};

/**
 * Everything one file gives, by its media type. Runs whatever the file wants to run: use it through
 * `openExtractionPool`, not in the server's own process.
 * @throws AppError with a code of the file kind (domain/errors.ts)
 */
export async function extractFile(file: FileToExtract): Promise<Extraction> {
  const extractor = Object.hasOwn(EXTRACTORS, file.mediaType)
    ? EXTRACTORS[file.mediaType]
    : undefined;
  if (extractor === undefined)
    throw new AppError('unsupported-type', { mediaType: file.mediaType });
  await mkdir(file.workDir, { recursive: true });
  const extraction = await extractor(file);
  // Here, where a long text holds nobody up.
  return { ...extraction, print: fingerprintOf(extraction.passages.map((p) => p.text)) };
}
