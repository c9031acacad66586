import { countPages } from '#server/items/page-ranges.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { ReadingCount } from './recognition-catalog.ts';

/** What staff may do about the reading of a file's pages, as forms name it. */
export const RECOGNITION_STEPS = ['tam-dung', 'chay-tiep', 'lam-lai'] as const;
export type RecognitionStep = (typeof RECOGNITION_STEPS)[number];

/** How far the pages of a file are read from their pictures. */
export interface RecognitionProgress {
  readonly state: Recognition['state'];
  /** Pages that were looked at. */
  readonly looked: number;
  readonly total: number;
  /** Pages that could not be read. */
  readonly failed: number;
  /** Milliseconds until the last page, by the pace of the last ten; null while that is unknown. */
  readonly msLeft: number | null;
}

/**
 * Pages of other files come in between and a pause lies between two pages: the usual distance of the
 * last ones says how long the others take.
 */
function usualDistance(latest: readonly string[]): number | null {
  const distances = latest
    .slice(1)
    .map((at, i) => Date.parse(latest[i]!) - Date.parse(at))
    .toSorted((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? null;
}

export function progressOf(
  { pages, state }: Recognition,
  { read, failed, latest }: ReadingCount,
): RecognitionProgress {
  const total = countPages(pages);
  const looked = Math.min(total, read + failed);
  const distance = usualDistance(latest);
  return {
    state,
    looked,
    total,
    failed,
    msLeft: distance === null ? null : distance * (total - looked),
  };
}
