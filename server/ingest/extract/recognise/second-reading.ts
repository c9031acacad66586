import type { Box } from '#server/items/recognised-page.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import type { ReadLine, ReadWord } from './engine.ts';

/** What it costs to align two signs: a blank goes with a blank, a letter with one like it. */
function costOf(one: string, two: string): number {
  if (one === two) return 0;
  if (one === ' ' || two === ' ') return 3;
  return fold(one) === fold(two) ? 0.5 : 1;
}

/** For each position of a text (and its end) the position of the other that goes with it. */
function alignedPositions(text: readonly string[], other: readonly string[]): number[] {
  const width = other.length + 1;
  const costs = new Float32Array((text.length + 1) * width);
  for (let j = 1; j < width; j++) costs[j] = j;
  for (let i = 1; i <= text.length; i++) {
    costs[i * width] = i;
    for (let j = 1; j < width; j++)
      costs[i * width + j] = Math.min(
        costs[(i - 1) * width + j - 1]! + costOf(text[i - 1]!, other[j - 1]!),
        costs[(i - 1) * width + j]! + 1,
        costs[i * width + j - 1]! + 1,
      );
  }
  const positions = Array<number>(text.length + 1).fill(0);
  let [i, j] = [text.length, other.length];
  positions[i] = j;
  while (i > 0) {
    const here = costs[i * width + j]!;
    const both =
      j > 0 ? costs[(i - 1) * width + j - 1]! + costOf(text[i - 1]!, other[j - 1]!) : Infinity;
    if (here === Math.fround(both)) j--;
    else if (here !== Math.fround(costs[(i - 1) * width + j]! + 1)) {
      j--;
      continue;
    }
    positions[--i] = j;
  }
  return positions;
}

/**
 * What another reader read where each word of a line stands, '' for nothing; with a blank inside
 * where it saw several words.
 */
export function readingsBeside(words: readonly string[], others: readonly string[]): string[] {
  const text = [...words.join(' ')];
  const other = [...others.join(' ')];
  const positions = alignedPositions(text, other);
  let at = 0;
  return words.map((word) => {
    const length = [...word].length;
    const from = positions[at]!;
    const to = positions[at + length]!;
    at += length + 1;
    return other.slice(from, to).join('').trim();
  });
}

const middleOf = ([left, top, width, height]: Box) => ({
  x: left + width / 2,
  y: top + height / 2,
});

const holds = ([left, top, width, height]: Box, { x, y }: { x: number; y: number }): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** Words of another reader, in the line in whose box their middle lies, from left to right. */
export function wordsInLines(
  lines: readonly ReadLine[],
  others: readonly ReadLine[],
): ReadWord[][] {
  const inLines = lines.map((): ReadWord[] => []);
  for (const word of others.flatMap((line) => line.words)) {
    const at = lines.findIndex((line) => holds(line.box, middleOf(word.box)));
    if (at >= 0) inLines[at]!.push(word);
  }
  return inLines.map((words) => words.toSorted((a, b) => a.box[0] - b.box[0]));
}
