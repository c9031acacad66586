/** Left, top, width and height in pixels of the page picture that was recognised. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** Quarter turns, clockwise, in degrees. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** A word that text recognition found on a page picture. */
export interface RecognisedWord {
  /** NFC, without blanks: as it is shown and found, after tone repair. */
  readonly text: string;
  readonly box: Box;
  /** What the engine read, where tone repair changed it; else absent. */
  readonly read?: string;
  /** What the second reader read, where it read something else; else absent. */
  readonly other?: string;
  /**
   * Whether a person has to look at it; absent where `other` and `read` say so: there they are, as
   * in all that older recognisers read.
   */
  readonly doubt?: 0 | 1;
}

/** Whether a person has to look at a word that a machine read. */
export const isLookedAt = ({
  read,
  other,
  doubt,
}: Pick<RecognisedWord, 'read' | 'other' | 'doubt'>): boolean =>
  doubt === undefined ? read !== undefined || other !== undefined : doubt === 1;

/** A printed line, or a cell's line of a table. */
export interface RecognisedLine {
  readonly box: Box;
  readonly words: readonly RecognisedWord[];
  /** 1 for the first line of a paragraph, which a blank line parts from what stands before. */
  readonly begins?: 1;
}

/**
 * What text recognition found on one page, lines in the order of reading. Boxes are those of the
 * page picture as it is shown to readers: before it was straightened for the engine.
 */
export interface RecognisedPage {
  /** Pixels of the picture that the boxes count in. */
  readonly width: number;
  readonly height: number;
  /** How far the picture has to be turned to stand upright. */
  readonly turn: QuarterTurn;
  /** Degrees by which it was straightened, clockwise positive. */
  readonly skew: number;
  readonly lines: readonly RecognisedLine[];
  /** Engines that read it, the first one first, as name and version: `trueocr 0.1.1`. */
  readonly engines: readonly string[];
  /** What staff have to know: `handwriting`, `no-text`, `mirrored`, `second-reader-failed` … */
  readonly notes: readonly string[];
}
