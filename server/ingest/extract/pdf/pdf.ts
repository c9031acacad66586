import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { pageRanges, type FileNote } from '#server/items/file-note.ts';
import { packLabels } from '#server/items/page-labels.ts';
import { packPages } from '#server/items/page-ranges.ts';
import type { OutlineEntry, TextEncoding, TextLayer } from '#server/items/file-text.ts';
import { withoutText } from '../book.ts';
import { LegacyDecoder } from '../legacy/legacy-decoder.ts';
import { cutPages } from './page-passages.ts';
import { withPdf, type OpenedPdf } from './pdf-document.ts';
import { readOutline } from './pdf-outline.ts';
import { packRunning } from './running-lines.ts';
import { readFacts } from './pdf-metadata.ts';
import { decoding, learning, readLabels, readPages, textsOf, type PageText } from './pdf-pages.ts';
import {
  cleanLine,
  cleanText,
  countLetters,
  detectEncoding,
  looksSuspicious,
} from '../vietnamese-text.ts';

/** Ten thousand scanned pages take ten seconds, ten thousand of words fifty and 400 MB. */
export const MAX_PAGES = 20_000;
/** A page with fewer letters is a picture with a page number. */
const LEAST_LETTERS = 20;
/** On a picture fewer words are a stamp of arrival, a signature, a head. */
const LEAST_WORDS = 12;
/** Programs that put a recognised text under a scan. */
const OCR_MAKERS =
  /tesseract|ocrmypdf|abbyy|finereader|paper capture|omnipage|readiris|camscanner|vflat|scan ?snap|\bocr\b/iu;
/** Words of a digital signature's stamp, often the only text of a signed scan. */
const STAMP =
  /^(?:Người ký|Ký bởi|Signed by|Digitally signed|Email|Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Date|Reason|Location|Foxit|Giờ ký)\s*(?:by)?\s*:|^Scanned (?:by|with) /iu;
/** What stands in the place of a form or of a file's parts for programs that cannot show them. */
const PLACEHOLDER = /please wait|adobe reader|acrobat|pdf portfolio/iu;

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

/** Files within the file, of whose words none are read. */
async function portfolioNote(doc: PDFDocumentProxy): Promise<FileNote> {
  let names: string[] = [];
  try {
    names = [...((await doc.getAttachments()) ?? new Map()).values()].map(
      ({ filename }) => filename,
    );
  } catch {
    // Damaged attachments cost their names.
  }
  const shown = names.slice(0, 5).map((name) => cleanLine(name).slice(0, 80));
  const detail = names.length > shown.length ? [...shown, '…'] : shown;
  return { code: 'portfolio', count: names.length, detail: detail.join(', ') };
}

/** Nothing but a plea to open the file elsewhere. */
const isPlaceholder = (pages: readonly PageText[]): boolean => {
  const text = pages.map((p) => p.text).join('\n');
  return !hasOwnText(text) || (pages.length <= 2 && PLACEHOLDER.test(text));
};

/**
 * Pages that show something and say nothing, or no more than a stamp of arrival does; an empty page
 * is none.
 */
const pagesWithoutText = (pages: readonly PageText[]): number[] =>
  pages.flatMap(({ text, drawn }, i) =>
    drawn && (!hasOwnText(text) || text.split(/\s+/u).length < LEAST_WORDS) ? [i + 1] : [],
  );

/** Characters of the pages named to staff. */
const LONGEST_DETAIL = 300;

function textlessNote(pages: readonly number[]): FileNote[] {
  const ranges = pageRanges(pages);
  const detail =
    ranges.length <= LONGEST_DETAIL
      ? ranges
      : `${ranges.slice(0, ranges.lastIndexOf(',', LONGEST_DETAIL))}, …`;
  return pages.length === 0 ? [] : [{ code: 'pages-without-text', count: pages.length, detail }];
}

const textOf = (pages: readonly PageText[]): string => pages.map(({ text }) => text).join('\n');

interface DecodedPages {
  readonly pages: readonly PageText[];
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
}

const isLegacy = (encoding: TextEncoding): boolean => encoding === 'tcvn3' || encoding === 'vni';

/**
 * A text that does not look like Unicode is read once more with the names of its fonts, and a third
 * time where it is TCVN3 or VNI, with its letters decoded. `encoding` stays a legacy one without
 * notes where that did not help.
 */
