import type { Evidence } from '#server/search/scoring/evidence.ts';
import { isHardlyAnswered, supportOf } from '#server/search/scoring/support.ts';

const best = (
  evidence: Partial<Evidence>,
  more: { inHeading?: boolean; hasNumber?: boolean } = {},
) => ({
  score: {
    inHeading: more.inHeading ?? false,
    evidence: {
      syllables: 0,
      pairs: 0,
      triples: 0,
      tones: 0,
      inHeading: 0,
      withTitle: 0,
      headingExplained: 0,
      headingLength: 0,
      length: 100,
      density: 0,
      longestRun: 0,
      firstAt: 1,
      rarestPair: 0,
      added: 0,
      perSyllable: 0,
      ...evidence,
    },
  },
  hasNumber: more.hasNumber ?? false,
});

describe('what hardly answers', () => {
  it('is a question of which the best passage holds little', () => {
    expect(isHardlyAnswered(best({ perSyllable: 0.3, pairs: 0.1 }), 7)).toBe(true);
    expect(isHardlyAnswered(best({ perSyllable: 1.2, pairs: 0.5 }), 7)).toBe(false);
    expect(isHardlyAnswered(best({ perSyllable: 1, headingExplained: 0.6 }), 7)).toBe(false);
  });

  it('grows less with all that speaks for an answer', () => {
    const least = supportOf(best({ perSyllable: 0.4 }), 6);
    for (const more of [
      { pairs: 0.5 },
      { added: 1 },
      { inHeading: 0.5 },
      { headingExplained: 0.5 },
    ])
      expect(supportOf(best({ perSyllable: 0.4, ...more }), 6)).toBeGreaterThan(least);
    expect(supportOf(best({}), 6)).toBeLessThan(0);
  });

  it('is no single word, no title, no số hiệu', () => {
    expect(isHardlyAnswered(best({}), 1)).toBe(false);
    expect(isHardlyAnswered(best({}, { inHeading: true }), 6)).toBe(false);
    expect(isHardlyAnswered(best({}, { hasNumber: true }), 6)).toBe(false);
  });

  it('is a few words that stand together nowhere; what holds all of them is no candidate', () => {
    expect(isHardlyAnswered(best({ perSyllable: 1.1, added: 0.2 }), 3)).toBe(true);
    expect(isHardlyAnswered(best({ perSyllable: 0.5, pairs: 1 }), 3)).toBe(false);
    expect(isHardlyAnswered(null, 3)).toBe(false);
    expect(isHardlyAnswered(null, 6)).toBe(true);
  });
});
