/** What of the question's own words stands in a passage; shares are by rarity, 0–1. */
export interface Evidence {
  readonly syllables: number;
  readonly pairs: number;
  readonly triples: number;
  readonly tones: number;
  readonly inHeading: number;
  /** With the words of the item's title. */
  readonly withTitle: number;
  /** Share of the heading's words that the question holds. */
  readonly headingExplained: number;
  /** Tokens of the heading and of the whole passage. */
  readonly headingLength: number;
  readonly length: number;
  /** Share of the tokens that the question holds. */
  readonly density: number;
  /** Most neighbouring tokens that the question holds. */
  readonly longestRun: number;
  /** Where the first of them stands, 0–1. */
  readonly firstAt: number;
  /** The rarest pair that stands in it, beside the rarest of the question. */
  readonly rarestPair: number;
  /** What words added to the question bring, beside what its own do. */
  readonly added: number;
  /** The score for each of the question's syllables, beside the rarest word's idf. */
  readonly perSyllable: number;
}

/** What was met of the question while one passage was read. */
export class Tally {
  readonly inHeading = new Set<number>();
  readonly toneFound = new Set<number>();
  readonly triplesFound = new Set<number>();
  length = 0;
  headingLength = 0;
  isProvision = false;
  /** Tokens of the question's own words, and those in the heading. */
  own = 0;
  ownOfHeading = 0;
  run = 0;
  longestRun = 0;
  firstAt = -1;

  /** Counts a token; `isOwn`: it is one of the question's own words. */
  count(isOwn: boolean, isHeading: boolean): void {
    this.length++;
    if (isHeading) this.headingLength++;
    if (!isOwn) {
      this.run = 0;
      return;
    }
    this.own++;
    this.run++;
    if (isHeading) this.ownOfHeading++;
    if (this.run > this.longestRun) this.longestRun = this.run;
    if (this.firstAt < 0) this.firstAt = this.length;
  }
}

/** 0 for a share of nothing. */
export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
