import { describe, expect, test } from '@jest/globals';
import { bandsOf, PRINT_VALUES, fingerprintOf, shareOf } from '#server/items/fingerprint.ts';
import { seededRandom } from '../support/builders.ts';

const random = seededRandom(7);
const syllables = (n: number): string[] =>
  Array.from({ length: n }, () => `t${Math.floor(random() * 3_000)}`);
const shingles = (words: readonly string[]): Set<string> =>
  new Set(words.slice(0, -4).map((_, i) => words.slice(i, i + 5).join(' ')));
const exact = (a: readonly string[], b: readonly string[]): number => {
  const [x, y] = [shingles(a), shingles(b)];
  const both = [...x].filter((s) => y.has(s)).length;
  return both / (x.size + y.size - both);
};

describe('the print of a text', () => {
  test('is the same however the text is typed and cut into pieces, and has no more than it needs', () => {
    const text =
      'Hòa giải viên giúp các bên tự nguyện thỏa thuận, giải quyết mâu thuẫn, tranh chấp, vi phạm pháp luật theo quy định của Luật Hòa giải ở cơ sở năm 2013.';
    const print = fingerprintOf([text])!;
    expect(print).toHaveLength(PRINT_VALUES);
    expect(print.every((v) => Number.isInteger(v) && v >= 0 && v < 2 ** 26)).toBe(true);
    expect(
      fingerprintOf(
        [text.slice(0, text.indexOf('tự')), text.slice(text.indexOf('tự'))].map((t) =>
          t.toUpperCase().normalize('NFC'),
        ),
      ),
    ).toEqual(print);
    expect(fingerprintOf([text.replaceAll(',', ' -').replace('Hòa', 'Hoà')])).toEqual(print);
    expect(bandsOf(print).every(Number.isSafeInteger)).toBe(true);
    expect(new Set(bandsOf(print)).size).toBe(16);
  });

  test.each([
    '',
    'Tờ gấp',
    'một hai '.repeat(500),
    Array.from({ length: 23 }, (_, i) => `t${i}`).join(' '),
  ])('is none for %j', (text) => {
    expect(fingerprintOf([text])).toBeNull();
  });

  test.each([60, 300, 3_000])(
    'estimates the share of common shingles of texts of %i syllables',
    (n) => {
      const errors = [0.02, 0.05, 0.1, 0.3].flatMap((changed) =>
        Array.from({ length: 12 }, () => {
          const a = syllables(n);
          const from = Math.floor(random() * n * (1 - changed));
          const b = [
            ...a.slice(0, from),
            ...syllables(Math.round(n * changed)),
            ...a.slice(from + Math.round(n * changed)),
          ];
          return (
            shareOf(fingerprintOf([a.join(' ')])!, fingerprintOf([b.join(' ')])!) - exact(a, b)
          );
        }),
      );
      const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
      expect(Math.abs(mean)).toBeLessThan(0.05);
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.25);
    },
  );

  test('of texts without a common shingle agrees nowhere', () => {
    const share = shareOf(
      fingerprintOf([syllables(2_000).join(' ')])!,
      fingerprintOf([
        syllables(2_000)
          .map((s) => `x${s}`)
          .join(' '),
      ])!,
    );
    expect(share).toBeLessThan(0.05);
  });
});
