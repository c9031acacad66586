import { describe, expect, test } from '@jest/globals';
import { decodeTokens, encodeTokens, withPath } from '#server/search/scoring/token-list.ts';
import { seededRandom } from '../../support/builders.ts';

const random = seededRandom(42);
const upTo = (n: number): number => Math.floor(random() * n);
/** Small ids mostly, as real texts have, and some at the edges of a byte more. */
const anId = (): number =>
  [upTo(128), upTo(16_384), upTo(2_097_152), 0, 127, 128, 16_383, 16_384][upTo(8)]!;
const CASES = Array.from({ length: 200 }, (_, i) => ({
  heading: Array.from({ length: i % 4 === 0 ? 0 : upTo(20) }, anId),
  text: Array.from({ length: i === 1 ? 0 : upTo(400) }, anId),
}));

describe('a token list', () => {
  test('is read back as it was written, for 200 random passages', () => {
    const scratch = new Uint32Array(10_000);
    for (const { heading, text } of CASES) {
      const list = decodeTokens(encodeTokens(heading, text), scratch);
      expect(list.headingLength).toBe(heading.length);
      expect([...list.ids]).toEqual([...heading, ...text]);
    }
  });

  test('is read when the scratch space is too small', () => {
    const ids = Array.from({ length: 50 }, (_, i) => i * 300);
    expect([...decodeTokens(encodeTokens([], ids), new Uint32Array(4)).ids]).toEqual(ids);
  });

  test('takes one byte for each of the 127 commonest syllables', () => {
    expect(
      encodeTokens(
        [],
        Array.from({ length: 100 }, (_, i) => i),
      ),
    ).toHaveLength(101);
  });

  test('of nothing, or cut off, does not throw', () => {
    expect(decodeTokens(new Uint8Array(), new Uint32Array(4))).toMatchObject({ headingLength: 0 });
    const whole = encodeTokens([300, 5], [70_000, 8]);
    for (let length = 0; length < whole.length; length++)
      expect(
        decodeTokens(whole.slice(0, length), new Uint32Array(9)).ids.length,
      ).toBeLessThanOrEqual(4);
  });
});

test('names of the outline stand behind, apart from the words of the passage', () => {
  const own = encodeTokens([300, 5], [70_000, 0, 8]);
  const list = decodeTokens(withPath(own, [9, 300]), new Uint32Array(64));
  expect([...list.ids]).toEqual([300, 5, 70_000, 0, 8]);
  expect([...list.path]).toEqual([9, 300]);
  expect(list.headingLength).toBe(2);
  expect(decodeTokens(own, new Uint32Array(64)).path).toHaveLength(0);
  expect(withPath(own, [])).toBe(own);
});
