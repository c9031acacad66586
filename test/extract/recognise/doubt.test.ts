import { beforeAll, describe, expect, test } from '@jest/globals';
import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { isDoubted, type JudgedWord } from '#server/ingest/extract/recognise/doubt.ts';
import { settleLines } from '#server/ingest/extract/recognise/settle-lines.ts';
import { tonePairs } from '#server/ingest/extract/recognise/tone-pairs-file.ts';
import { isLookedAt } from '#server/items/recognised-page.ts';

let pairs: TonePairs;
beforeAll(async () => {
  pairs = await tonePairs();
});

/** Whether the middle word of a line is doubted, the others read surely and alike. */
function doubted(line: string, word: Omit<JudgedWord, 'text'>): boolean {
  const words = line.split(' ').map((text) => ({ text, second: text, least: 1 }));
  const at = words.length >> 1;
  words[at] = { ...words[at]!, ...word } as (typeof words)[number];
  return isDoubted(pairs, words, at);
}

describe('a person has to look at', () => {
  test.each<[string, string, Omit<JudgedWord, 'text'>]>([
    ['other letters', 'Ủy ban nhân dân tỉnh', { second: 'nhăn', least: 0.9 }],
    ['a number', 'ngày 16 tháng', { second: '1ó', least: 1 }],
    ['other signs', 'Đà Nẵng, Hội', { second: 'Nẵng:', least: 1 }],
    ['a word that the second did not see', 'theo quy định', { second: '', least: 0.9 }],
    [
      'tones mended against a sure reading',
      'quyền giải quyết',
      { second: 'giải', read: 'gải', least: 1 },
    ],
    [
      'every mended tone of one reader alone',
      'Ủy ban nhân',
      { second: null, read: 'bàn', least: 0.5 },
    ],
    ['a sign at the end that is hardly seen', 'Thành phố: Hà', { second: 'phố:', least: 0.5 }],
    ['no syllable, read unsurely', 'được phápp luật', { second: 'phápp', least: 0.7 }],
    ['letters after a full stop', 'theo đề.nghị của', { second: 'đề.nghị', least: 1 }],
    ['tones that hardly fit, read unsurely', 'cá nhấn có', { second: 'nhấn', least: 0.9 }],
  ])('%s', (_, line, word) => {
    expect(doubted(line, word)).toBe(true);
  });
});

describe('nobody has to look at', () => {
  test.each<[string, string, Omit<JudgedWord, 'text'>]>([
    ['what both read alike', 'Ủy ban nhân dân tỉnh', { second: 'nhân', least: 1 }],
    [
      'what both read alike, the first less surely',
      'Ủy ban nhân dân tỉnh',
      { second: 'nhân', least: 0.6 },
    ],
    ['a syllable that the first read surely', 'đổi, bổ sung', { second: 'bô', least: 1 }],
    [
      'tones mended as the second read them',
      'cá nhân có',
      { second: 'nhân', read: 'nhãn', least: 0.6 },
    ],
    ['a number that both read alike', 'ngày 16 tháng', { second: '16', least: 0.9 }],
  ])('%s', (_, line, word) => {
    expect(doubted(line, word)).toBe(false);
  });
});

describe('the lines of a page', () => {
  const lineOf = (text: string, least: number) => ({
    box: [0, 0, 1_000, 20] as const,
    words: text
      .split(' ')
      .map((word, i) => ({ text: word, box: [i * 50, 0, 40, 20] as const, confidence: 1, least })),
  });
  const settle = (first: string, second: string, least: number) =>
    settleLines(pairs, [{ ...lineOf(first, least), begins: true }], [lineOf(second, 1)])[0]!.words;

  test('say of a word only what its readings do not', () => {
    const [, ban, nhan, dan] = settle('Ủy bàn nhân dân', 'Ủy ban nhăn dân', 0.9);
    expect(ban).toMatchObject({ text: 'ban', read: 'bàn', doubt: 0 });
    expect(nhan).toMatchObject({ text: 'nhân', other: 'nhăn' });
    expect([nhan, dan].map((word) => Object.hasOwn(word!, 'doubt'))).toEqual([false, false]);
    expect([ban, nhan, dan].map((word) => isLookedAt(word!))).toEqual([false, true, false]);
  });

  test('keep tones that both readers saw and the first surely', () => {
    expect(settle('Ủy bàn nhân dân', 'Ủy bàn nhân dân', 1)[1]).toMatchObject({ text: 'bàn' });
    expect(settle('Ủy bàn nhân dân', 'Ủy bàn nhân dân', 0.8)[1]).toMatchObject({
      text: 'ban',
      read: 'bàn',
      other: 'bàn',
    });
  });
});
