import { describe, expect, test } from '@jest/globals';
import { indexPassage } from '#server/search/scoring/index-form.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { wordKey, words, wordsWithBreaks } from '#server/base/vietnamese/tokens.ts';

const TEXT =
  'Điều 5. Ủy ban nhân dân cấp xã (sau đây gọi là UBND)\ncó trách nhiệm…\n\nHoà giải viên “được” 14/2019/QĐ-TTg.';

describe('words', () => {
  test('have offsets into the NFC text, typed composed or not', () => {
    for (const text of [TEXT, TEXT.normalize('NFD')]) {
      const shown = words(text).map((w) => TEXT.slice(w.start, w.end));
      expect(shown).toEqual(TEXT.match(/[\p{L}\p{N}]+/gu));
    }
  });

  test('have the key of their syllable whatever the case and tone placement', () => {
    const [a, b, c] = words('HOÀ hòa hoa');
    expect(a!.key).toBe(b!.key);
    expect(c!.key).not.toBe(b!.key);
  });

  test('are none in punctuation, blanks and control characters', () => {
    expect(words(' …“”\u0000\u0007\n\t--/ ')).toEqual([]);
  });

  test('of scripts whose vowels are marks are whole, in texts and in queries alike', () => {
    const khmer = 'ភាសាខ្មែរ និង ច្បាប់';
    expect(words(khmer).map((w) => khmer.slice(w.start, w.end))).toEqual(khmer.split(' '));
    expect(words(khmer).map((w) => w.key)).toEqual(wordsWithBreaks(khmer).map(wordKey));
  });
});

describe('tokens of the index', () => {
  const index = (
    text: string,
    heading = '',
  ): { syllables: string[]; pairs: string[]; numbers: string[]; length: number } => {
    const form = indexPassage(heading, text, new Lexicon());
    return {
      syllables: form.syllables.split(' '),
      pairs: form.pairs.split(' ').filter((p) => p !== ''),
      numbers: form.numbers.split(' ').filter((n) => n !== ''),
      length: form.length,
    };
  };

  test('are the same words in order with a break at every blank line', () => {
    expect(wordsWithBreaks('một hai\nba\n \nbốn').map((w) => w === '')).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(
      wordsWithBreaks(TEXT)
        .filter((w) => w !== '')
        .map(wordKey),
    ).toEqual(words(TEXT).map((w) => w.key));
  });

  test('pair neighbours across a line end but not across a blank line', () => {
    expect(index('đất\nđai').pairs).toEqual(['dat_dai']);
    expect(index('đất\n\nđai').pairs).toEqual([]);
    expect(index('đất \r\n\t\r\n đai').pairs).toEqual([]);
  });

  test('do not pair a heading with its text', () => {
    expect(index('đai rừng', 'Luật đất').pairs).toEqual(['luat_dat', 'dai_rung']);
  });

  test('are the same for NFC, NFD, capitals, Eth and both tone placements', () => {
    const forms = ['Đất hòa', 'Đất hòa'.normalize('NFD'), 'ĐẤT HOÀ', 'Ðất hoà'];
    const lexicon = new Lexicon();
    const tokens = forms.map((text) => [...indexPassage('', text, lexicon).tokens]);
    for (const list of tokens) expect(list).toEqual(tokens[0]);
    expect(index('Đất hòa').syllables).toEqual(['dat', 'hoa']);
  });

  test('hold số hiệu as one key and count syllables without breaks', () => {
    const form = index('Theo Quyết định 14/2019/QĐ-TTg\n\nvà Nghị định 15/2020/NĐ-CP');
    expect(form.numbers).toEqual(['142019qdttg', '152020ndcp']);
    expect(form.length).toBe(form.syllables.length);
    expect(form.syllables.join(' ')).toBe(
      fold('theo quyết định 14 2019 qđ ttg và nghị định 15 2020 nđ cp'),
    );
  });

  test('ignore a mark that belongs to no letter', () => {
    expect(index('\u0301 đất \u0323').syllables).toEqual(['dat']);
  });
});
