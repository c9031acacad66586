import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import type { OutlineEntry, TextLayer } from '#server/items/file-text.ts';
import { fileDate, NO_METADATA, orNull, plainDescription, withoutText } from '../book.ts';
import { cutPages } from './page-passages.ts';
import { withPdf } from './pdf-document.ts';
import { readOutline } from './pdf-outline.ts';
import { readGlyphs } from './glyphs.ts';
import { BLANK_PAGE, layOutPage, linesOfBlocks, type PageLayout } from './page-layout.ts';
import { textOfBlocks, vocabularyOf } from './paragraphs.ts';
import { partRunningLines } from './running-lines.ts';
import { cleanText, countLetters, detectEncoding, looksSuspicious } from '../vietnamese-text.ts';

export const MAX_PAGES = 5_000;
/** A page with fewer letters is a picture with a page number. */
const LEAST_LETTERS = 20;
const READABLE_SHARE = 0.1;
/** Programs that put a recognised text under a scan. */
const OCR_MAKERS =
  /tesseract|ocrmypdf|abbyy|finereader|paper capture|omnipage|readiris|camscanner|vflat|scan ?snap|\bocr\b/iu;
/** Words of a digital signature's stamp, often the only text of a signed scan. */
const STAMP =
  /^(?:Người ký|Ký bởi|Signed by|Digitally signed|Email|Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Date|Reason|Location|Foxit|Giờ ký)\s*(?:by)?\s*:/iu;

interface Info {
  readonly [key: string]: unknown;
}

const textOf = (info: Info, key: string): string | null =>
  typeof info[key] === 'string' ? orNull(info[key]) : null;

async function readMetadata(
  doc: PDFDocumentProxy,
): Promise<{ metadata: FileMetadata; maker: string }> {
  try {
    const { info, metadata: xmp } = await doc.getMetadata();
    const facts = info as Info;
    const fromXmp = (name: string): string | null => {
      const value: unknown = xmp?.get(name);
      return orNull(
        Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : null,
      );
    };
    // Word's PDF printer writes the file's name where the title belongs.
    const title =
      (textOf(facts, 'Title') ?? fromXmp('dc:title'))?.replace(
        /^Microsoft (?:Office )?(?:Word|PowerPoint|Excel) - /u,
        '',
      ) ?? null;
    const creator = textOf(facts, 'Author') ?? fromXmp('dc:creator');
    return {
      maker: `${textOf(facts, 'Producer') ?? ''} ${textOf(facts, 'Creator') ?? ''}`,
      metadata: {
        title:
          title === null || /^(?:untitled|\(?anonymous\)?|document\d*)$/iu.test(title)
            ? null
            : title,
        creators: creator === null ? [] : [creator],
        publisher: fromXmp('dc:publisher'),
        issued: fileDate(textOf(facts, 'CreationDate') ?? fromXmp('xmp:createdate')),
        language: textOf(facts, 'Language') ?? fromXmp('dc:language'),
        description: plainDescription(textOf(facts, 'Subject') ?? fromXmp('dc:description')),
      },
    };
  } catch {
    return { metadata: NO_METADATA, maker: '' };
  }
}

/** What the pages of a document say. */
interface ReadPages {
  readonly pages: readonly PageLayout[];
  readonly fonts: ReadonlySet<string>;
}

/**
 * Every page laid out; one that cannot be read is blank. @throws AppError file-broken when no page
 * can be read
 */
async function readPages(doc: PDFDocumentProxy): Promise<ReadPages> {
  const pages: PageLayout[] = [];
  const fonts = new Set<string>();
  const layers = await doc.getOptionalContentConfig().catch(() => null);
  let failures = 0;
  let reason: unknown;
  for (let n = 1; n <= doc.numPages; n++) {
    try {
      const page = await doc.getPage(n);
      const drawn = await readGlyphs(page, layers);
      for (const name of drawn.fonts) fonts.add(name);
      pages.push(layOutPage(drawn));
      page.cleanup();
    } catch (error) {
      pages.push(BLANK_PAGE);
      // A page tree that leads back to itself has no true number of pages.
      if (/circular/iu.test(String((error as { message?: unknown }).message))) throw error;
      reason = error;
      if (++failures >= 50 && failures === n) break;
    }
    // pdf.js keeps fonts and pictures of past pages otherwise.
    if (n % 200 === 0) await doc.cleanup();
  }
  if (failures > 0 && failures === pages.length) throw reason;
  return { pages, fonts };
}