const readAgain = (
  path: string,
  pages: readonly PageText[],
  labels: readonly string[],
): Promise<DecodedPages> =>
  withPdf(
    path,
    async (doc) => {
      const decoder = new LegacyDecoder();
      const { fonts } = await readPages(doc, learning(decoder));
      const encoding = detectEncoding(textOf(pages), [...fonts]);
      if (!isLegacy(encoding)) return { pages, encoding, notes: [] };
      const decoded = textsOf(await readPages(doc, decoding(decoder)), labels);
      const isRight = decoder.found !== null && detectEncoding(textOf(decoded)) === 'unicode';
      return isRight
        ? { pages: decoded, encoding: decoder.found!, notes: decoder.notes }
        : { pages, encoding, notes: [] };
    },
    { pictures: false, fontNames: true },
  );

/** What the text layer says, its encoding known. */
async function readText(
  path: string,
  doc: PDFDocumentProxy,
  labels: readonly string[],
  asItIs: boolean,
): Promise<DecodedPages> {
  const pages = textsOf(await readPages(doc), labels);
  if (asItIs || !pages.some(({ text }) => hasOwnText(text)))
    return { pages, encoding: 'unicode', notes: [] };
  const whole = textOf(pages);
  const encoding = detectEncoding(whole);
  return isLegacy(encoding) || looksSuspicious(whole)
    ? readAgain(path, pages, labels)
    : { pages, encoding, notes: [] };
}

interface PdfToRead {
  readonly path: string;
  readonly asItIs: boolean;
}

async function extractFrom(
  doc: PDFDocumentProxy,
  { lockedAttachments }: OpenedPdf,
  { path, asItIs }: PdfToRead,
): Promise<Extraction> {
  if (doc.numPages > MAX_PAGES)
    throw new AppError('file-too-many-pages', { pages: doc.numPages, limit: MAX_PAGES });
  const labels = await readLabels(doc);
  const { pages, encoding, notes: decodedNotes } = await readText(path, doc, labels, asItIs);
  const facts = await readFacts(doc);
  const outline = await readOutline(doc);
  const { metadata } = facts;
  const notes = facts.isPortfolio ? [await portfolioNote(doc)] : [];
  if (lockedAttachments) notes.push({ code: 'encrypted-attachment', count: 1, detail: '' });
  const found = { outline, labels: packLabels(labels), notes };
  if (facts.isXfa && isPlaceholder(pages)) notes.push({ code: 'form-xfa', count: 1, detail: '' });
  if ((facts.isPortfolio || facts.isXfa) && isPlaceholder(pages))
    return { ...withoutText('ready', 'unknown', doc.numPages, metadata), notes };
  if (!pages.some(({ text }) => hasOwnText(text)) || encoding === 'unknown')
    return { ...withoutText('needs-ocr', 'unknown', doc.numPages, metadata), ...found };
  if (isLegacy(encoding) && decodedNotes.length === 0)
    return withoutText('needs-conversion', encoding, doc.numPages, metadata);
  const layer: TextLayer = OCR_MAKERS.test(facts.maker) ? 'ocr' : 'born-digital';
  const textless = pagesWithoutText(pages);
  const provisions = cutPages(
    pages.map(({ text }) => cleanText(text).trim()),
    headingsByPage(outline),
  );
  return {
    ...withoutText('ready', encoding, doc.numPages, metadata),
    ...found,
    layer,
    outline: outline.length === 0 ? provisions.outline : outline,
    running: packRunning(pages.map(({ running }) => running)),
    textless: packPages(textless),
    notes: [...notes, ...decodedNotes, ...textlessNote(textless)],
    passages: provisions.passages,
  };
}

/**
 * One passage per page of a PDF with a text layer, TCVN3 and VNI decoded; otherwise says whether OCR
 * or conversion must come first. Call it in a child process only: pdf.js can need seconds and hundreds of megabytes
 * for a hostile file.
 * @throws AppError file-empty | file-encrypted | file-broken | file-too-many-pages (more than
 * 20,000) | file-too-slow
 */
export const extractPdf = (path: string, asItIs = false): Promise<Extraction> =>
  withPdf(
    path,
    async (doc, opened) => ({
      ...(await extractFrom(doc, opened, { path, asItIs })),
      ratio: await firstRatio(doc),
    }),
    {
      pictures: false,
    },
  );
