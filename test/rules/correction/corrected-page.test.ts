import { describe, expect, it, test } from '@jest/globals';
import {
  asRecognised,
  flaggedWords,
  lineText,
  pageNow,
  withCorrections,
} from '#server/correction/corrected-page.ts';
import {
  addedLine,
  joinedLine,
  partedLine,
  storedLine,
  withChecked,
  withDoubts,
  withText,
} from '#server/correction/edit-line.ts';
import { lineIdOf, tidyLine, type CorrectedLine } from '#server/correction/page-correction.ts';
import { byImportance, trustOf, type AwaitingItem } from '#server/correction/trust.ts';
import { mergeLine } from '#server/correction/word-edits.ts';
import type { RecognisedPage } from '#server/items/recognised-page.ts';
import { anAttachment } from '../../support/builders.ts';
import { aRecognisedPage } from '../../support/make/some-readings.ts';

const textsOf = (page: RecognisedPage | null): string[] =>
  page!.lines.map(({ words }) => words.map(({ text }) => text).join(' '));

describe('two changes of a line', () => {
  const SAW = 'Hoa giải viên ghi biền bản';
  test.each([
    ['nobody else changed it', 'Hòa giải viên ghi biền bản', SAW, 'Hòa giải viên ghi biền bản'],
    [
      'others changed other words',
      'Hòa giải viên ghi biền bản',
      'Hoa giải viên ghi biên bản',
      'Hòa giải viên ghi biên bản',
    ],
    [
      'both did the same',
      'Hòa giải viên ghi biền bản',
      'Hòa giải viên ghi biền bản',
      'Hòa giải viên ghi biền bản',
    ],
    [
      'both did the same, and one more',
      'Hòa giải viên ghi biên bản',
      'Hòa giải viên ghi biền bản',
      'Hòa giải viên ghi biên bản',
    ],
    [
      'neighbours were changed',
      'Hòa giải viên ghi biền bản',
      'Hoa giải viền ghi biền bản',
      'Hòa giải viền ghi biền bản',
    ],
    [
      'a word was parted and another joined',
      'Hoa giải viên ghi biên bản này',
      'Các hòa giải viên ghi biền bản',
      null,
    ],
    ['only others changed it', SAW, 'Hòa giải', 'Hòa giải'],
    [
      'a word was put in, another taken out',
      'Hoa giải viên phải ghi biền bản',
      'Hoa giải ghi biền bản',
      null,
    ],
    [
      'words were put at different places',
      'Các Hoa giải viên ghi biền bản',
      'Hoa giải viên ghi biền bản này',
      'Các Hoa giải viên ghi biền bản này',
    ],
  ])('where %s', (_, wants, now, text) => {
    const merged = mergeLine(SAW, wants, now);
    if (text === null && merged.isConflict) expect(merged.now).toBe(now);
    else expect(merged).toMatchObject({ isConflict: false });
    if (text !== null) expect(merged).toEqual({ isConflict: false, text });
  });

  test.each([
    ['the same word otherwise', SAW, 'Hóa giải viên ghi biền bản', 'Hòa giải viên ghi biền bản'],
    ['a line that is gone', SAW, 'Hòa giải', null],
    ['what others changed taken away', SAW, null, 'Hòa giải viên ghi biền bản'],
    ['two lines where none was', null, 'Một', 'Hai'],
  ])('is a conflict of both: %s', (_, saw, wants, now) => {
    expect(mergeLine(saw, wants, now)).toEqual({ isConflict: true, now });
  });
});

/** The second line of the page, its fourth word doubted. */
const PAGE: RecognisedPage = (() => {
  const page = aRecognisedPage(['THÔNG BÁO', 'Hòa giải viên ghi biền bản.', 'Trang 1']);
  const [head, line, foot] = page.lines;
  const words = line!.words.map((word, i) =>
    i === 4 ? { ...word, other: 'biên' } : i === 1 ? { ...word, read: 'giai' } : word,
  );
  return { ...page, lines: [head!, { ...line!, words }, foot!] };
})();
const LINE = lineIdOf(PAGE.lines[1]!.box);
const lineOf = (id = LINE): CorrectedLine =>
  storedLine(pageNow(PAGE, null).lines.find((line) => line.id === id)!);
const correction = (...lines: CorrectedLine[]) => ({ width: 1_240, height: 1_754, lines });

