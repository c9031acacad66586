import {
  isLookedAt,
  type Box,
  type RecognisedLine,
  type RecognisedPage,
} from '#server/items/recognised-page.ts';
import {
  lineIdOf,
  textOfWords,
  type CorrectedLine,
  type CorrectedWord,
  type PageCorrection,
} from './page-correction.ts';

/** A line as it stands: a machine's, or what people made of it. */
export interface LineNow extends CorrectedLine {
  /** A person touched it. */
  readonly isTouched: boolean;
}

/** A page as it stands, lines in the order of reading. */
export interface PageNow extends Omit<RecognisedPage, 'lines'> {
  readonly lines: readonly LineNow[];
}

type CorrectionOnly = Pick<PageCorrection, 'width' | 'height' | 'lines'>;

/** Where nothing was read, people write on an empty page of A4. */
export const EMPTY_PAGE: RecognisedPage = {
  width: 1_240,
  height: 1_754,
  turn: 0,
  skew: 0,
  lines: [],
  engines: [],
  notes: [],
};

const scaled =
  (x: number, y: number) =>
  ([left, top, width, height]: Box): Box =>
    x === 1 && y === 1 ? [left, top, width, height] : [left * x, top * y, width * x, height * y];

/** Corrected lines in what the present reading counts in: a newer one may draw pages larger. */
function linesIn({ width, height, lines }: CorrectionOnly, page: RecognisedPage): CorrectedLine[] {
  const scale = scaled(page.width / width, page.height / height);
  return lines.map((line) => ({
    ...line,
    box: scale(line.box),
    words: line.words.map((word) => ({ ...word, box: scale(word.box) })),
  }));
}

const holdsMiddle = ([left, top, width, height]: Box, [x, y, wide, high]: Box): boolean => {
  const [middle, centre] = [x + wide / 2, y + high / 2];
  return middle >= left && middle <= left + width && centre >= top && centre <= top + height;
};

const machineLine = (line: RecognisedLine): LineNow => ({
  ...line,
  id: lineIdOf(line.box),
  isTouched: false,
});

/**
 * The line behind which a person's line stands that no machine sees: the one it was parted from, or
 * the last one above it.
 */
function placeOf({ box, follows }: CorrectedLine, lines: readonly LineNow[]): number {
  const parted = follows === undefined ? -1 : lines.findIndex(({ id }) => id === follows);
  if (parted >= 0) return parted + 1;
  const middle = box[1] + box[3] / 2;
  return lines.findLastIndex((l) => l.box[1] + l.box[3] / 2 < middle) + 1;
}

/** Puts lines that no machine sees among the others; a piece waits for the one it follows. */
function putIn(lines: LineNow[], moved: readonly CorrectedLine[]): void {
  let waiting = moved;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ follows }) => !waiting.some(({ id }) => id === follows));
    // None is ready where they follow each other round, which nobody can make: none is lost then.
    const next = ready.length > 0 ? ready : waiting;
    for (const line of next) lines.splice(placeOf(line, lines), 0, { ...line, isTouched: true });
    waiting = waiting.filter((line) => !next.includes(line));
  }
}

/**
 * What was read of a page with what people made of it. A line that people touched stands in the
 * stead of the same line; where a newer recogniser drew its lines otherwise, in the stead of the
 * words that lie within it. So it is never overwritten, and what nobody touched gets better.
 */
export function pageNow(found: RecognisedPage | null, correction: CorrectionOnly | null): PageNow {
  const page =
    found ??
    (correction === null
      ? EMPTY_PAGE
      : { ...EMPTY_PAGE, width: correction.width, height: correction.height });
  const machine = page.lines.map(machineLine);
  if (correction === null) return { ...page, lines: machine };
  const written = linesIn(correction, page);
  const original = new Map(written.map((line) => [line.id, line]));
  const known = new Set(machine.map(({ id }) => id));
  const moved = written.filter(({ id }) => !known.has(id));
  const covering = moved.filter((line) => line.isAdded !== true);
  const isCovered = (box: Box): boolean => covering.some((line) => holdsMiddle(line.box, box));
  const lines: LineNow[] = machine.flatMap((line): LineNow[] => {
    const touched = original.get(line.id);
    if (touched !== undefined)
      return [{ ...touched, box: touched.isRedrawn ? touched.box : line.box, isTouched: true }];
    if (covering.length === 0) return [line];
    const words = line.words.filter(({ box }) => !isCovered(box));
    return words.length > 0 ? [{ ...line, words }] : [];
  });
  putIn(lines, moved);
  return { ...page, lines };
}

/** The page as everything else takes it: searched, shown over its picture, cut into passages. */
export function asRecognised(page: PageNow): RecognisedPage {
  return {
    ...page,
    lines: page.lines
      .filter(({ words }) => words.length > 0)
      .map(({ box, words, begins }) => ({
        box,
        words: words.map(({ isChecked, text, box: at, read, other, doubt }) => ({
          text,
          box: at,
          ...(isChecked || read === undefined ? {} : { read }),
          ...(isChecked || other === undefined ? {} : { other }),
          ...(isChecked || doubt === undefined ? {} : { doubt }),
        })),
        ...(begins === 1 ? { begins } : {}),
      })),
  };
}

/** What was read with what people made of it; null where neither is. */
export const withCorrections = (
  found: RecognisedPage | null,
  correction: CorrectionOnly | null,
): RecognisedPage | null =>
  correction === null || correction.lines.length === 0
    ? found
    : asRecognised(pageNow(found, correction));

/** A word that somebody has to look at. */
export interface FlaggedWord {
  readonly line: LineNow;
  /** Of the word in its line, from 0. */
  readonly at: number;
  readonly word: CorrectedWord;
  /** The other reading, the likelier first of two; '' where there is none. */
  readonly offer: string;
  /** Two readers saw different words, a tone was mended, or the word is strange though both saw it. */
  readonly why: 'differs' | 'mended' | 'strange';
}

const whyOf = ({ read, other }: CorrectedWord): FlaggedWord['why'] => {
  if (other !== undefined) return 'differs';
  return read === undefined ? 'strange' : 'mended';
};

/**
 * Words for a person to look at, in the order of reading: a twelfth of the words, which hold nine
 * tenths of the wrong ones (docs/decisions/073).
 */
export const flaggedWords = ({ lines }: Pick<PageNow, 'lines'>): FlaggedWord[] =>
  lines.flatMap((line) =>
    line.words.flatMap((word, at): FlaggedWord[] => {
      if (word.isChecked || !isLookedAt(word)) return [];
      return [{ line, at, word, offer: word.other ?? word.read ?? '', why: whyOf(word) }];
    }),
  );

/** The text of a line as it stands; null for none, or one that was taken away. */
export function lineText(page: Pick<PageNow, 'lines'>, id: string): string | null {
  const line = page.lines.find((one) => one.id === id);
  return line === undefined || line.words.length === 0 ? null : textOfWords(line.words);
}
