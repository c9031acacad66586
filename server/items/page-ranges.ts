/** Pages that follow each other, both ends counted; from 1. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** An attachment carries no more; of a file with more gaps some pages between are taken in. */
export const MOST_RANGES = 200;

/** Pages in ascending order as ranges. */
export function packPages(pages: readonly number[]): PageRange[] {
  for (let gap = 1; ; gap *= 2) {
    const ranges: { from: number; to: number }[] = [];
    for (const page of pages) {
      const last = ranges.at(-1);
      if (last !== undefined && page - last.to <= gap) last.to = page;
      else ranges.push({ from: page, to: page });
    }
    if (ranges.length <= MOST_RANGES) return ranges;
  }
}

export const countPages = (ranges: readonly PageRange[]): number =>
  ranges.reduce((n, { from, to }) => n + to - from + 1, 0);

export const holdsPage = (ranges: readonly PageRange[], page: number): boolean =>
  ranges.some(({ from, to }) => from <= page && page <= to);
