import { describe, expect, test } from '@jest/globals';
import { parsePartialDate, showPartialDate, yearOf } from '#server/base/partial-date.ts';

describe('a partial date', () => {
  test.each([
    ['2026', '2026'],
    ['2026-05', '2026-05'],
    ['2026-5', '2026-05'],
    ['2026-05-12', '2026-05-12'],
    ['2026-5-2', '2026-05-02'],
    ['5/2026', '2026-05'],
    ['12/5/2026', '2026-05-12'],
    ['12-05-2026', '2026-05-12'],
    ['12.5.2026', '2026-05-12'],
    [' 12/05/2026 ', '2026-05-12'],
    ['29/2/2024', '2024-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('%j is kept as %s', (text, date) => {
    expect(parsePartialDate(text)).toBe(date);
  });

  test.each([
    '',
    'tháng 5',
    '29/2/2023',
    '29/2/1900',
    '2023-02-29',
    '31/4/2026',
    '32/1/2026',
    '0/5/2026',
    '5/13/2026',
    '13/2026',
    '0/2026',
    '2026-00',
    '2026-13',
    '26',
    '0999',
    '12/5/26',
    '12/5/2026 10:00',
    '2026-05-12T00:00',
    '12//2026',
    '20260512',
    '1/1/1/2026',
  ])('%j is none', (text) => {
    expect(parsePartialDate(text)).toBeNull();
  });

  test('is shown in Vietnamese order and read back from it', () => {
    for (const [date, shown] of [
      ['2026', '2026'],
      ['2026-05', '05/2026'],
      ['2026-05-12', '12/05/2026'],
    ] as const) {
      expect(showPartialDate(date)).toBe(shown);
      expect(parsePartialDate(shown)).toBe(date);
    }
  });

  test('knows its year', () => {
    expect(yearOf('2026-05-12')).toBe(2026);
    expect(yearOf(null)).toBeNull();
  });
});
