import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { repairTones } from '#server/base/vietnamese/tone-repair.ts';
import type { ReadWord } from './engine.ts';
import type { OrderedLine } from './reading-order.ts';

/** A word after repair; `read` is what the engine read where that is something else. */
export interface RepairedWord extends ReadWord {
  readonly read?: string;
}

export interface RepairedLine extends Omit<OrderedLine, 'words'> {
  readonly words: readonly RepairedWord[];
}

/** The lines with their tones repaired, each paragraph as one run of words. */
export function repairLines(pairs: TonePairs, lines: readonly OrderedLine[]): RepairedLine[] {
  const repaired: RepairedLine[] = [];
  let paragraph: OrderedLine[] = [];
  const close = (): void => {
    const texts = repairTones(
      pairs,
      paragraph.flatMap((line) => line.words.map((word) => word.text)),
    );
    let at = 0;
    for (const line of paragraph) {
      const words = line.words.map((word) => {
        const text = texts[at++]!;
        return text === word.text ? word : { ...word, text, read: word.text };
      });
      repaired.push({ ...line, words });
    }
    paragraph = [];
  };
  for (const line of lines) {
    if (line.begins) close();
    paragraph.push(line);
  }
  close();
  return repaired;
}
