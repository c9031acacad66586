import { describe, expect, test } from '@jest/globals';
import { decodeSteps, wordsOfSigns } from '#server/ingest/extract/recognise/ctc.ts';
import { linesOfMap } from '#server/ingest/extract/recognise/detected-lines.ts';
import { batchesOf } from '#server/ingest/extract/recognise/trueocr-engine.ts';

const CHARSET = ['a', 'b', ' ', ',', '1', 'i\u0323'];
const signsOf = (ids: readonly number[]) =>
  decodeSteps(
    ids,
    ids.map(() => 0.9),
    CHARSET,
  );
const wordsOf = (ids: readonly number[]) => wordsOfSigns(signsOf(ids), ids.length);

describe('the steps of a line', () => {
  test('become signs, repeats as one, blanks between equal ones parting them', () => {
    expect(signsOf([0, 1, 1, 0, 1, 2, 2, 0]).map((s) => s.sign)).toEqual(['a', 'a', 'b']);
  });

  test('tell where each sign stands', () => {
    expect(signsOf([0, 1, 1, 0])).toEqual([{ sign: 'a', from: 1, to: 3, confidence: 0.9 }]);
  });

  test('of nothing are no signs, and an id beyond the letters is none', () => {
    expect(signsOf([])).toEqual([]);
    expect(signsOf([0, 0, 99])).toEqual([]);
  });

  test('become words that reach to the middle of the blanks between them', () => {
    expect(wordsOf([1, 0, 3, 3, 0, 2])).toEqual([
      { text: 'a', from: 0, to: 3, confidence: 0.9, least: 0.9 },
      { text: 'b', from: 3, to: 6, confidence: 0.9, least: 0.9 },
    ]);
  });

  test('have a word end at a comma before a letter, not within a number', () => {
    expect(wordsOf([1, 4, 2]).map((w) => w.text)).toEqual(['a,', 'b']);
    expect(wordsOf([5, 4, 5]).map((w) => w.text)).toEqual(['1,1']);
  });

  test('give no words for blanks alone, and composed letters', () => {
    expect(wordsOf([3, 0, 3])).toEqual([]);
    expect(wordsOf([6])[0]!.text).toBe('ị');
  });
});

/** A map drawn with `#` where a core is; every point 4 input pixels from top and bottom. */
function mapOf(rows: readonly string[]) {
  const [height, width] = [rows.length, rows[0]!.length];
  const planes = new Float32Array(3 * width * height).fill(4);
  for (const [y, row] of rows.entries())
    for (const [x, sign] of [...row].entries()) planes[y * width + x] = sign === '#' ? 2 : -2;
  return { width, height, planes };
}

describe('the map of a page', () => {
  test('gives a line for each connected core', () => {
    const lines = linesOfMap(mapOf(['..........', '.####.###.', '..........', '.########.']));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ top: -1, bottom: 7 });
    expect(lines[0]!.left).toBeCloseTo(2 - 0.15 * 8);
    expect(lines[0]!.right).toBeCloseTo(10 + 0.15 * 8);
  });

  test('does not connect cores that touch at a corner, nor over the edge', () => {
    expect(linesOfMap(mapOf(['##..', '..##']))).toHaveLength(2);
    expect(linesOfMap(mapOf(['..##', '##..']))).toHaveLength(2);
  });

  test('gives nothing for specks and for an empty page', () => {
    expect(linesOfMap(mapOf(['#...', '..#.']))).toEqual([]);
    expect(linesOfMap({ width: 0, height: 0, planes: new Float32Array() })).toEqual([]);
  });
});

test('lines of like width are read together, within a bound', () => {
  const widths = (batches: { width: number }[][]) => batches.map((b) => b.map((l) => l.width));
  const lines = [700, 100, 120, 720, 300].map((width) => ({ width }));
  expect(widths(batchesOf(lines))).toEqual([[100, 120], [300], [700, 720]]);
  const full = Array.from({ length: 8 }, () => ({ width: 768 }));
  expect(batchesOf(full).map((batch) => batch.length)).toEqual([3, 3, 2]);
});
