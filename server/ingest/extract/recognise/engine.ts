import type { Box } from '#server/items/recognised-page.ts';
import type { GreyPicture } from './grey-picture.ts';

/** A word as an engine read it. */
export interface ReadWord {
  /** NFC, without blanks, never empty. */
  readonly text: string;
  /** In pixels of the picture that was read. */
  readonly box: Box;
  /** 0 to 1, as sure as the engine says to be. */
  readonly confidence: number;
  /** As sure as it is of the sign that it is least sure of; absent where it does not tell. */
  readonly least?: number;
}

/** A line of words from left to right, never empty. */
export interface ReadLine {
  readonly box: Box;
  readonly words: readonly ReadWord[];
}

/** Reads pictures; `test/extract/recognise/engines.test.ts` holds each engine to every sentence. */
export interface Engine {
  /** Name and version: `trueocr 0.1.1`. */
  readonly name: string;
  /**
   * Lines of an upright, level picture, in no promised order; none where nothing is printed. Boxes
   * lie within the picture.
   */
  read(picture: GreyPicture): Promise<readonly ReadLine[]>;
}
