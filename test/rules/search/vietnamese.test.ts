import { describe, expect, test } from '@jest/globals';
import {
  fold,
  foldKey,
  hasMarks,
  normalise,
  slugify,
  sortKey,
  toneKey,
} from '#server/base/vietnamese/syllables.ts';
import { showToneKey } from '#server/base/vietnamese/show-tone.ts';

/** oa, oe, uy with five tones: [old placement, new placement]. */
const PLACEMENTS = [
  ['hòa', 'hoà'],
  ['hỏa', 'hoả'],
  ['hõa', 'hoã'],
  ['hóa', 'hoá'],
  ['họa', 'hoạ'],
  ['hòe', 'hoè'],
  ['khỏe', 'khoẻ'],
  ['nhõe', 'nhoẽ'],
  ['lóe', 'loé'],
  ['xọe', 'xoẹ'],
  ['tùy', 'tuỳ'],
  ['ủy', 'uỷ'],
  ['lũy', 'luỹ'],
  ['thúy', 'thuý'],
  ['lụy', 'luỵ'],
] as const;

describe('folding', () => {
  test.each([
    ['ĐẤT ĐAI', 'dat dai'],
    ['Luật Hôn nhân và Gia đình', 'luat hon nhan va gia dinh'],
    ['ưỡn ẹo', 'uon eo'],
    ['Ðiều', 'dieu'],
    ['KHIẾU NẠI, TỐ CÁO', 'khieu nai, to cao'],
    ['14/2019/QĐ-TTg', '14/2019/qd-ttg'],
  ])('takes every mark from %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize('NFD'))).toBe(folded);
  });

  test('leaves letters of other scripts alone', () => {
    expect(fold('ភាសាខ្មែរ 中文')).toBe('ភាសាខ្មែរ 中文');
  });
});

describe('tone keys', () => {
  test.each(PLACEMENTS)('of %s and %s are one, of others not', (old, fresh) => {
    expect(old).not.toBe(fresh);
    expect(toneKey(fresh)).toBe(toneKey(old));
    expect(toneKey(fresh.normalize('NFD'))).toBe(toneKey(old));
    expect(PLACEMENTS.filter(([other]) => toneKey(other) === toneKey(old))).toHaveLength(1);
  });

  test('keep letters apart that only a tone or a hat tells from others', () => {
    const words = [
      'ma',
      'mà',
      'mả',
      'mã',
      'má',
      'mạ',
      'mâ',
      'mă',
      'đa',
      'da',
      'tu',
      'tư',
      'tử',
      'tứ',
      'to',
      'tô',
      'tơ',
    ];
    expect(new Set(words.map(toneKey)).size).toBe(words.length);
  });

  test('know capitals, NFD, Eth and quý', () => {
    expect(toneKey('ĐẤT')).toBe(toneKey('đất'));
    expect(toneKey('đất'.normalize('NFD'))).toBe(toneKey('đất'));
    expect(toneKey('Ðiều')).toBe(toneKey('Điều'));
    expect(toneKey('quý')).toBe(toneKey('QUÝ'));
    expect(foldKey(toneKey('quý'))).toBe('quy');
  });

  test('fold as the word itself does', () => {
    for (const word of ['hoà', 'uỷ', 'Đặng', 'nghiêng', '2019', 'qđ', 'ttg'])
      expect(foldKey(toneKey(word))).toBe(fold(word));
  });
});

const SYLLABLES =
  `hòa giải ủy ban nhân dân quý vị quỳnh quyển quốc quả quà quế gì già giữa giỏi giết giếng gìn giá giọng thuở khuỷu khuya ngoài hoàn hoặc xoáy
  ngoéo loét huýt của mía người cứu rượu đuổi tuần uể oải thuế thủy ý yếu lũy tiếng Việt nghĩa vụ trách nhiệm bảo hiểm đất đai khiếu nại tố cáo hình sự tòa án
  thừa kế ly hôn trẻ em bạo lực mượn xử phạt hành chính đường bộ rừng biển nước đồng bào nghèo chữa cháy khỏe đẹp lẽ phải hủy bỏ tùy họa lóe trước sau
  chuyển nhượng quyền sử dụng thời hạn kết hôn tuổi thành niên`
    .trim()
    .split(/\s+/u);

describe('showing a tone key', () => {
  test.each(SYLLABLES)('gives %s back in the old placement', (syllable) => {
    expect(showToneKey(toneKey(syllable))).toBe(syllable.toLowerCase());
  });

  test.each(PLACEMENTS)('writes %s for both placements', (old, fresh) => {
    expect(showToneKey(toneKey(fresh))).toBe(old);
  });

  test('leaves what has no tone or no vowel', () => {
    for (const word of ['dan', '2019', 'ttg', 'qđ']) expect(showToneKey(toneKey(word))).toBe(word);
  });
});

describe('the order of titles', () => {
  const sorted = (titles: readonly string[]): string[] =>
    titles.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0));

  test('follows the Vietnamese alphabet', () => {
    const alphabet = [
      'a',
      'ă',
      'â',
      'b',
      'c',
      'd',
      'đ',
      'e',
      'ê',
      'g',
      'h',
      'i',
      'k',
      'l',
      'm',
      'n',
      'o',
      'ô',
      'ơ',
      'p',
      'q',
      'r',
      's',
      't',
      'u',
      'ư',
      'v',
      'x',
      'y',
    ];
    expect(sorted(alphabet.toReversed())).toEqual(alphabet);
    expect(sorted(alphabet.map((c) => c.toUpperCase().normalize('NFD')).toReversed())).toEqual(
      alphabet.map((c) => c.toUpperCase().normalize('NFD')),
    );
  });

  test('puts tones after letters, shorter words first, numbers before letters', () => {
    expect(sorted(['mạ', 'má', 'mã', 'mả', 'mà', 'ma'])).toEqual([
      'ma',
      'mà',
      'mả',
      'mã',
      'má',
      'mạ',
    ]);
    expect(sorted(['Luật Đất đai', 'Luật Dân sự', 'Luật', '100 câu hỏi', 'Luật Đầu tư'])).toEqual([
      '100 câu hỏi',
      'Luật',
      'Luật Dân sự',
      'Luật Đất đai',
      'Luật Đầu tư',
    ]);
    expect(sorted(['Ðất', 'Em', 'Da'])).toEqual(['Da', 'Ðất', 'Em']);
  });
});

describe('small forms', () => {
  test('slugs are address-safe and at most 80 characters', () => {
    expect(slugify('Cẩm nang hòa giải ở cơ sở (2026)')).toBe('cam-nang-hoa-giai-o-co-so-2026');
    expect(slugify('  Đất đai: hỏi & đáp!  ')).toBe('dat-dai-hoi-dap');
    expect(slugify('“”…')).toBe('');
    expect(slugify('luật '.repeat(50))).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])$/u);
  });

  test('hasMarks tells typing with diacritics from typing without', () => {
    for (const text of ['đất', 'ĐAI', 'Ðai', 'hoà', 'ư', 'đất'.normalize('NFD')])
      expect(hasMarks(text)).toBe(true);
    for (const text of ['dat dai', 'DAT DAI', '14/2019', '']) expect(hasMarks(text)).toBe(false);
  });

  test('normalise composes and mends Eth', () => {
    expect(normalise('Ðất đai'.normalize('NFD'))).toBe('Đất đai');
    expect(normalise('ðất')).toBe('đất');
  });
});
