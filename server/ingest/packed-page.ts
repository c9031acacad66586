import type {
  Box,
  QuarterTurn,
  RecognisedLine,
  RecognisedPage,
  RecognisedWord,
} from '#server/items/recognised-page.ts';

/** Grows when the form changes; older pages are still opened. */
const FORM = 1;

/**
 * Of a word: its number in the line, what was read and what the second reader read, '' for none, and
 * whether it has to be looked at where these do not say so.
 */
type OtherReading = readonly [word: number, read: string, other: string, doubt?: 0 | 1];

/** A line: all numbers as differences to what stands before, so that most are small and alike. */
type PackedLine = readonly [
  begins: 0 | 1,
  box: Box,
  words: string,
  boxes: readonly number[],
  others: readonly OtherReading[],
];

type Packed = readonly [
  form: number,
  width: number,
  height: number,
  turn: QuarterTurn,
  skew: number,
  engines: readonly string[],
  notes: readonly string[],
  lines: readonly PackedLine[],
];

/** Left from the end of the word before, the others from the line's own. */
function packBoxes({ box, words }: RecognisedLine): number[] {
  let end = box[0];
  return words.flatMap(({ box: [left, top, width, height] }) => {
    const packed = [left - end, top - box[1], width, height - box[3]];
    end = left + width;
    return packed;
  });
}

function packLine(line: RecognisedLine, above: number): PackedLine {
  const [left, top, width, height] = line.box;
  return [
    line.begins ?? 0,
    [left, top - above, width, height],
    line.words.map(({ text }) => text).join(' '),
    packBoxes(line),
    line.words.flatMap(({ read = '', other = '', doubt }, i): OtherReading[] => {
      if (doubt !== undefined) return [[i, read, other, doubt]];
      return read === '' && other === '' ? [] : [[i, read, other]];
    }),
  ];
}

/** What was found on a page as one short text; deflated, a word with its place takes about seven bytes. */
export function packPage(page: RecognisedPage): string {
  let above = 0;
  const lines = page.lines.map((line) => {
    const packed = packLine(line, above);
    above = line.box[1];
    return packed;
  });
  return JSON.stringify([
    FORM,
    page.width,
    page.height,
    page.turn,
    page.skew,
    page.engines,
    page.notes,
    lines,
  ] satisfies Packed);
}

function unpackLine(
  [begins, [left, down, width, height], words, boxes, others]: PackedLine,
  above: number,
): RecognisedLine {
  const top = above + down;
  let end = left;
  const unpacked = (words === '' ? [] : words.split(' ')).map((text, i): RecognisedWord => {
    const [dx, dy, wide, dh] = boxes.slice(4 * i, 4 * i + 4) as [number, number, number, number];
    const box: Box = [end + dx, top + dy, wide, height + dh];
    end = box[0] + wide;
    return { text, box };
  });
  for (const [i, read, other, doubt] of others)
    unpacked[i] = {
      ...unpacked[i]!,
      ...(read === '' ? {} : { read }),
      ...(other === '' ? {} : { other }),
      ...(doubt === undefined ? {} : { doubt }),
    };
  return {
    box: [left, top, width, height],
    words: unpacked,
    ...(begins === 1 ? { begins } : {}),
  };
}

/** The inverse of {@link packPage}. */
export function unpackPage(text: string): RecognisedPage {
  const [, width, height, turn, skew, engines, notes, packed] = JSON.parse(text) as Packed;
  let above = 0;
  const lines = packed.map((line) => {
    const unpacked = unpackLine(line, above);
    above = unpacked.box[1];
    return unpacked;
  });
  return { width, height, turn, skew, lines, engines, notes };
}
