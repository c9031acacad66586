import type { CorrectedPageKey } from './page-correction.ts';

/**
 * A reader says that a word on a page is wrong. Nobody's name or address is kept, and only the day:
 * an exact time could be laid beside a proxy's log.
 */
export interface TextReport extends CorrectedPageKey {
  /** Random: it tells no time either. */
  readonly id: string;
  /** In Vietnam: `2026-11-30`. */
  readonly day: string;
  /** The line as the reader saw it; empty when none was named. */
  readonly seen: string;
  /** Which words of it, as they were selected or typed; may be empty. */
  readonly words: string;
  /** What it should be; may be empty. */
  readonly wanted: string;
}

export const LONGEST_REPORT = 300;
/** Reports of one page that wait: more say nothing new until somebody looked. */
export const MOST_REPORTS = 20;
