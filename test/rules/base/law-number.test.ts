import { describe, expect, test } from '@jest/globals';
import {
  findLawNumbers,
  lawNumberKey,
  lawReference,
  parseLawNumber,
  tidyNumber,
} from '#server/base/vietnamese/law-number.ts';

/** Forms seen in real documents (docs/domain.md). */
const NUMBERS = [
  '14/2019/QĐ-TTg',
  '15/2020/NĐ-CP',
  '38/2015/TT-BTC',
  '91/2015/QH13',
  '31/2024/QH15',
  '326/2016/UBTVQH14',
  '13/2023/TTLT-BTC-BTP',
  '1236/KH-UBND',
  '01/VBHN-VPQH',
  '66.14/2026/NQ-CP',
  '522b/NQ-UBTVQH13',
  '162/2004/TTLT/BQP-BTC',
  '50/2014/TTLT-BTNMT-BNV',
  '24/2013/TT-BNN&PTNT',
  '01/2002/PL-UBTVQH11',
  '66-NQ/TW',
];

describe('a số hiệu', () => {
  test.each(NUMBERS)('%s is one, as it stands', (number) => {
    expect(parseLawNumber(number)).toBe(number);
    expect(lawReference(number).number).toBe(number);
  });

  test.each([
    ['14/2019/QÐ-TTg', '14/2019/QĐ-TTg'],
    ['14/2019/QĐ–TTg', '14/2019/QĐ-TTg'],
    ['14/2019/QĐ_TTg', '14/2019/QĐ-TTg'],
    ['120 /2002/TT-BTC', '120/2002/TT-BTC'],
    ['  14 / 2019 / QĐ - TTg ', '14/2019/QĐ-TTg'],
    ['14/2019/QĐ-TTg'.normalize('NFD'), '14/2019/QĐ-TTg'],
    ['15/2020/NĐ—CP', '15/2020/NĐ-CP'],
  ])('%j is written %s', (typed, number) => {
    expect(parseLawNumber(typed)).toBe(number);
    expect(tidyNumber(typed)).toBe(number);
  });

  test.each([
    '',
    '01/2024',
    '24/7',
    'Điều 5/6',
    '12/5/2026',
    'QĐ-TTg',
    '14/2019/qđ-ttg là',
    'abc',
    '14/2019/',
    'Luật 31/2024/QH15 và',
    '1/2',
  ])('%j is none', (text) => {
    expect(parseLawNumber(text)).toBeNull();
  });
});

describe('the key of a số hiệu', () => {
  test.each([
    '14/2019/QĐ-TTg',
    '14/2019/qđ-ttg',
    '14 2019 qd ttg',
    '14/2019/QÐ-TTg',
    '14/2019/QĐ–TTg',
    '14-2019-QD-TTG',
    '14/2019/QĐ-TTg'.normalize('NFD'),
    ' 14 /2019/ QĐ - TTg',
    '142019qdttg',
  ])('is the same for %j', (typed) => {
    expect(lawNumberKey(typed)).toBe('142019qdttg');
  });

  test('tells different numbers apart', () => {
    expect(new Set(NUMBERS.map(lawNumberKey)).size).toBe(NUMBERS.length);
  });
});

describe('numbers in running text', () => {
  test.each(NUMBERS)('%s is found with its place', (number) => {
    const text = `Căn cứ văn bản số ${number}, ngày 12/5/2026; và sau đó.`;
    expect(findLawNumbers(text)).toEqual([{ number, start: 18, end: 18 + number.length }]);
  });

  test('are found with Ð, en dash and blanks around the slashes, the place being that of the text', () => {
    for (const typed of [
      '14/2019/QÐ-TTg',
      '14/2019/QĐ–TTg',
      '14 /2019/QĐ-TTg',
      '14/ 2019/ QĐ-TTg',
    ]) {
      const text = `(Quyết định ${typed})`;
      const [found, ...more] = findLawNumbers(text);
      expect(more).toEqual([]);
      expect(found!.number).toBe('14/2019/QĐ-TTg');
      expect(text.slice(found!.start, found!.end)).toBe(typed);
    }
  });

  test('are found in order, repeats kept', () => {
    const text = 'Nghị định 15/2020/NĐ-CP sửa Nghị định 15/2020/NĐ-CP, Luật 31/2024/QH15.';
    expect(findLawNumbers(text).map((f) => f.number)).toEqual([
      '15/2020/NĐ-CP',
      '15/2020/NĐ-CP',
      '31/2024/QH15',
    ]);
  });

  test.each([
    'từ 01/2024 đến 12/2024',
    'phục vụ 24/7',
    'Điều 5/6 và khoản 3/4',
    'ngày 12/5/2026',
    'mẫu 90/CK-NSNN',
    'tờ khai 5/TXNK',
    'đạt 95/100 điểm',
    'A14/2019/QĐ-TTg',
    'http://a.vn/14/2019/QĐ-TTg',
    'số 14/\n2019',
    '50/50 người',
    '3/2/AB',
  ])('are not seen in %j', (text) => {
    expect(findLawNumbers(text)).toEqual([]);
  });

  test('do not swallow the words after a dash', () => {
    expect(findLawNumbers('theo 14/2019/QĐ-TTg - Ban hành kèm theo').map((f) => f.number)).toEqual([
      '14/2019/QĐ-TTg',
    ]);
  });
});
