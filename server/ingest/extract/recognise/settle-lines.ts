import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { lettersOfWord } from '#server/base/vietnamese/phrase-words.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { repairTones } from '#server/base/vietnamese/tone-repair.ts';
import { isLookedAt, type Box } from '#server/items/recognised-page.ts';
import { isDoubted, withoutSigns, type JudgedWord } from './doubt.ts';
import type { ReadLine, ReadWord } from './engine.ts';
import type { OrderedLine } from './reading-order.ts';
import { readingsBeside, wordsInLines } from './second-reading.ts';

/** A word as it is shown; `read`, `other` and `doubt` as in `RecognisedWord`. */
export interface SettledWord extends ReadWord {
  readonly read?: string;
  readonly other?: string;
  readonly doubt?: 0 | 1;
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

/** What the first reader is at least as sure of, sign by sign, as a second one confirms it. */
const SURE = 0.97;

const isSure = ({ text, second, least = 0 }: ComparedWord): boolean =>
  least >= SURE && second !== null && withoutSigns(text) === withoutSigns(second);

/** A word with its tones as they were repaired, and the signs that were seen. */
function repairedWord(word: ComparedWord, repaired: string): ComparedWord & JudgedWord {
  const { second } = word;
  const text = (second !== null && hasBetterSigns(repaired, second) ? second : repaired).replace(
    WITH_FULL_STOP,
    '$1.',
  );
  // Signs that the first reader is known to lose are nobody's doubt.
  const isMended = withoutSigns(text) !== withoutSigns(word.text);
  return { ...word, text, ...(isMended ? { read: word.text } : {}) };
}

/** Words of a paragraph, each with what else was read and whether a person has to look at it. */
const settleWords = (
  pairs: TonePairs,
  words: readonly (ComparedWord & JudgedWord)[],
): SettledWord[] =>
  words.map(({ second, ...word }, at): SettledWord => {
    const settled = {
      ...word,
      ...(second === null || second === word.text ? {} : { other: second }),
    };
    const doubt = isDoubted(pairs, words, at);
    return doubt === isLookedAt(settled) ? settled : { ...settled, doubt: doubt ? 1 : 0 };
  });

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
      words.map(isSure),
    );
    const done = settleWords(
      pairs,
      words.map((word, at) => repairedWord(word, texts[at]!)),
    );
    let at = 0;
    for (const line of paragraph)
      settled.push({ ...line, words: done.slice(at, (at += line.words.length)) });
    paragraph = [];
  };
  for (const line of compareLines(lines, others)) {
    if (line.begins) close();
    paragraph.push(line);
  }
  close();
  return settled;
}