/** Raw texts of the pages (not NFC, nothing stripped, so that legacy encodings can still be told). */
function textsOf({ pages }: ReadPages, labels: readonly string[]): string[] {
  const vocabulary = vocabularyOf(
    pages
      .values()
      .flatMap(({ blocks, turned }) => linesOfBlocks([...blocks, ...turned]).map((l) => l.text)),
  );
  return partRunningLines(pages, labels).map(({ blocks }) =>
    textOfBlocks(blocks, vocabulary).join('\n\n'),
  );
}

/** The printed number of every page, as the file says it; empty when it does not. */
async function readLabels(doc: PDFDocumentProxy): Promise<readonly string[]> {
  try {
    return (await doc.getPageLabels()) ?? [];
  } catch {
    return [];
  }
}

const hasOwnText = (text: string): boolean =>
  countLetters(
    text
      .split('\n')
      .filter((line) => !STAMP.test(line.trim()))
      .join('\n'),
  ) >= LEAST_LETTERS;

/** What the file's own table of contents says begins on a page. */
function headingsByPage(outline: readonly OutlineEntry[]): Map<number, string> {
  const headings = new Map<number, string>();
  for (const { locator, title } of outline)
    if (locator.kind === 'page' && !headings.has(locator.page)) headings.set(locator.page, title);
  return headings;
}

/** Height over width of page 1 as shown; null when even that cannot be read. */
async function firstRatio(doc: PDFDocumentProxy): Promise<number | null> {
  try {
    const { width, height } = (await doc.getPage(1)).getViewport({ scale: 1 });
    return width > 0 && height > 0 ? Math.round((height / width) * 1000) / 1000 : null;
  } catch {
    return null;
  }
}

async function extractFrom(doc: PDFDocumentProxy): Promise<Extraction> {
  if (doc.numPages > MAX_PAGES)
    throw new AppError('file-too-slow', { pages: doc.numPages, limit: MAX_PAGES });
  const read = await readPages(doc);
  const raw = textsOf(read, await readLabels(doc));
  const { metadata, maker } = await readMetadata(doc);
  const outline = await readOutline(doc);
  const readable = raw.filter(hasOwnText).length;
  if (readable === 0 || readable < doc.numPages * READABLE_SHARE)
    return { ...withoutText('needs-ocr', 'unknown', doc.numPages, metadata), outline };
  const whole = raw.join('\n');
  const encoding = detectEncoding(whole, looksSuspicious(whole) ? [...read.fonts] : []);
  if (encoding === 'tcvn3' || encoding === 'vni')
    return withoutText('needs-conversion', encoding, doc.numPages, metadata);
  if (encoding === 'unknown')
    return { ...withoutText('needs-ocr', 'unknown', doc.numPages, metadata), outline };
  const texts = raw.map((text) => cleanText(text).trim());
  const provisions = cutPages(texts, headingsByPage(outline));
  const layer: TextLayer = OCR_MAKERS.test(maker) ? 'ocr' : 'born-digital';
  return {
    outcome: 'ready',
    layer,
    encoding,
    pages: doc.numPages,
    seconds: null,
    ratio: null,
    metadata,
    outline: outline.length === 0 ? provisions.outline : outline,
    passages: provisions.passages,
    sections: [],
    resources: [],
  };
}

/**
 * One passage per page of a PDF with a text layer; otherwise says whether OCR or conversion must
 * come first. Call it in a child process only: pdf.js can need seconds and hundreds of megabytes
 * for a hostile file.
 * @throws AppError file-empty | file-encrypted | file-broken | file-too-slow (more than 5,000
 * pages)
 */
export const extractPdf = (path: string): Promise<Extraction> =>
  withPdf(path, async (doc) => ({ ...(await extractFrom(doc)), ratio: await firstRatio(doc) }), {
    pictures: false,
  });
