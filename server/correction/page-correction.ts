import type { Box, RecognisedWord } from '#server/items/recognised-page.ts';

/**
 * A page of certain bytes in an item: what people corrected stays with it, whichever recogniser
 * reads it anew, as long as the item has a file of these bytes.
 */
export interface CorrectedPageKey {
  readonly itemId: string;
  readonly sha256: string;
  /** From 1. */
  readonly page: number;
}

/** A word; `read` and `other` are what machines read, until a person has looked at it. */
export interface CorrectedWord extends RecognisedWord {
  /** A person wrote it, or says that it is right. */
  readonly isChecked?: true;
}

/** A line that a person touched. It stands in the stead of what machines read there. */
export interface CorrectedLine {
  /** Of the machine's line it stands for (`lineIdOf`), or made up for a line it did not see. */
  readonly id: string;
  readonly box: Box;
  /** Empty where a person took the line away. */
  readonly words: readonly CorrectedWord[];
  readonly begins?: 1;
  /** No machine read it: a person added it. */
  readonly isAdded?: true;
  /** A person parted or joined it: its box is not that of the machine's line. */
  readonly isRedrawn?: true;
  /** The second piece of a line that a person parted: the line it stands right behind. */
  readonly follows?: string;
}

/** Who says that a whole page was read against its picture, and when. */
export interface ReadAgain {
  readonly accountId: string;
  readonly name: string;
  /** ISO instant. */
  readonly at: string;
}

/** What people made of one page. */
export interface PageCorrection extends CorrectedPageKey {
  /** Grows by one with every change; 0 before the first. */
  readonly version: number;
  /** What the boxes count in: that of the reading it was begun with. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly CorrectedLine[];
  /** Null while nobody has said that the page is done. */
  readonly done: ReadAgain | null;
}

export const CORRECTION_KINDS = [
  'change',
  'accept',
  'add',
  'delete',
  'split',
  'join',
  'undo',
  'done',
  'reopen',
  'report-taken',
  'report-refused',
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** Append-only: who changed which line of a page from what to what. */
export interface CorrectionEvent extends CorrectedPageKey {
  /** Sorts by time. */
  readonly id: string;
  /** Empty for what is of the whole page. */
  readonly line: string;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly kind: CorrectionKind;
  /**
   * Text of the line, or what a report spoke of; null where there was no line. Of two lines, where
   * one was parted or two were joined, with a line end between them.
   */
  readonly before: string | null;
  readonly after: string | null;
  /** Which words of `after` were accepted as they stand, from 0. */
  readonly words?: readonly number[];
  /** The second of two lines. */
  readonly other?: string;
  /** The event that it takes back. */
  readonly undoes?: string;
}

/** Somebody has a page open to correct it: told to others, never a lock. */
export interface PageHold {
  readonly accountId: string;
  readonly name: string;
  /** ISO instant. */
  readonly until: string;
}

/** Minutes that a page stays with whoever opened or changed it last. */
export const HOLD_MINUTES = 10;

/** A line as it is known again: by where it stands on the picture. */
export const lineIdOf = (box: Box): string => box.map(Math.round).join('.');

export const textOfWords = (words: readonly Pick<CorrectedWord, 'text'>[]): string =>
  words.map(({ text }) => text).join(' ');

/** Letters of a line; more are no line of a page. */
export const LONGEST_LINE = 2_000;
/** Lines that a person adds to a page. */
export const MOST_ADDED = 200;

/** NFC, one blank between words, none around them. */
export const tidyLine = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').trim();
