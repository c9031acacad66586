import { isContentsPage } from '#server/search/scoring/contents-page.ts';
import { indexPassage } from '#server/search/scoring/index-form.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { decodeTokens } from '#server/search/scoring/token-list.ts';

const isContents = (heading: string, text: string): boolean => {
  const lexicon = new Lexicon();
  const { tokens } = indexPassage(heading, text, lexicon);
  return isContentsPage(decodeTokens(tokens, new Uint32Array(0)), lexicon);
};
const lines = (line: (n: number) => string): string =>
  Array.from({ length: 9 }, (_, i) => line(i + 1)).join('\n\n');

describe('a page of contents', () => {
  it('is called so, or names pages at the end of its lines', () => {
    expect(isContents('', 'MỤC LỤC\n\nLời nói đầu\n\nChương I')).toBe(true);
    expect(isContents('Mục lục', 'Lời nói đầu')).toBe(true);
    expect(
      isContents(
        '',
        lines((n) => `${n}. Bạo lực gia đình ........ ${n * 7}`),
      ),
    ).toBe(true);
  });

  it('is no page of text, of numbers in the middle, or of a few lines', () => {
    expect(
      isContents(
        'Điều 5',
        lines((n) => `Khoản ${n}. Nộp hồ sơ trong 15 ngày.`),
      ),
    ).toBe(false);
    expect(
      isContents(
        'Khai sinh',
        lines((n) => `Nơi nộp theo Luật (Điều ${n * 3})`),
      ),
    ).toBe(false);
    expect(
      isContents(
        '',
        lines((n) => `Mức ${'abcdefghi'[n - 1]} là ${90 - n}`),
      ),
    ).toBe(false);
    expect(isContents('', 'Phí 1: 20\n\nPhí 2: 30')).toBe(false);
    expect(isContents('', 'Theo mục lục ngân sách nhà nước, mục lục hồ sơ')).toBe(false);
    expect(isContents('', '')).toBe(false);
  });
});