describe('a corrected page', () => {
  it('says what people wrote and what machines read elsewhere, without their doubts', () => {
    const line = withText(lineOf(), 'Hòa giải viên ghi biên bản.');
    const page = withCorrections(PAGE, correction(line))!;
    expect(textsOf(page)).toEqual(['THÔNG BÁO', 'Hòa giải viên ghi biên bản.', 'Trang 1']);
    expect(page.lines[1]!.words[4]).toEqual({ text: 'biên', box: PAGE.lines[1]!.words[4]!.box });
    expect(page.lines[1]!.words[1]!.read).toBe('giai');
    expect(withCorrections(PAGE, correction())).toBe(PAGE);
    expect(withCorrections(null, null)).toBeNull();
  });

  it('keeps what people wrote when a newer recogniser reads the same lines otherwise', () => {
    const line = withText(lineOf(), 'Hòa giải viên ghi biên bản.');
    const anew = aRecognisedPage(['THÔNG CÁO', 'Hoà giai viên ghi bien bản.', 'Trang 1']);
    expect(textsOf(withCorrections(anew, correction(line)))).toEqual([
      'THÔNG CÁO',
      'Hòa giải viên ghi biên bản.',
      'Trang 1',
    ]);
  });

  it('keeps it where lines are drawn otherwise, on a picture of another size', () => {
    const line = withText(lineOf(), 'Hòa giải viên ghi biên bản.');
    const twice = (n: number): number => 2 * n + 2;
    const [head, old, foot] = PAGE.lines.map(({ box, words }) => ({
      box: box.map(twice) as unknown as typeof box,
      words: words.map((w) => ({ ...w, box: w.box.map(twice) as unknown as typeof box })),
    }));
    const anew = { ...PAGE, width: 2_480, height: 3_508, lines: [head!, old!, foot!] };
    expect(textsOf(withCorrections(anew, correction(line)))).toEqual([
      'THÔNG BÁO',
      'Hòa giải viên ghi biên bản.',
      'Trang 1',
    ]);
    // The newer one parts the line in two: both halves are the corrected line's.
    const [left, right] = [old!.words.slice(0, 3), old!.words.slice(3)];
    const halves = {
      ...anew,
      lines: [head!, { ...old!, words: left }, { ...old!, words: right }, foot!],
    };
    expect(textsOf(withCorrections(halves, correction(line)))).toHaveLength(3);
  });

  it('has lines that people added, and none that they took away, also where nothing was read', () => {
    const page = pageNow(PAGE, null);
    const added = addedLine('+1', 'Số: 12/TB-UBND', lineOf(lineIdOf(PAGE.lines[0]!.box)), page);
    const gone = { ...lineOf(), words: [] };
    expect(textsOf(withCorrections(PAGE, correction(added, gone)))).toEqual([
      'THÔNG BÁO',
      'Số: 12/TB-UBND',
      'Trang 1',
    ]);
    expect(textsOf(withCorrections(null, correction(added)))).toEqual(['Số: 12/TB-UBND']);
    expect(lineText(pageNow(PAGE, correction(gone)), LINE)).toBeNull();
  });

  it('has the pieces of a parted line behind each other, whichever was written last', () => {
    const [first, second] = partedLine(lineOf(), 2, '+2');
    const [again, third] = partedLine(second, 2, '+3');
    const lines = [third, again, withText(first, 'Hoà giải')];
    const page = pageNow(PAGE, correction(...lines));
    expect(textsOf(asRecognised(page))).toEqual([
      'THÔNG BÁO',
      'Hoà giải',
      'viên ghi',
      'biền bản.',
      'Trang 1',
    ]);
    // Its pieces have boxes of their own, and their words what the machines read.
    expect(page.lines.slice(1, 4).map(({ box }) => box)).toEqual([first.box, again.box, third.box]);
    expect(third.words[0]!.other).toBe('biên');
    // A newer recogniser that draws the line a little otherwise brings none of it back.
    const moved = PAGE.lines.map(({ box: [x, y, w, h], words }) => ({
      box: [x, y + 1, w, h] as const,
      words,
    }));
    expect(textsOf(withCorrections({ ...PAGE, lines: moved }, correction(...lines)))).toEqual(
      textsOf(asRecognised(page)),
    );
    expect(joinedLine(first, second)).toMatchObject({ words: lineOf().words });
  });

  it('gives new words the stretch of those they take the place of', () => {
    const [, , , , old, next] = PAGE.lines[1]!.words;
    const { words } = withText(lineOf(), 'Hòa giải viên ghi và lập bản.');
    expect(words.slice(4, 6).map(({ text }) => text)).toEqual(['và', 'lập']);
    expect(words[4]!.box[0]).toBe(old!.box[0]);
    expect(words[5]!.box[0] + words[5]!.box[2]).toBeCloseTo(old!.box[0] + old!.box[2]);
    expect(words[6]).toEqual(next);
  });
});

