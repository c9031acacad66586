import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageEdges } from '#server/items/running-text.ts';
import { messages } from '../../messages.ts';
import type { LegacyDecoder } from '../legacy/legacy-decoder.ts';
import { readGlyphs, type DocumentState, type DrawnPage } from './glyphs.ts';
import { decodeGlyphs, learnGlyphs } from './legacy-glyphs.ts';
import { UNREAD_PAGE, layOutPage, linesOfBlocks, type PageLayout } from './page-layout.ts';
import { textOfBlocks, vocabularyOf } from './paragraphs.ts';
import { partRunningLines } from './running-lines.ts';

/** What the pages of a document say. */
export interface ReadPages {
  readonly pages: readonly PageLayout[];
  readonly fonts: ReadonlySet<string>;
}

async function stateOf(doc: PDFDocumentProxy): Promise<DocumentState> {
  const layers = await doc.getOptionalContentConfig().catch(() => null);
  // A map, whatever its type says (pdf.js 6.5).
  const marks = (await doc.getMarkInfo().catch(() => null)) as unknown as ReadonlyMap<
    string,
    boolean
  > | null;
  const isTagged = marks?.get('Marked') === true && marks.get('Suspects') !== true;
  return { layers, isTagged };
}

/** What is done with the glyphs of a page before it is laid out. */
export type ReadingStep = (page: DrawnPage) => DrawnPage;

const asDrawn: ReadingStep = (page) => page;

/** Shows a decoder what stands in each font, for a second reading. */
export const learning =
  (decoder: LegacyDecoder): ReadingStep =>
  (page) => {
    learnGlyphs(page, decoder);
    return page;
  };

export const decoding =
  (decoder: LegacyDecoder): ReadingStep =>
  (page) => ({ ...page, glyphs: decodeGlyphs(page, decoder) });

/**
 * Every page laid out; one that cannot be read is blank. @throws AppError file-broken when no page
 * can be read
 */
export async function readPages(
  doc: PDFDocumentProxy,
  step: ReadingStep = asDrawn,
): Promise<ReadPages> {
  const pages: PageLayout[] = [];
  const fonts = new Set<string>();
  const state = await stateOf(doc);
  let failures = 0;
  let reason: unknown;
  for (let n = 1; n <= doc.numPages; n++) {
    try {
      const page = await doc.getPage(n);
      const drawn = step(await readGlyphs(page, state));
      for (const name of drawn.fonts.values()) if (name !== '') fonts.add(name);
      pages.push(layOutPage(drawn));
      page.cleanup();
    } catch (error) {
      pages.push(UNREAD_PAGE);
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

/** What a page says, raw: not NFC, nothing stripped, so that legacy encodings can still be told. */
export interface PageText {
  readonly text: string;
  readonly running: PageEdges;
  /** Pictures or drawings fill a good part of it. */
  readonly drawn: boolean;
}

/** @param labels The printed number of every page; may be empty. */
export function textsOf({ pages }: ReadPages, labels: readonly string[]): PageText[] {
  const vocabulary = vocabularyOf(
    pages
      .values()
      .flatMap(({ blocks, turned }) => linesOfBlocks([...blocks, ...turned]).map((l) => l.text)),
  );
  return partRunningLines(pages, labels).map(({ blocks, running }, i) => ({
    text: [...textOfBlocks(blocks, vocabulary), ...pages[i]!.comments.map(messages.note)].join(
      '\n\n',
    ),
    running,
    drawn: pages[i]!.drawn,
  }));
}

/** The printed number of every page, as the file says it; empty when it does not. */
export async function readLabels(doc: PDFDocumentProxy): Promise<readonly string[]> {
  try {
    return (await doc.getPageLabels()) ?? [];
  } catch {
    return [];
  }
}
