import type { OutlineEntry, TextEncoding, TextLayer } from './file-text.ts';
import type { Locator } from '#server/base/locator.ts';
import type { FileNote } from './file-note.ts';
import type { PageLabels } from './page-labels.ts';
import type { PageRange } from './page-ranges.ts';
import type { RunningText } from './running-text.ts';
import type { Fingerprint } from './fingerprint.ts';

/**
 * What a file says of itself; every field may be wrong and is only ever a proposal to the
 * cataloguer.
 */
export interface FileMetadata {
  readonly title: string | null;
  readonly creators: readonly string[];
  readonly publisher: string | null;
  /** A partial date. */
  readonly issued: string | null;
  readonly language: string | null;
  readonly description: string | null;
}

export interface ExtractedPassage {
  readonly locator: Locator;
  readonly heading: string;
  /** NFC; paragraphs separated by a blank line, no control characters. */
  readonly text: string;
}

export interface ExtractedSection {
  readonly title: string;
  readonly href: string;
  /**
   * Sanitised: no script, no handler, no outside address; pictures point to `resource:NAME`,
   * chapters to `section:N#fragment`.
   */
  readonly html: string;
}

export interface ExtractedResource {
  /** Safe file name, unique within the book. */
  readonly name: string;
  readonly mediaType: string;
  /** Where the extraction left the bytes; the caller stores and removes them. */
  readonly path: string;
}

/**
 * Everything a file gave. `outcome` says what the pipeline may do with it: only `ready` text is
 * indexed;
 * `needs-ocr` has no usable text layer, `needs-conversion` is in a legacy encoding (TCVN3, VNI).
 */
export interface Extraction {
  readonly outcome: 'ready' | 'needs-ocr' | 'needs-conversion';
  readonly layer: TextLayer;
  readonly encoding: TextEncoding;
  /** Pages of a PDF, chapters of a book, 1 for a picture, null for media. */
  readonly pages: number | null;
  /** Height over width of the first page or picture, else null. */
  readonly ratio: number | null;
  readonly seconds: number | null;
  readonly metadata: FileMetadata;
  readonly outline: readonly OutlineEntry[];
  readonly passages: readonly ExtractedPassage[];
  readonly sections: readonly ExtractedSection[];
  readonly resources: readonly ExtractedResource[];
  /** Printed numbers of the pages; absent or empty when they count from 1. */
  readonly labels?: readonly PageLabels[];
  /** Lines that run over the pages and are no part of the passages; absent for none. */
  readonly running?: readonly RunningText[];
  /** Pages that show something and have no text, for text recognition; absent for none. */
  readonly textless?: readonly PageRange[];
  /** What staff have to know; absent for nothing. */
  readonly notes?: readonly FileNote[];
  /** Made of the passages once they are all there. */
  readonly print?: Fingerprint | null;
}
