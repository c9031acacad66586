import type { Box, RecognisedLine, RecognisedPage } from '#server/items/recognised-page.ts';
import type { PageLayout, SetBlock, SetLine } from '../pdf/page-layout.ts';

/**
 * Height of a page as it is laid out. Sheets wander some millimetres on their way through a
 * scanner, and running lines with them: with a page so small they stay within the few units that
 * pdf/running-lines.ts allows, which on A4 are four millimetres.
 */
const HEIGHT = 300;
/** Of the usual height of a line: others within it differ by their letters, not by their size. */
const ALIKE = 0.35;
/** Of a line's height, from its top: where letters without a tail end. */
const BASELINE = 0.8;

/** The page as it stands upright, its height in units of {@link HEIGHT}. */
function uprightOf({ width, height, turn }: RecognisedPage): (box: Box) => Box {
  const onSide = turn === 90 || turn === 270;
  const scale = HEIGHT / Math.max(1, onSide ? width : height);
  return ([left, top, wide, high]) => {
    const turned: Box =
      turn === 90
        ? [height - top - high, left, high, wide]
        : turn === 180
          ? [width - left - wide, height - top - high, wide, high]
          : turn === 270
            ? [top, width - left - wide, high, wide]
            : [left, top, wide, high];
    return turned.map((n) => n * scale) as unknown as Box;
  };
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const textOfLine = ({ words }: RecognisedLine): string => words.map(({ text }) => text).join(' ');

/**
 * What was recognised on a page as the readers of PDFs lay pages out, so that the same rules part
 * running lines from the text and join lines to paragraphs. A line that a blank one parts from what
 * stands before begins a block; within one, what lines look like tells where paragraphs begin, as few
 * documents leave blank lines between them.
 */
export function layOutRecognised(page: RecognisedPage): PageLayout {
  const upright = uprightOf(page);
  const lines = page.lines.filter((line) => line.words.length > 0);
  const boxes = lines.map((line) => upright(line.box));
  const usual = medianOf(boxes.map(([, , , height]) => height));
  const blocks: SetBlock[] = [];
  let open: SetLine[] = [];
  lines.forEach((line, i) => {
    const [left, top, width, height] = boxes[i]!;
    if (i === 0 || line.begins === 1) {
      open = [];
      blocks.push({ kind: 'lines', lines: open });
    }
    open.push({
      left,
      right: left + width,
      top,
      bottom: top + height,
      text: textOfLine(line),
      baseline: top + BASELINE * height,
      size: Math.abs(height - usual) < ALIKE * usual ? usual : height,
      tag: undefined,
      font: null,
      first: upright(line.words[0]!.box)[2],
      artifact: false,
    });
  });
  return { blocks, turned: [], drawn: false, comments: [] };
}
