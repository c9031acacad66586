import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Rhythm } from './subscriber.ts';

/** What a run of letters did so far; nobody's address. */
export interface Run {
  readonly rhythm: Rhythm;
  /** What was published up to then is told. */
  readonly until: string;
  /** When it was last at work. */
  readonly at: string;
  sent: number;
  refused: number;
  /** Why it waits; null for one that is through. */
  readonly reason: string | null;
}

type Facts = Pick<FactCatalog, 'findFact' | 'saveFact'>;

const keyOf = (rhythm: Rhythm): string => `news-run:${rhythm}`;

/** Null before the first. */
export async function lastRun(catalog: Facts, rhythm: Rhythm): Promise<Run | null> {
  const kept = await catalog.findFact(keyOf(rhythm));
  return kept === null ? null : (JSON.parse(kept) as Run);
}

/** A run that was held up adds to what it did before. */
export async function noteRun(catalog: Facts, run: Run): Promise<void> {
  const before = await lastRun(catalog, run.rhythm);
  const same = before?.until === run.until ? before : null;
  const whole = {
    ...run,
    sent: run.sent + (same?.sent ?? 0),
    refused: run.refused + (same?.refused ?? 0),
  };
  await catalog.saveFact(keyOf(run.rhythm), JSON.stringify(whole));
}
