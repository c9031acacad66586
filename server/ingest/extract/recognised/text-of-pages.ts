import type { ExtractedPassage } from '#server/items/extraction.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import { fingerprintOf, type Fingerprint } from '#server/items/fingerprint.ts';
import type { RunningText } from '#server/items/running-text.ts';
import { unpackPage } from '../../packed-page.ts';
import { UNREAD_PAGE, linesOfBlocks, type PageLayout } from '../pdf/page-layout.ts';
import { cutPages } from '../pdf/page-passages.ts';
import { textOfBlocks, vocabularyOf } from '../pdf/paragraphs.ts';
import { packRunning, partRunningLines } from '../pdf/running-lines.ts';
import { cleanText } from '../vietnamese-text.ts';
import { layOutRecognised } from './recognised-layout.ts';

/** Pages of a file, by their number from 1. */
export interface PagesToSet {
  readonly total: number;
  /** What was read from pictures, packed (ingest/packed-page.ts). */
  readonly read: readonly (readonly [page: number, packed: string])[];
  /** Words that pages have otherwise. */
  readonly words: readonly (readonly [page: number, text: string])[];
  /** The file has text of its own: a page of few words that keeps them is a cover. */
  readonly hasOwnText: boolean;
  /** What the file's own table of contents says begins on a page. */
  readonly headings: readonly (readonly [page: number, heading: string])[];
  /** The text is whole: its fingerprint is worth making. */
  readonly isWhole: boolean;
}

export interface TextOfPages {
  readonly passages: readonly ExtractedPassage[];
  /** Phần, chương, mục and điều where they begin. */
  readonly outline: readonly OutlineEntry[];
  /** Lines that run over the pages that were read. */
  readonly running: readonly RunningText[];
  readonly print: Fingerprint | null;
  /** Pages that were read and hold no words. */
  readonly wordless: readonly number[];
  /** Pages that were read and say what they say themselves. */
  readonly covers: readonly number[];
  /** What the recogniser noted, with the pages it is of. */
  readonly noted: readonly (readonly [note: string, pages: readonly number[]])[];
}

/**
 * A comma that was read for the stop after an article's number: what follows would be no article.
 * `Điều 2, Điều 3 …` and `Điều 2, khoản 1 …` speak of articles and begin none.
 */
const ARTICLE_WITH_COMMA = /(?<=^|\n\n)(Điều\s\d{1,3}[a-zđ]?)\s?,(?=\s\p{Lu}(?!iều\s))/gu;
const withStops = (text: string): string => text.replace(ARTICLE_WITH_COMMA, '$1.');

const NOTHING_READ: PageLayout = { ...UNREAD_PAGE, drawn: false };
/** A picture with fewer words is no scanned page: its own words are surer than what is read of it. */
const FEW_WORDS = 12;
const isShort = (text: string): boolean => text.split(/\s+/u).length < FEW_WORDS;

/**
 * The text of a file of which pages were read from their pictures, by the rules of PDFs. For
 * hundreds of pages it takes seconds, so it is made in a child process.
 */
export function textOfPages(file: PagesToSet): TextOfPages {
  const { total, read, words, headings, isWhole, hasOwnText } = file;
  const layouts: PageLayout[] = Array.from({ length: total }, () => NOTHING_READ);
  const noted = new Map<string, number[]>();
  for (const [page, packed] of read) {
    const found = unpackPage(packed);
    layouts[page - 1] = layOutRecognised(found);
    for (const note of found.notes) noted.set(note, [...(noted.get(note) ?? []), page]);
  }
  const vocabulary = vocabularyOf(
    layouts.values().flatMap(({ blocks }) => linesOfBlocks(blocks).map((line) => line.text)),
  );
  const otherwise = new Map(words);
  const parts = partRunningLines(layouts, []);
  const covers: number[] = [];
  const pages = parts.map(({ blocks }, i) => {
    const text = withStops(cleanText(textOfBlocks(blocks, vocabulary).join('\n\n')).trim());
    const own = otherwise.get(i + 1) ?? '';
    const isCover = hasOwnText && text !== '' && own !== '' && isShort(text);
    if (isCover) covers.push(i + 1);
    return text === '' || isCover ? own : text;
  });
  const { passages, outline } = cutPages(pages, new Map(headings));
  return {
    passages,
    outline,
    running: packRunning(parts.map(({ running }) => running)),
    print: isWhole ? fingerprintOf(passages.map(({ text }) => text)) : null,
    covers,
    wordless: read.flatMap(([page]) => (layouts[page - 1]!.blocks.length === 0 ? [page] : [])),
    noted: [...noted],
  };
}
