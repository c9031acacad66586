import { phraseWord } from '#server/base/vietnamese/phrase-words.ts';
import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import type { ReadLine } from './engine.ts';

/**
 * The engines are surer than this of all that is printed, worn pages included (of 330 lines one was
 * below .88), and less sure of handwriting, stamps and signatures.
 */
const SURE = 0.82;
/** A line with this share of known syllables is printed, however worn. */
const KNOWN = 0.5;

/** How sure the engine is of a line, each sign counting alike. */
function sureness({ words }: ReadLine): number {
  const signs = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / signs;
}

/** How many of the words are known syllables, 0 to 1. */
export function knownShare(pairs: TonePairs, lines: readonly ReadLine[]): number {
  const words = lines.flatMap((line) => line.words);
  const known = words.filter(({ text }) => {
    const { key } = phraseWord(text);
    return key.length > 1 && pairs.idOf(key) >= 0;
  });
  return known.length / Math.max(1, words.length);
}

/** Whether a line is printed; else it is written by hand, a stamp or a blot, and not read. */
export function isPrinted(pairs: TonePairs, line: ReadLine): boolean {
  if (sureness(line) >= SURE) return true;
  return knownShare(pairs, [line]) > KNOWN;
}
