import type { Recogniser, RecogniseRequest } from '#server/ingest/recogniser.ts';
import type { Box, RecognisedLine, RecognisedPage } from '#server/items/recognised-page.ts';
import type { PageReading } from '#server/items/recognition.ts';
import { NOW } from '../builders.ts';

const LETTER = 12;
const LINE = 40;
const MARGIN = 150;

/** A printed line as it stands on a page of 1,240 × 1,754 pixels; `¶` before it begins a paragraph. */
function aLine(printed: string, top: number): RecognisedLine {
  const text = printed.replace('¶', '');
  let left = MARGIN;
  const words = text.split(' ').map((word) => {
    const box: Box = [left, top, word.length * LETTER, 26];
    left += (word.length + 1) * LETTER;
    return { text: word, box };
  });
  return {
    box: [MARGIN, top, text.length * LETTER, 26],
    words,
    ...(printed.startsWith('¶') ? { begins: 1 as const } : {}),
  };
}

/** What a recogniser finds on a page of these lines; the last of them stands at its foot. */
export const aRecognisedPage = (
  lines: readonly string[],
  more: Partial<RecognisedPage> = {},
): RecognisedPage => ({
  width: 1_240,
  height: 1_754,
  turn: 0,
  skew: 0,
  lines: lines.map((line, i) =>
    aLine(line, i > 0 && i === lines.length - 1 ? 1_650 : 120 + i * LINE),
  ),
  engines: ['thử 1'],
  notes: [],
  ...more,
});

export const aReading = (more: Partial<PageReading> = {}): PageReading => ({
  itemId: 'item',
  attachmentId: 'attachment',
  page: 1,
  recogniser: 1,
  at: NOW,
  found: aRecognisedPage(['Hòa giải viên ghi biên bản.']),
  reason: null,
  ...more,
});

export interface TestRecogniser extends Recogniser {
  /** Pages that were asked for, in order; 1 for a picture. */
  readonly asked: number[];
  /** What is found on a page from now on; may throw. */
  find: (page: number) => RecognisedPage;
}

/** A recogniser that finds what the test says. */
export function aRecogniser(find: TestRecogniser['find'], version = 1): TestRecogniser {
  const recogniser: TestRecogniser = {
    version,
    asked: [],
    find,
    readPage: async ({ page = 1 }: RecogniseRequest) => {
      recogniser.asked.push(page);
      return recogniser.find(page);
    },
  };
  return recogniser;
}
