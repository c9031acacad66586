import { beforeAll, describe, expect, test } from '@jest/globals';
import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import type { ReadLine } from '#server/ingest/extract/recognise/engine.ts';
import { orderLines } from '#server/ingest/extract/recognise/reading-order.ts';
import { findRules, ruledTables } from '#server/ingest/extract/recognise/ruled-lines.ts';
import { tonePairs } from '#server/ingest/extract/recognise/tone-pairs-file.ts';
import { isPrinted } from '#server/ingest/extract/recognise/unread-regions.ts';

/** Pixels of a letter and of a line. */
const [WIDE, HIGH] = [10, 20];

/** A line at a row; several texts at columns stand in one line, as the detector joins them. */
function lineAt(
  row: number,
  ...texts: readonly (readonly [column: number, text: string])[]
): ReadLine {
  const words = texts.flatMap(([column, text]) => {
    let left = column * WIDE;
    return text.split(' ').map((word) => {
      const box = [left, row * HIGH * 1.4, word.length * WIDE, HIGH] as const;
      left += (word.length + 1) * WIDE;
      return { text: word, box, confidence: 0.99 };
    });
  });
  const [last] = [words.at(-1)!.box];
  const left = words[0]!.box[0];
  return { words, box: [left, words[0]!.box[1], last[0] + last[2] - left, HIGH] };
}

const textsOf = (lines: readonly ReadLine[]): string[] =>
  orderLines(lines).map((line) => line.words.map((word) => word.text).join(' '));
const beginsOf = (lines: readonly ReadLine[]): boolean[] =>
  orderLines(lines).map((line) => line.begins);

describe('lines are read', () => {
  test('from top to bottom', () => {
    expect(textsOf([lineAt(2, [0, 'hai']), lineAt(0, [0, 'một'])])).toEqual(['một', 'hai']);
    expect(textsOf([])).toEqual([]);
  });

  test('the left block of a head first, then the right one', () => {
    const head = [
      lineAt(0, [2, 'CHÍNH PHỦ'], [30, 'CỘNG HÒA XÃ HỘI']),
      lineAt(1, [32, 'Độc lập - Tự do']),
      lineAt(2, [0, 'Số: 10/NQ-CP']),
      lineAt(2, [30, 'Hà Nội, ngày 3']),
      lineAt(4, [5, 'Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6']),
    ];
    expect(textsOf(head)).toEqual([
      'CHÍNH PHỦ',
      'Số: 10/NQ-CP',
      'CỘNG HÒA XÃ HỘI',
      'Độc lập - Tự do',
      'Hà Nội, ngày 3',
      'Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6',
    ]);
  });

  test('a note between the receivers and the signature with the receivers', () => {
    const end = [
      lineAt(0, [0, 'Nơi nhận:'], [40, 'TM. ỦY BAN']),
      lineAt(1, [0, '- Bí thư;'], [16, '(để b/c)'], [42, 'CHỦ TỊCH']),
      lineAt(2, [0, '- Các Sở;']),
    ];
    expect(textsOf(end)).toEqual([
      'Nơi nhận:',
      '- Bí thư;',
      '(để b/c)',
      '- Các Sở;',
      'TM. ỦY BAN',
      'CHỦ TỊCH',
    ]);
  });

  test('a ruled table cell by cell, what stands around it as before', () => {
    const lines = [
      lineAt(0, [0, 'trước']),
      lineAt(1, [0, 'tên cơ'], [20, 'trụ sở']),
      lineAt(2, [0, 'quan']),
      lineAt(3, [0, 'Sở Y tế'], [20, 'số 1']),
      lineAt(4, [20, 'phố Huế']),
      lineAt(5, [0, 'sau']),
    ];
    const rules = [1, 3, 5].map((row) => ({ top: row * HIGH * 1.4 - 4, left: 0, right: 400 }));
    const texts = orderLines(lines, rules).map((line) => line.words.map((w) => w.text).join(' '));
    expect(texts).toEqual([
      'trước',
      'tên cơ',
      'quan',
      'trụ sở',
      'Sở Y tế',
      'số 1',
      'phố Huế',
      'sau',
    ]);
  });

  test('across where most rows have three and more', () => {
    const row = (at: number, sign: string) =>
      lineAt(at, [0, `${sign}1`], [20, `${sign}2`], [40, `${sign}3`]);
    expect(textsOf([row(0, 'a'), row(1, 'b')])).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  });
});

describe('a paragraph begins', () => {
  const FULL = 'Căn cứ Luật Tổ chức chính quyền địa phương';

  test('where a line is moved in, not where it goes on', () => {
    const lines = [lineAt(0, [3, FULL.slice(0, -3)]), lineAt(1, [0, FULL]), lineAt(2, [3, FULL])];
    expect(beginsOf(lines)).toEqual([true, false, true]);
  });

  test('after a short line, at a point of a list, after white', () => {
    expect(beginsOf([lineAt(0, [0, FULL]), lineAt(1, [0, 'ngắn']), lineAt(2, [0, FULL])])).toEqual([
      true,
      false,
      true,
    ]);
    expect(beginsOf([lineAt(0, [0, FULL]), lineAt(1, [0, `- ${FULL}`])])).toEqual([true, true]);
    expect(beginsOf([lineAt(0, [0, FULL]), lineAt(3, [0, FULL])])).toEqual([true, true]);
  });
});

describe('what the engine is not sure of', () => {
  let pairs: TonePairs;
  beforeAll(async () => {
    pairs = await tonePairs();
  });
  const unsure = (text: string): ReadLine => {
    const line = lineAt(0, [0, text]);
    return { ...line, words: line.words.map((word) => ({ ...word, confidence: 0.6 })) };
  };

  test('is written by hand, or printed where its syllables are known', () => {
    expect(isPrinted(pairs, unsure('ĐENn2eG100c G1%'))).toBe(false);
    expect(isPrinted(pairs, unsure('chính quyền địa phương'))).toBe(true);
    expect(isPrinted(pairs, lineAt(0, [0, 'XK-12']))).toBe(true);
  });
});

describe('rules of a picture', () => {
  const pictureOf = (inkAt: (x: number, y: number) => boolean) => ({
    width: 400,
    height: 200,
    pixels: Uint8Array.from({ length: 80_000 }, (_, i) =>
      inkAt(i % 400, Math.floor(i / 400)) ? 0 : 255,
    ),
  });

  test('are found where they lean, and with holes', () => {
    const leaning = pictureOf(
      (x, y) => x > 20 && x < 380 && x % 90 > 1 && y === 50 + Math.floor(x / 150),
    );
    const rules = findRules(leaning);
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ top: 50, right: 379 });
  });

  test('are no letters, no black edges and no pictures', () => {
    expect(findRules(pictureOf((x, y) => y % 20 < 10 && x % 30 < 20))).toEqual([]);
    expect(findRules(pictureOf((_, y) => y < 40))).toEqual([]);
    expect(findRules(pictureOf(() => false))).toEqual([]);
  });

  test('make a table when three and more are alike', () => {
    const rules = [10, 60, 110].map((top) => ({ top, left: 0, right: 300 }));
    expect(ruledTables([...rules, { top: 150, left: 100, right: 200 }])).toEqual([[10, 60, 110]]);
    expect(ruledTables(rules.slice(1))).toEqual([]);
  });
});
