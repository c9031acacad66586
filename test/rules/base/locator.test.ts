import { describe, expect, test } from '@jest/globals';
import { formatLocator, parseLocator, type Locator } from '#server/base/locator.ts';

const PLACES: readonly (readonly [string, Locator])[] = [
  ['r', { kind: 'record' }],
  ['p1', { kind: 'page', page: 1 }],
  ['p1200', { kind: 'page', page: 1_200 }],
  ['c3', { kind: 'chapter', chapter: 3, fragment: null }],
  ['c3#m4', { kind: 'chapter', chapter: 3, fragment: 'm4' }],
  ['c12#dieu-5.khoan:2', { kind: 'chapter', chapter: 12, fragment: 'dieu-5.khoan:2' }],
  ['t0', { kind: 'time', seconds: 0 }],
  ['t95.5', { kind: 'time', seconds: 95.5 }],
  ['t3600.125', { kind: 'time', seconds: 3_600.125 }],
];

describe('a place in an item', () => {
  test.each(PLACES)('%s is written and read back', (text, locator) => {
    expect(formatLocator(locator)).toBe(text);
    expect(parseLocator(text)).toEqual(locator);
  });

  test('in media time survives the sums that make it', () => {
    for (const seconds of [0.1 + 0.2, 65 + 0.123, 100 / 3]) {
      const read = parseLocator(formatLocator({ kind: 'time', seconds }));
      expect(read).toEqual({ kind: 'time', seconds: Math.round(seconds * 1_000) / 1_000 });
    }
  });

  test.each([
    '',
    'p',
    'p0',
    'p-1',
    'p1.5',
    'p01',
    'c0',
    'c1#',
    'c1#<script>',
    'c1#a b',
    't',
    't-1',
    't1e9',
    'x1',
    'r1',
    ' p1',
    'p1\n',
    'p99999999',
    `c1#${'a'.repeat(121)}`,
  ])('%j is none', (text) => {
    expect(parseLocator(text)).toBeNull();
  });
});
