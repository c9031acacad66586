import { describe, expect, test } from '@jest/globals';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { MAX_SYLLABLES, readQuery } from '#server/search/scoring/query-form.ts';

describe('a query', () => {
  test('is its syllables, folded forms and pairs in order', () => {
    const form = readQuery('Đất đai  HÒA giải');
    expect(form.folded).toEqual(['dat', 'dai', 'hoa', 'giai']);
    expect(form.pairs).toEqual(['dat_dai', 'dai_hoa', 'hoa_giai']);
    expect(form.syllables).toEqual(readQuery('đất đai hoà giải'.normalize('NFD')).syllables);
    expect(form).toMatchObject({ toned: true, cut: false, phrases: [], numbers: [] });
  });

  test.each(['đất đai', 'DAT DAI', 'đat đai', 'ÐẤT ÐAI', 'đất đai'.normalize('NFD'), ' dat,dai! '])(
    '%j folds like any other typing of it',
    (text) => {
      expect(readQuery(text).folded).toEqual(['dat', 'dai']);
    },
  );

  test('knows whether it was typed with marks', () => {
    expect(readQuery('đat dai').toned).toBe(true);
    expect(readQuery('dat dai').toned).toBe(false);
    expect(readQuery('DAT DAI 2019').toned).toBe(false);
  });

  test('of ten thousand characters is cut to 64 syllables', () => {
    const form = readQuery('đất đai và nhà ở '.repeat(600));
    expect(form.syllables).toHaveLength(MAX_SYLLABLES);
    expect(form.pairs).toHaveLength(MAX_SYLLABLES - 1);
    expect(form.cut).toBe(true);
    expect(readQuery('đất '.repeat(MAX_SYLLABLES)).cut).toBe(false);
    expect(readQuery('a'.repeat(10_000)).syllables).toHaveLength(1);
  });

  test.each([
    '',
    '   ',
    '…!?()[]{}',
    '"',
    '""',
    '“”',
    '\u0000\u0001\u001f',
    '\ud800 \udfff',
    '***',
    '- / \\',
    '\u0301',
  ])('%j asks for nothing', (text) => {
    expect(readQuery(text)).toMatchObject({
      syllables: [],
      pairs: [],
      phrases: [],
      numbers: [],
      cut: false,
    });
  });

  test.each([
    ['đất AND đai', ['dat', 'and', 'dai']],
    ['NEAR(đất đai, 5)', ['near', 'dat', 'dai', '5']],
    ['đất*', ['dat']],
    ['" x:y', ['x', 'y']],
    ['words:đất', ['words', 'dat']],
    ['^đất -đai +nhà', ['dat', 'dai', 'nha']],
    ['đất\u0000đai', ['dat', 'dai']],
    ['đất\ud83ddai', ['dat', 'dai']],
    ["'; DROP TABLE item; --", ['drop', 'table', 'item']],
  ])('%j is only words: operators mean nothing', (text, folded) => {
    expect(readQuery(text).folded).toEqual(folded);
  });
});

describe('quoted phrases', () => {
  test.each(['"hòa giải"', '“hòa giải”', '«hòa giải»', '”hòa giải“'])('%s is one', (text) => {
    const { phrases } = readQuery(`ban ${text} cơ sở`);
    expect(phrases).toEqual([{ keys: readQuery('hòa giải').syllables, toned: true }]);
  });

  test('typed without marks are folded; several stand side by side', () => {
    const { phrases, folded } = readQuery('"hoa giai" va "co so"');
    expect(phrases).toEqual([
      { keys: ['hoa', 'giai'], toned: false },
      { keys: ['co', 'so'], toned: false },
    ]);
    expect(folded).toEqual(['hoa', 'giai', 'va', 'co', 'so']);
  });

  test('that are never closed or hold no word are none', () => {
    expect(readQuery('"hòa giải').phrases).toEqual([]);
    expect(readQuery('"…" hòa giải').phrases).toEqual([]);
  });
});

describe('số hiệu in a query', () => {
  test.each([
    ['14/2019/QĐ-TTg', '14/2019/QĐ-TTg'],
    ['14 2019 qd ttg', '14/2019/QĐ-TTg'],
    ['quyet dinh 14 2019 qđ-ttg la gi', '14/2019/QĐ-TTg'],
    ['142019qdttg', '14/2019/QĐ-TTg'],
    ['14/2019/QÐ–TTg', '14/2019/QĐ-TTg'],
    ['14-2019-QD-TTG', '14/2019/QĐ-TTg'],
    ['luật 31 2024 qh15', '31/2024/QH15'],
    ['66.14/2026/NQ-CP', '66.14/2026/NQ-CP'],
    ['1236/KH-UBND', '1236/KH-UBND'],
    ['522b/nq-ubtvqh13', '522b/NQ-UBTVQH13'],
    ['24/2013/tt-bnn&ptnt', '24/2013/TT-BNN&PTNT'],
    ['66-NQ/TW', '66-NQ/TW'],
    ['06/2018/TTLT-VKSTC-TATC-BCA-BTP-BLĐTBXH', '06/2018/TTLT-VKSTC-TATC-BCA-BTP-BLĐTBXH'],
  ])('%j may be %s', (text, number) => {
    expect(readQuery(text).numbers).toContain(lawNumberKey(number));
  });

  test.each(['đất đai', '24/7', 'năm 2019', '12/5/2026', 'điều 5'])('%j names none', (text) => {
    expect(readQuery(text).numbers).toEqual([]);
  });

  test('are few, however many digits a query has', () => {
    expect(readQuery('12 ab '.repeat(2_000)).numbers.length).toBeLessThanOrEqual(64);
  });
});
