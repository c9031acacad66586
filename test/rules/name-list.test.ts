import { describe, expect, test } from '@jest/globals';
import { withName } from '#server/cataloguing/actions/merge-names.ts';
import { nameKey, namesOf } from '#server/cataloguing/name-list.ts';
import { anItem } from '../support/builders.ts';

describe('the key of a name', () => {
  test.each([
    ['NXB Tư pháp', 'Nhà xuất bản Tư Pháp'],
    ['NXB. Tư pháp', 'nhà xuất bản tư pháp'],
    ['UBND xã Mường Khe', 'Ủy ban nhân dân xã Mường Khe'],
    ['Hoà giải – cơ sở', 'hòa giải, cơ sở'],
    ['TP. Huế', 'Thành phố Huế'],
    ['Hội LHPN', 'Hội Liên hiệp Phụ nữ'],
  ])('is one for %j and %j', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  test.each([
    ['Sở Tư pháp tỉnh An Sơn', 'Sở Tư pháp'],
    ['Tờ gấp 1', 'Tờ gấp 2'],
    ['', 'x'],
  ])('parts %j from %j', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });
});

test('an item has each of its names once, and none of mere punctuation', () => {
  expect(
    namesOf(
      anItem({
        title: 'Tên',
        compilers: ['A', 'A', '—'],
        publisher: '',
        series: 'Bộ',
        keywords: ['k', 'K'],
      }),
    ).map(({ kind, value }) => [kind, value]),
  ).toEqual([
    ['title', 'Tên'],
    ['compiler', 'A'],
    ['series', 'Bộ'],
    ['keyword', 'k'],
    ['keyword', 'K'],
  ]);
});

test.each([
  ['compiler', { compilers: ['A', 'Z', 'a'] }, { compilers: ['Á', 'Z'] }],
  ['keyword', { keywords: ['a', 'Á', 'A'] }, { keywords: ['Á'] }],
  ['publisher', { publisher: 'A' }, { publisher: 'Á' }],
  ['series', { series: 'Khác' }, { series: 'Khác' }],
] as const)('a %s is written otherwise where it stands', (kind, before, after) => {
  expect(withName(anItem(before), kind, ['A', 'a'], 'Á')).toEqual(after);
});
