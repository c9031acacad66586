import type { Box } from '#server/items/recognised-page.ts';
import type { LineNow } from './corrected-page.ts';
import { textOfWords, type CorrectedLine, type CorrectedWord } from './page-correction.ts';
import { wordEdits, wordsOf } from './word-edits.ts';

/** Of a line's height: how wide a letter is, where nothing else says it. */
const LETTER = 0.5;

/** The smallest box around words. */
export function boxAround(words: readonly Pick<CorrectedWord, 'box'>[]): Box {
  const left = Math.min(...words.map(({ box }) => box[0]));
  const top = Math.min(...words.map(({ box }) => box[1]));
  const right = Math.max(...words.map(({ box }) => box[0] + box[2]));
  const bottom = Math.max(...words.map(({ box }) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

/** The stretch of a line that words have which take the place of others. */
function stretchOf(line: CorrectedLine, from: number, to: number): Box {
  const [left, top, width, height] = line.box;
  const [first, last] = [line.words[from], line.words[to - 1]];
  if (first !== undefined && last !== undefined && to > from) {
    const end = last.box[0] + last.box[2];
    return [first.box[0], Math.min(first.box[1], last.box[1]), end - first.box[0], first.box[3]];
  }
  const before = line.words[from - 1];
  const after = line.words[from];
  const start = before === undefined ? left : before.box[0] + before.box[2];
  const end = after === undefined ? left + width : after.box[0];
  return [start, top, Math.max(LETTER * height, end - start), height];
}

/** Boxes for words side by side within a stretch, each as wide as its letters are many. */
function boxesWithin([left, top, width, height]: Box, words: readonly string[]): Box[] {
  const letters = words.reduce((sum, word) => sum + word.length + 1, -1);
  let at = 0;
  return words.map((word) => {
    const box: Box = [left + (width * at) / letters, top, (width * word.length) / letters, height];
    at += word.length + 1;
    return box;
  });
}

/**
 * What a machine had read of each word of a text, where it read the same: words get their doubts back
 * when a change of them is taken back.
 */
function machineWords(
  machine: CorrectedLine | null,
  text: string,
): ReadonlyMap<number, CorrectedWord> {
  const doubted = new Map<number, CorrectedWord>();
  if (machine === null) return doubted;
  const read = machine.words.map((word) => word.text);
  let [from, at] = [0, 0];
  const keep = (to: number): void => {
    for (; from < to; from++) doubted.set(at++, machine.words[from]!);
  };
  for (const edit of wordEdits(read, wordsOf(text))) {
    keep(edit.from);
    from = edit.to;
    at += edit.words.length;
  }
  keep(read.length);
  return doubted;
}

/**
 * A line with another text: words that stay keep their boxes, new ones share the stretch of those
 * they take the place of and count as looked at.
 * @param machine the line as it was read, when a change is taken back: its words are doubted anew
 */
export function withText(
  line: CorrectedLine,
  text: string,
  machine: CorrectedLine | null = null,
): CorrectedLine {
  const before = line.words;
  const after = wordsOf(text);
  const doubted = machineWords(machine, text);
  const words: CorrectedWord[] = [];
  let next = 0;
  for (const edit of wordEdits(
    before.map((word) => word.text),
    after,
  )) {
    words.push(...before.slice(next, edit.from));
    const boxes = boxesWithin(stretchOf(line, edit.from, edit.to), edit.words);
    for (const [i, word] of edit.words.entries())
      words.push(doubted.get(words.length) ?? { text: word, box: boxes[i]!, isChecked: true });
    next = edit.to;
  }
  words.push(...before.slice(next));
  return { ...line, words };
}

const looked = ({ text, box }: CorrectedWord): CorrectedWord => ({ text, box, isChecked: true });

/** The line with words that a person says are right; `all` for a line that was read through. */
export const withChecked = (
  line: CorrectedLine,
  checked: readonly number[] | 'all',
): CorrectedLine => ({
  ...line,
  words: line.words.map((word, i) =>
    checked === 'all' || checked.includes(i) ? looked(word) : word,
  ),
});

/** The line with words that are doubted again as the machine left them. */
export const withDoubts = (
  line: CorrectedLine,
  at: readonly number[],
  machine: CorrectedLine | null,
): CorrectedLine => {
  const doubted = machineWords(machine, textOfWords(line.words));
  return {
    ...line,
    words: line.words.map((word, i) => (at.includes(i) ? (doubted.get(i) ?? word) : word)),
  };
};

/** The line as it is kept. */
export const storedLine = ({
  id,
  box,
  words,
  begins,
  isAdded,
  isRedrawn,
  follows,
}: LineNow): CorrectedLine => ({
  id,
  box,
  words,
  ...(begins === 1 ? { begins } : {}),
  ...(isAdded === true ? { isAdded } : {}),
  ...(isRedrawn === true ? { isRedrawn } : {}),
  ...(follows === undefined ? {} : { follows }),
});

/** Whether a printed line may go on in the other: they stand side by side. */
export const areBesideEachOther = (
  { box: [, top, , height] }: Pick<CorrectedLine, 'box'>,
  { box: [, above, , high] }: Pick<CorrectedLine, 'box'>,
): boolean => Math.abs(top + height / 2 - above - high / 2) < Math.min(height, high) / 2;

/**
 * A line parted before a word, each piece in a box of its own; words and their doubts stay.
 * @param at of the word that the second begins with, from 1
 */
export function partedLine(
  line: CorrectedLine,
  at: number,
  id: string,
): readonly [CorrectedLine, CorrectedLine] {
  const [first, second] = [line.words.slice(0, at), line.words.slice(at)];
  return [
    { ...line, words: first, box: boxAround(first), isRedrawn: true },
    { id, words: second, box: boxAround(second), isRedrawn: true, follows: line.id },
  ];
}

/** Two lines as one. */
export function joinedLine(line: CorrectedLine, next: CorrectedLine): CorrectedLine {
  return {
    ...line,
    words: [...line.words, ...next.words],
    box: boxAround([line, next]),
    isRedrawn: true,
  };
}

/** A line that a person adds below another, or at the top of a page. */
export function addedLine(
  id: string,
  text: string,
  above: CorrectedLine | null,
  page: { readonly width: number; readonly height: number },
): CorrectedLine {
  const height = above?.box[3] ?? page.height / 60;
  const left = above?.box[0] ?? page.width / 10;
  const top = above === null ? 0 : above.box[1] + above.box[3];
  const words = wordsOf(text);
  const box: Box = [
    left,
    Math.min(top, page.height - height),
    Math.min(page.width - left, text.length * height * LETTER),
    height,
  ];
  return {
    id,
    box,
    words: boxesWithin(box, words).map((at, i) => ({ text: words[i]!, box: at, isChecked: true })),
    isAdded: true,
  };
}
