import { describe, expect, test } from '@jest/globals';
import { compareWords } from '../bench/compare-words.ts';

describe('comparing the words of two texts', () => {
  test('finds nothing between texts that differ in case, marks and line ends', () => {
    expect(compareWords('Điều 1. Phạm vi\náp dụng', 'điều 1 – PHẠM VI áp dụng')).toMatchObject({
      words: 6,
      lost: 0,
      added: 0,
      order: 1,
    });
  });

  test('counts each word as often as it is lost or added', () => {
    const found = compareWords('một hai hai ba', 'một hai bốn');
    expect(found).toMatchObject({ words: 4, lost: 2, added: 1 });
    expect(found.examples).toEqual({ lost: ['hai', 'ba'], added: ['bốn'] });
  });

  test('tells the share that stands in the same order', () => {
    expect(compareWords('a b c d', 'c d a b').order).toBe(0.5);
    expect(compareWords('a b', 'x y').order).toBe(1);
  });
});
