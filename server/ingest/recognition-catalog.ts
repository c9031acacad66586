import type { PageReading, ReadingFact } from '#server/items/recognition.ts';

/** How many pages of a file were read from their pictures. */
export interface ReadingCount {
  /** Pages that were read. */
  readonly read: number;
  /** Pages that could not be read. */
  readonly failed: number;
  /** When the last of them were looked at, newest first, eleven at most. */
  readonly latest: readonly string[];
}

/** A reading as it is kept: what was found is opened where it is needed. */
export interface KnownReading extends ReadingFact {
  /** As `packed-page.ts` packs it; null where the page could not be read. */
  readonly packed: string | null;
}

/**
 * The part of the port `Catalog` that keeps what was read from the pictures of pages. It goes with
 * its file: a saved item has none of files that it does not name any more.
 */
export interface RecognitionCatalog {
  /** In the stead of what was known of the page. */
  saveReading(reading: PageReading): Promise<void>;
  /** Null when the page was never looked at. */
  findReading(attachmentId: string, page: number): Promise<PageReading | null>;
  /** By page, from `from` on. */
  listReadings(attachmentId: string, from: number, limit: number): Promise<KnownReading[]>;
  /** The same, without what was found. */
  listReadingFacts(attachmentId: string, from: number, limit: number): Promise<ReadingFact[]>;
  countReadings(attachmentId: string): Promise<ReadingCount>;
  /** Ignored when there are none. */
  dropReadings(attachmentId: string): Promise<void>;
}
