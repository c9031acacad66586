import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { lettersOfWord } from '#server/base/vietnamese/phrase-words.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { repairTones } from '#server/base/vietnamese/tone-repair.ts';
import type { Box } from '#server/items/recognised-page.ts';
import type { ReadLine, ReadWord } from './engine.ts';
import type { OrderedLine } from './reading-order.ts';
import { readingsBeside, wordsInLines } from './second-reading.ts';

/** A word as it is shown; `read` and `other` as in `RecognisedWord`. */
export interface SettledWord extends ReadWord {
  readonly read?: string;
  readonly other?: string;
}

export interface SettledLine extends Omit<OrderedLine, 'words'> {
  readonly words: readonly SettledWord[];
}

/** A word with what the second reader read there; null where there is no second reader. */
interface ComparedWord extends ReadWord {
  readonly second: string | null;
}

interface ComparedLine extends Omit<OrderedLine, 'words'> {
  readonly words: readonly ComparedWord[];
}

const isSign = (sign: string): boolean => !/[\p{L}\p{N}]/u.test(sign);

/** A word without the signs before and after it. */
function withoutSigns(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isSign(text[from]!)) from++;
  while (to > from && isSign(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Signs at the end of a word that the first reader is known to lose. */
const LOST_AT_END = /[.”"!?]$/u;
/** Signs that the first reader does not know. */
const UNKNOWN_SIGNS = /[!"=?[\]§]/u;

/**
 * Who signs for whom: always with a full stop (TM., KT., TL., TUQ.: Phụ lục I Nghị định
 * 30/2020/NĐ-CP, phần II, mục 7), which worn pages make a comma or a colon.
 */
const WITH_FULL_STOP = /^(TM|KT|TL|TUQ)[,:;]$/u;

/** Whether signs before and after the same word are the second reader's to tell. */
const hasBetterSigns = (first: string, second: string): boolean =>
  first !== second &&
  !second.includes(' ') &&
  withoutSigns(first) !== '' &&
  withoutSigns(first) === withoutSigns(second) &&
  ((LOST_AT_END.test(second) && second.startsWith(first)) || UNKNOWN_SIGNS.test(second));

/** A word in two where the second reader saw a blank between the same letters. */
function parted(word: ReadWord, second: string): ComparedWord[] | null {
  const [one = '', two = '', ...more] = second.split(' ');
  if (two === '' || more.length > 0) return null;
  const signs = [...word.text];
  const at = [...one].length;
  const pieces = [signs.slice(0, at).join(''), signs.slice(at).join('')] as const;
  if (lettersOfWord(one) === '' || lettersOfWord(two) === '') return null;
  const same = (piece: string, seen: string) =>
    fold(withoutSigns(piece)) === fold(withoutSigns(seen));
  if (!same(pieces[0], one) || !same(pieces[1], two)) return null;
  const [left, top, width, height] = word.box;
  const first = Math.max(1, Math.round((width * at) / signs.length));
  const boxes: readonly Box[] = [
    [left, top, first, height],
    [left + first, top, Math.max(1, width - first), height],
  ];
  return [
    { ...word, text: pieces[0], box: boxes[0]!, second: one },
    { ...word, text: pieces[1], box: boxes[1]!, second: two },
  ];
}

/** Lines with the second reader's reading beside each word. */
function compareLines(
  lines: readonly OrderedLine[],
  others: readonly ReadLine[] | null,
): ComparedLine[] {
  if (others === null)
    return lines.map((line) => ({
      ...line,
      words: line.words.map((w) => ({ ...w, second: null })),
    }));
  const inLines = wordsInLines(lines, others);
  return lines.map((line, at) => {
    const readings = readingsBeside(
      line.words.map((word) => word.text),
      inLines[at]!.map((word) => word.text),
    );
    const words = line.words.flatMap((word, i) => {
      const second = readings[i]!;
      return parted(word, second) ?? [{ ...word, second }];
    });
    return { ...line, words };
  });
}

function settleWord({ second, ...word }: ComparedWord, repaired: string): SettledWord {
  const text = (second !== null && hasBetterSigns(repaired, second) ? second : repaired).replace(
    WITH_FULL_STOP,
    '$1.',
  );
  return {
    ...word,
    text,
    // Signs that the first reader is known to lose are nobody's doubt.
    ...(withoutSigns(text) === withoutSigns(word.text) ? {} : { read: word.text }),
    ...(second === null || second === text ? {} : { other: second }),
  };
}

/**
 * The lines with their tones repaired, each paragraph as one run of words, and beside each word
 * what the second reader read where that is something else.
 * @param others what the second reader read; null where it read nothing or failed
 */
export function settleLines(
  pairs: TonePairs,
  lines: readonly OrderedLine[],
  others: readonly ReadLine[] | null,
): SettledLine[] {
  const settled: SettledLine[] = [];
  let paragraph: ComparedLine[] = [];
  const close = (): void => {
    const words = paragraph.flatMap((line) => line.words);
    const texts = repairTones(
      pairs,
      words.map((word) => word.text),
      words.map((word) => word.second ?? ''),
    );
    let at = 0;
    for (const line of paragraph)
      settled.push({ ...line, words: line.words.map((word) => settleWord(word, texts[at++]!)) });
    paragraph = [];
  };
  for (const line of compareLines(lines, others)) {
    if (line.begins) close();
    paragraph.push(line);
  }
  close();
  return settled;
}
