import { WordMemo } from '#server/base/word-memo.ts';

describe('what was made of words', () => {
  it('is made once', () => {
    let made = 0;
    const memo = new WordMemo((word) => `${word}${++made}`);
    expect([memo.of('luật'), memo.of('luật'), memo.of('đất')]).toEqual(['luật1', 'luật1', 'đất2']);
  });

  it('is not remembered of words that no text repeats', () => {
    const memo = new WordMemo((word) => word.length);
    for (let n = 0; n < 1_000; n++) expect(memo.of('w'.repeat(8_000) + n)).toBeGreaterThan(8_000);
    expect(memo.letters).toBe(0);
  });

  it('stays small, however many words are asked', () => {
    const memo = new WordMemo((word) => word);
    for (let n = 0; n < 100_000; n++) memo.of(`khac${n}`);
    expect(memo.letters).toBeLessThan(10_000 * 12);
    expect(memo.of('khac99999')).toBe('khac99999');
  });
});
