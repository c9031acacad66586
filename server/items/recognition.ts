import type { PageRange } from './page-ranges.ts';
import type { RecognisedPage } from './recognised-page.ts';

/** How far the words of a file are read from the pictures of its pages. */
export interface Recognition {
  /** Pages whose words only their pictures show; in ascending order. */
  readonly pages: readonly PageRange[];
  /** `paused` by a person; `done` when each page was read or could not be. */
  readonly state: 'waiting' | 'paused' | 'done';
  /** How many of these pages the file's text was last made of. */
  readonly inText: number;
  /** Version of what read them (ingest/recogniser.ts); absent until all are done. */
  readonly recogniser?: number;
}

/** What came of reading the picture of one page. */
export interface PageReading {
  readonly itemId: string;
  readonly attachmentId: string;
  /** From 1. */
  readonly page: number;
  /** Version of what read it (ingest/recogniser.ts): a newer one reads the page anew. */
  readonly recogniser: number;
  /** When it was read, ISO. */
  readonly at: string;
  /** Null where the page could not be read. */
  readonly found: RecognisedPage | null;
  /** Why it could not be read, as an error code; null where it could. */
  readonly reason: string | null;
}

/** What is known of a reading without opening what was found. */
export type ReadingFact = Omit<PageReading, 'found'>;