describe('words that are looked at', () => {
  it('are those read in two ways, the second reader before a mended tone', () => {
    expect(flaggedWords(pageNow(PAGE, null)).map((f) => [f.word.text, f.offer, f.why])).toEqual([
      ['giải', 'giai', 'mended'],
      ['biền', 'biên', 'differs'],
    ]);
  });

  it('are also strange ones that both read alike, and never those that are surely right', () => {
    const [head, line, foot] = PAGE.lines;
    const doubts = [1, undefined, undefined, undefined, 0, undefined] as const;
    const words = line!.words.map((word, i) =>
      doubts[i] === undefined ? word : { ...word, doubt: doubts[i] },
    );
    const page = pageNow({ ...PAGE, lines: [head!, { ...line!, words }, foot!] }, null);
    expect(flaggedWords(page).map((f) => [f.word.text, f.offer, f.why])).toEqual([
      ['Hòa', '', 'strange'],
      ['giải', 'giai', 'mended'],
    ]);
  });

  it('are no more once a person accepted, wrote or read through them', () => {
    const left = (line: CorrectedLine) =>
      flaggedWords(pageNow(PAGE, correction(line))).map(({ word }) => word.text);
    expect(left(withChecked(lineOf(), [4]))).toEqual(['giải']);
    expect(left(withText(lineOf(), 'Hòa giải viên ghi biên bản.'))).toEqual(['giải']);
    expect(left(withChecked(lineOf(), 'all'))).toEqual([]);
    const page = asRecognised(pageNow(PAGE, correction(withChecked(lineOf(), [4]))));
    expect(page.lines[1]!.words[4]).not.toHaveProperty('other');
  });

  it('are doubted again when a change is taken back', () => {
    const changed = withText(lineOf(), 'Hòa giải viên ghi biên bản.');
    const back = withText(changed, 'Hòa giải viên ghi biền bản.', lineOf());
    expect(back.words).toEqual(lineOf().words);
    // Also one of a line of which other words stay changed.
    const other = withChecked(withText(lineOf(), 'Hoà giải viên ghi biền bản.'), [4]);
    expect(withDoubts(other, [4], lineOf()).words[4]).toEqual(lineOf().words[4]);
  });
});

it('a line is tidied as it is kept', () => {
  expect(tidyLine('  Hòa   giải\u00a0viên ')).toBe('Hòa giải viên');
});

describe('trust', () => {
  it('counts pages that machines read and people read again', () => {
    const file = (sha256: string, to: number) => ({
      ...anAttachment({ sha256 }),
      recognition: { pages: [{ from: 1, to }], state: 'done' as const, inText: to },
    });
    const done = [
      { sha256: 'a', page: 3 },
      { sha256: 'a', page: 99 },
      { sha256: 'b', page: 1 },
      { sha256: 'gone', page: 1 },
    ];
    expect(trustOf([file('a', 12), file('b', 8)], done)).toEqual({ done: 2, total: 20 });
    expect(trustOf([anAttachment()], done)).toEqual({ done: 0, total: 0 });
  });

  it('puts first what is published, reported, read much, nearly done', () => {
    const row = (itemId: string, more: Partial<AwaitingItem> = {}): AwaitingItem => ({
      itemId,
      isPublished: true,
      read: 10,
      done: 0,
      reports: 0,
      ...more,
    });
    const rows = [
      row('draft', { isPublished: false, reports: 3 }),
      row('nearly', { done: 9 }),
      row('plain'),
      row('read'),
      row('reported', { reports: 1 }),
    ];
    const visits = new Map([['read', 40]]);
    expect(rows.toSorted(byImportance(visits)).map(({ itemId }) => itemId)).toEqual([
      'reported',
      'read',
      'nearly',
      'plain',
      'draft',
    ]);
  });
});
