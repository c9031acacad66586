import type { RecognisedPage } from '#server/items/recognised-page.ts';

/** A picture, or one page of a PDF. */
export interface RecogniseRequest {
  readonly path: string;
  /** Of a PDF, from 1; absent for a picture. */
  readonly page?: number;
}

/**
 * Reads the words of one page from its picture, in a child process with limits of memory and time.
 * Throws an AppError of the file kind, and `storage-busy` while the server closes.
 */
export type RecognisePage = (request: RecogniseRequest) => Promise<RecognisedPage>;

/** What reads pages from their pictures. */
export interface Recogniser {
  /** Grows when it reads more or better: pages that an older one read are read anew. */
  readonly version: number;
  readonly readPage: RecognisePage;
}

/** Of the recogniser in the child process. */
export const RECOGNISER_VERSION = 2;
