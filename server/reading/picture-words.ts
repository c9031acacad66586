import { findMarks } from '#server/search/scoring/marks.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import type { Box, RecognisedPage } from '#server/items/recognised-page.ts';

/** Words of one line on the picture of a page, in the order of reading. */
export type PictureLine = readonly { readonly text: string; readonly box: Box }[];

/** Words as they stand on the picture of a page. */
export interface PictureWords {
  /** What the boxes count in: pixels of a picture, points of a PDF. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PictureLine[];
}

/** What is laid over the picture of a page. */
export interface PictureLayer {
  readonly width: number;
  readonly height: number;
  /** Lines to select; none where the words run in other directions than the picture. */
  readonly lines: readonly { readonly text: string; readonly box: Box }[];
  /** Words of the query, one box a line. */
  readonly marks: readonly Box[];
}

const wordsOf = ({ width, height, lines }: RecognisedPage): PictureWords => ({
  width,
  height,
  lines: lines.map(({ words }) => words),
});

const textOfLine = (line: PictureLine): string => line.map(({ text }) => text).join(' ');

/** The smallest box around boxes. */
function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}

/** Where the words of a query stand on a picture, from its top; several words of a line as one box. */
export function marksOnPicture({ lines }: PictureWords, form: QueryForm): Box[] {
  const marks = findMarks(lines.map(textOfLine).join('\n'), form);
  const boxes: Box[] = [];
  let at = 0;
  let next = 0;
  for (const line of lines) {
    const end = at + textOfLine(line).length;
    while (next < marks.length && marks[next]!.start < end) {
      const mark = marks[next]!;
      const hit = wordsWithin(line, at, mark.start, mark.end);
      if (hit.length > 0) boxes.push(around(hit.map(({ box }) => box)));
      // A number that goes on in the next line is marked there too.
      if (mark.end > end + 1) break;
      next++;
    }
    at = end + 1;
  }
  return boxes;
}

function wordsWithin(line: PictureLine, from: number, start: number, end: number): PictureLine {
  let at = from;
  return line.filter(({ text }) => {
    const [first, last] = [at, at + text.length];
    at = last + 1;
    return first < end && last > start;
  });
}

/** The layer over a page whose words were read from its picture: selectable, and marked. */
export const layerOfReading = (found: RecognisedPage, form: QueryForm | null): PictureLayer => ({
  width: found.width,
  height: found.height,
  lines:
    found.turn === 0
      ? found.lines
          .filter(({ words }) => words.length > 0)
          .map(({ words, box }) => ({ text: textOfLine(words), box }))
      : [],
  marks: form === null ? [] : marksOnPicture(wordsOf(found), form),
});

/**
 * The words of a page in pieces to be set over its picture: lines, or single words where these run
 * in other directions than the picture.
 */
export const piecesOf = ({
  width,
  height,
  turn,
  lines,
}: Pick<RecognisedPage, 'width' | 'height' | 'turn'> & {
  readonly lines: readonly { readonly words: PictureLine }[];
}) => ({
  width,
  height,
  pieces: lines.flatMap(({ words }) =>
    turn !== 0 || words.length === 0
      ? words
      : [{ text: textOfLine(words), box: around(words.map(({ box }) => box)) }],
  ),
});

/** The layer over a page with text of its own: marks alone; null for none. */
export function layerOfMarks(words: PictureWords, form: QueryForm): PictureLayer | null {
  const marks = marksOnPicture(words, form);
  return marks.length === 0 ? null : { width: words.width, height: words.height, lines: [], marks };
}

/** Paragraphs of a page that was read a moment ago and is not in the text yet. */
export function paragraphsOf({ lines }: RecognisedPage): string[] {
  const paragraphs: string[] = [];
  for (const { words, begins } of lines) {
    const text = textOfLine(words);
    const open = paragraphs.length - 1;
    if (text === '') continue;
    if (begins === 1 || open < 0) paragraphs.push(text);
    else paragraphs[open] = `${paragraphs[open]!} ${text}`;
  }
  return paragraphs;
}
