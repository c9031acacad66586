import { describe, expect, test } from '@jest/globals';
import { indexPassage } from '#server/search/scoring/index-form.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { readQuery } from '#server/search/scoring/query-form.ts';
import { idf, PassageScorer, recordLift, type PassageScore } from '#server/search/scoring/score.ts';
import { decodeTokens } from '#server/search/scoring/token-list.ts';

type Text = string | readonly [heading: string, text: string];

/** Scores texts against a query in a corpus that holds just them. */
function scores(query: string, texts: readonly Text[], exact = false): PassageScore[] {
  const lexicon = new Lexicon();
  const indexed = texts.map((t) =>
    typeof t === 'string' ? indexPassage('', t, lexicon) : indexPassage(t[0], t[1], lexicon),
  );
  const holds =
    (term: string) =>
    (p: (typeof indexed)[number]): boolean =>
      `${p.syllables} ${p.pairs}`.split(' ').includes(term);
  const scorer = new PassageScorer(
    readQuery(query),
    lexicon,
    {
      passages: 1_000,
      averageLength: indexed.reduce((sum, p) => sum + p.length, 0) / indexed.length,
      documentFrequency: (term) => indexed.filter(holds(term)).length,
    },
    exact,
  );
  const scratch = new Uint32Array(1_000);
  return indexed.map((p) => scorer.score(decodeTokens(p.tokens, scratch)));
}
const best = (query: string, texts: readonly Text[], exact = false): number => {
  const all = scores(query, texts, exact).map(({ score }) => score);
  return all.indexOf(Math.max(...all));
};

describe('the score of a passage', () => {
  test('prefers words that stand together over the same words apart', () => {
    expect(
      best('đất đai', [
        'đất của bà con gần sông, đai an toàn',
        'bà con gần sông của an toàn, đất đai',
      ]),
    ).toBe(1);
    expect(best('đất đai', ['đất\n\nđai một hai', 'một hai\n\nđất đai'])).toBe(1);
  });

  test('prefers a run of three over two pairs apart', () => {
    expect(
      best('luật đất đai', ['luật đất một và đất đai hai', 'luật đất đai một và đất hai']),
    ).toBe(1);
  });

  test('prefers words in the heading, rare words and short passages', () => {
    expect(
      best('hòa giải', [
        ['Chung', 'hòa giải ở cơ sở'],
        ['Hòa giải', 'chung ở cơ sở'],
      ]),
    ).toBe(1);
    expect(best('đất hiếm', ['đất một', 'đất hai', 'đất ba', 'hiếm bốn'])).toBe(3);
    expect(best('đất', ['đất một hai ba bốn năm sáu bảy tám chín mười', 'đất một'])).toBe(1);
  });

  test('grows with every further mention, ever more slowly', () => {
    const [once, twice, thrice] = scores('đất', ['đất a b', 'đất đất a', 'đất đất đất']).map(
      ({ score }) => score,
    );
    expect(twice!).toBeGreaterThan(once!);
    expect(thrice! - twice!).toBeLessThan(twice! - once!);
    expect(thrice!).toBeGreaterThan(twice!);
  });

  test('prefers passages that agree in tone, but only when the query has marks', () => {
    const texts = ['dát dài một', 'đất đai một'];
    expect(best('đất đai', texts)).toBe(1);
    expect(best('dát dài', texts)).toBe(0);
    const [a, b] = scores('dat dai', texts);
    expect(a!.score).toBeCloseTo(b!.score, 10);
  });

  test('is nothing when no word stands there', () => {
    const [none, some] = scores('hôn nhân', ['đất đai', 'hôn nhân']);
    expect(none).toMatchObject({
      score: 0,
      coverage: 0,
      pairs: 0,
      phrasesFit: true,
      inHeading: false,
      isHeading: false,
    });
    expect(some!.coverage).toBe(1);
    expect(scores('hôn lễ', ['hôn nhân'])[0]!.coverage).toBe(0.5);
  });

  test('counts only words typed the very same way when exact', () => {
    const [other, same] = scores('đất đai', ['dát dài', 'đất đai'], true);
    expect(other).toMatchObject({ score: 0, coverage: 0 });
    expect(same!.coverage).toBe(1);
    expect(scores('hoà giải', ['hòa giải'], true)[0]!.coverage).toBe(1);
  });
});

describe('quoted phrases', () => {
  const fits = (query: string, text: Text, exact = false): boolean =>
    scores(query, [text, 'hòa giải hoa giai hoá giai ở cơ sở đất đai'], exact)[0]!.phrasesFit;

  test('must stand in order and together', () => {
    expect(fits('"hòa giải ở cơ sở"', 'tổ hòa giải ở cơ sở')).toBe(true);
    expect(fits('"hòa giải ở cơ sở"', 'ở cơ sở có hòa giải')).toBe(false);
    expect(fits('"hòa giải"', 'hòa\n\ngiải')).toBe(false);
    expect(fits('"hòa giải"', ['Tổ hòa', 'giải'])).toBe(false);
    expect(fits('"hòa giải"', ['Hòa giải', 'khác'])).toBe(true);
  });

  test('typed with marks must agree in tone, without marks need not', () => {
    expect(fits('"hòa giải"', 'hoa giai')).toBe(false);
    expect(fits('"hoà giải"', 'hòa giải')).toBe(true);
    expect(fits('"hoa giai"', 'hòa giải')).toBe(true);
    expect(fits('"hoa giai"', 'hòa giải', true)).toBe(false);
  });

  test('must all stand; one with an unknown word never does', () => {
    expect(fits('"hòa giải" "đất đai"', 'hòa giải về đất đai')).toBe(true);
    expect(fits('"hòa giải" "đất đai"', 'hòa giải')).toBe(false);
    expect(fits('"hòa giải xyz"', 'hòa giải')).toBe(false);
  });
});

describe('the record of an item', () => {
  test('is lifted most when the query is its whole title', () => {
    const lift = (heading: string, text = 'khác'): number =>
      recordLift(scores('luật đất đai', [[heading, text]])[0]!);
    expect(lift('Luật Đất đai')).toBe(3);
    expect(lift('Hỏi đáp Luật Đất đai')).toBe(2);
    expect(lift('Đất đai', 'luật')).toBe(1.5);
    expect(lift('Đất của luật, đai')).toBe(1.5);
    expect(lift('Hôn nhân')).toBe(1);
  });

  test('weighs a word less the more passages hold it', () => {
    expect(idf(100, 1)).toBeGreaterThan(idf(100, 50));
    expect(idf(100, 100)).toBeGreaterThan(0);
  });
});
