import type { ReadLine } from './engine.ts';

/** A line and whether a paragraph begins with it. */
export interface OrderedLine extends ReadLine {
  readonly begins: boolean;
}

export const orderLines = (lines: readonly ReadLine[]): OrderedLine[] =>
  lines.toSorted((a, b) => a.box[1] - b.box[1]).map((line) => ({ ...line, begins: false }));
