import { beforeAll, describe, expect, test } from '@jest/globals';
import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { readingsBeside } from '#server/ingest/extract/recognise/second-reading.ts';
import { settleLines } from '#server/ingest/extract/recognise/settle-lines.ts';
import { tonePairs } from '#server/ingest/extract/recognise/tone-pairs-file.ts';

describe('two readings of a line', () => {
  test.each([
    ['a b c', 'a b c', ['a', 'b', 'c']],
    ['Tố chức', 'Tổ chức', ['Tổ', 'chức']],
    ['miễn nhiệm, bãi', 'miễn nhiệm,bãi', ['miễn', 'nhiệm,', 'bãi']],
    ['NGHỊQUYẾT số', 'NGHỊ QUYẾT số', ['NGHỊ QUYẾT', 'số']],
    ['một hai ba', 'một ba', ['một', '', 'ba']],
    ['một ba', '', ['', '']],
    ['TTr-HĐND ngày', '7]Y-HĐND ngày', ['7]Y-HĐND', 'ngày']],
  ])('%j and %j are aligned', (first, second, beside) => {
    expect(readingsBeside(first.split(' '), second.split(' '))).toEqual(beside);
  });

  test('of no words are none', () => {
    expect(readingsBeside([], ['a'])).toEqual([]);
  });
});

let pairs: TonePairs;
beforeAll(async () => {
  pairs = await tonePairs();
});

const lineOf = (text: string) => ({
  box: [0, 0, 1_000, 20] as const,
  words: text
    .split(' ')
    .map((word, i) => ({ text: word, box: [i * 50, 0, 40, 20] as const, confidence: 1 })),
});

const settle = (first: string, second: string | null) =>
  settleLines(
    pairs,
    [{ ...lineOf(first), begins: false }],
    second === null ? null : [lineOf(second)],
  )[0]!.words.map(({ text, read, other }) => [text, read, other]);

describe('a line', () => {
  test('that both read alike has no doubts', () => {
    expect(settle('Nghị định này', 'Nghị định này')).toEqual([
      ['Nghị', undefined, undefined],
      ['định', undefined, undefined],
      ['này', undefined, undefined],
    ]);
  });

  test('of one reader alone is not doubted', () => {
    expect(settle('để nghị', null)).toEqual([
      ['đề', 'để', undefined],
      ['nghị', undefined, undefined],
    ]);
  });

  test('has a full stop after what says for whom somebody signs, whatever was seen', () => {
    expect(settle('KT: BỘ TRƯỞNG,', 'KT. BỘ TRƯỞNG,').map(([text]) => text)).toEqual([
      'KT.',
      'BỘ',
      'TRƯỞNG,',
    ]);
    expect(settle('TM, ỦY BAN', 'TM, ỦY BAN')[0]).toEqual(['TM.', undefined, 'TM,']);
  });

  test('keeps what the second read where that is something else', () => {
    expect(settle('số 252/TTr-BNV', 'số 252/17Y-BNV')[1]).toEqual([
      '252/TTr-BNV',
      undefined,
      '252/17Y-BNV',
    ]);
  });

  test('has the second reader decide tones of a name within a sentence', () => {
    expect(settle('Căn cứ Luật Tố chức Chính phủ', 'Căn cứ Luật Tổ chức Chính phủ')[3]).toEqual([
      'Tổ',
      'Tố',
      undefined,
    ]);
  });

  test('has the second reader add full stops and part what is one word', () => {
    expect(settle('của Chính phủ', 'của Chính phủ.')[2]).toEqual(['phủ.', undefined, undefined]);
    expect(settle('NGHỊQUYẾT', 'NGHỊ QUYẾT').map(([text]) => text)).toEqual(['NGHỊ', 'QUYẾT']);
  });

  test('never has an abbreviation or a number exchanged', () => {
    expect(settle('- Lưu: VT, TH', '- Lưu: VỀ, TH')[2]![0]).toBe('VT,');
    expect(settle('năm 2025', 'năm 2026')[1]).toEqual(['2025', undefined, '2026']);
  });
});
