import { readFileSync } from 'node:fs';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { openTonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { pairsForQuestions, readQuestion } from '#server/search/words/read-question.ts';
import { SHIPPED_WORDS } from '#server/search/words/shipped-words.ts';
import { decodeKeys } from '#server/search/words/left-over-keys.ts';
import { WordMatcher, type WordEntry } from '#server/search/words/word-list.ts';

const base = openTonePairs(
  readFileSync(new URL('../../../../server/base/vietnamese/tone-pairs.bin', import.meta.url)),
);
const pairs = pairsForQuestions(base, SHIPPED_WORDS);
const words = new WordMatcher(SHIPPED_WORDS);
const INDEXED = new Set(['covid', 'html', 'bluezone', 'co2', 'phinh']);

const read = (text: string, matcher = words) =>
  readQuestion(text, { isIndexed: (folded) => INDEXED.has(folded), pairs, words: matcher });

describe('a question typed bare', () => {
  it.each([
    ['so do bi mat lam lai o dau', 'sổ đỏ bị mất làm lại ở đâu'],
    ['so do bi mat', 'sổ đỏ bị mất'],
    ['vay nong', 'vay nóng'],
    ['hang xom lan dat', 'hàng xóm lấn đất'],
    ['bao luc gia dinh goi ai', 'bạo lực gia đình gọi ai'],
    ['dang ky khai sinh muon', 'đăng ký khai sinh muộn'],
    ['phat nong do con xe may', 'phạt nồng độ cồn xe máy'],
    ['dat ruong chuyen sang tho cu', 'đất ruộng chuyển sang thổ cư'],
    ['bi lua dao qua mang', 'bị lừa đảo qua mạng'],
    ['Bao ve bi mat nha nuoc', 'Bảo vệ bí mật nhà nước'],
  ])('%s', (typed, meant) => {
    expect(read(typed)).toMatchObject({ text: meant, change: 'toned' });
  });

  it('leaves names of places that laws do not know and the shelf does', () => {
    for (const text of [
      'Tả Phình',
      'nước sạch ở Tả Phình',
      'tả phình',
      'Phình Giàng',
      'thôn Lũng Pù',
      'Lũng Phìn',
    ])
      expect([text, read(text).text]).toEqual([text, text]);
    for (const text of [
      'ta phinh',
      'nam hong',
      'tan phu',
      'cao loc',
      'tien yen',
      'khoi tren nuong',
    ])
      expect(fold(read(text).text)).toBe(text);
  });

  it('leaves what was typed with marks, quoted, or is no syllable', () => {
    for (const text of [
      'ở tù ra bao lâu',
      '"so do bi mat"',
      'covid html',
      '14/2019/QĐ-TTg',
      '🙂 👍',
    ])
      expect(read(text)).toEqual(expect.objectContaining({ text, change: 'none' }));
  });
});

describe('keys left over', () => {
  it.each([
    ['luaatj', 'luật'],
    ['lua65t', 'luật'],
    ['ddaats', 'đất'],
    ['d9at61', 'đất'],
    ['nguowif', 'người'],
    ['nguoi72', 'người'],
    ['dduwowcj', 'được'],
    ['quyen62', 'quyền'],
    ['khieeus', 'khiếu'],
  ])('%s is %s', (typed, meant) => {
    expect(read(typed)).toMatchObject({ text: meant, change: 'mended' });
  });

  it('stay in words of the index, numbers and other languages', () => {
    for (const text of ['co2', 'covid', 'facebook', 'h5n1', 'n95', '100/2015/QH13'])
      expect(read(text).text).toBe(text);
    expect(decodeKeys('as', () => true)).toBeNull();
    expect(decodeKeys('f'.repeat(10_000), () => true)).toBeNull();
  });

  it('are parted where blanks were left out, and spelled as laws spell', () => {
    expect(read('baoluc giadinh').text).toBe('bạo lực gia đình');
    expect(read('làm giấy khai sanh').text).toBe('làm giấy khai sinh');
    expect(read('khai sanh cho con').text).toBe('khai sinh cho con');
    expect(read('li di').text).toMatch(/^l[iy] dị$/u);
    expect(read('ko dc tra luong').text).toBe('không được trả lương');
  });
});

describe('slips', () => {
  it.each([
    ['đnăg ký khai sinh', 'đăng ký khai sinh'],
    ['qyuen tre em', 'quyền trẻ em'],
    ['bồi thường thiẹt hại', 'bồi thường thiệt hại'],
    ['hợp đồng lạo động', 'hợp đồng lao động'],
    ['to cao', 'tố cáo'],
    ['boi thuong hiet hai', 'bồi thường thiệt hại'],
    ['tội đánh bàc', 'tội đánh bạc'],
    ['hp đồng lao động', 'hợp đồng lao động'],
    ['phòng cáhy chữa cháy', 'phòng cháy chữa cháy'],
  ])('%s', (typed, meant) => {
    expect(read(typed).text).toBe(meant);
  });

  it.each([
    'đồng phạm bao gồm những ai',
    'tù chung thân là gì',
    'xem covid html ở đâu',
    'UBND xã cấp giấy gì',
  ])('are not seen in %s', (typed) => {
    expect(read(typed)).toMatchObject({ text: typed, change: 'none' });
  });
});

describe('words of citizens', () => {
  const added = (text: string): string =>
    read(text)
      .added.map((one) => one.words)
      .join(' · ');

  it.each([
    ['vay nong lai cat co', /cho vay lãi nặng/u],
    ['bi giut hui', /họ, hụi, biêu, phường/u],
    ['tron linh bi gi', /trốn tránh nghĩa vụ quân sự/u],
    ['bo chong', /ly hôn theo yêu cầu của một bên/u],
    ['cong ty quyt luong', /kỳ hạn trả lương/u],
    ['mất sổ đỏ', /cấp lại giấy chứng nhận/u],
    ['bhyt', /bảo hiểm y tế/u],
    ['UBND xã', /Ủy ban nhân dân/u],
  ])('%s', (typed, meant) => {
    expect(added(typed)).toMatch(meant);
  });

  it('keep to what was meant, and to short questions', () => {
    expect(added('bí mật nhà nước')).not.toMatch(/giấy chứng nhận/u);
    expect(added('nông nghiệp')).not.toMatch(/lãi nặng/u);
    expect(added('bộ chống bạo loạn')).not.toMatch(/ly hôn/u);
    expect(added(`sổ đỏ ${'và đất đai '.repeat(6)}`)).toBe('');
  });

  it('has at least 400 entries over all groups, each with legal words', () => {
    expect(SHIPPED_WORDS.length).toBeGreaterThanOrEqual(400);
    expect(new Set(SHIPPED_WORDS.map(({ group }) => group)).size).toBe(18);
    expect(new Set(SHIPPED_WORDS.map(({ id }) => id)).size).toBe(SHIPPED_WORDS.length);
    for (const { said, meant } of SHIPPED_WORDS) {
      expect(said.every((one) => one !== '')).toBe(true);
      expect(meant.every((one) => one.words !== '' && one.weight > 0)).toBe(true);
    }
  });
});

describe('a saying of three syllables or more', () => {
  const saidIn = (text: string): [said: string, weight: number][] =>
    read(text).added.map(({ said, weight }) => [said, weight]);

  it('is known with one or two others in it, and counts less then', () => {
    expect(saidIn('vay tiền không trả')[0]).toEqual(['vay tiền không trả', 1]);
    expect(saidIn('vay tien nguoi ta khong tra duoc')[0]).toEqual(['vay tiền không trả', 0.7]);
    expect(saidIn('vay tiền người ta mà rồi không trả')).not.toContainEqual([
      'vay tiền không trả',
      0.7,
    ]);
  });

  it('is not put together out of syllables strewn over a question', () => {
    // As “bỏ đi mấy năm”, of somebody who is missing.
    expect(saidIn('gây tai nạn rồi bỏ chạy đi tù mấy năm').map(([said]) => said)).not.toContain(
      'bỏ đi mấy năm',
    );
  });
});

describe('hostile entries and questions', () => {
  const entry = (id: string, said: string, ...meant: string[]): WordEntry => ({
    id,
    said: [said],
    meant: meant.map((one) => ({ words: one, weight: 1 })),
    group: 'Dân sự',
    only: [],
  });
  const list = new WordMatcher([
    entry('a', 'alpha', 'beta'),
    entry('b', 'beta', 'alpha'),
    entry('long', 'dài', 'chữ '.repeat(1_000)),
    entry('signs', '.*(a+)+$', '[^x]{1,99999}'),
    entry('none', '', 'không'),
    entry('mean', 'rỗng', '   '),
    {
      ...entry('many', 'nhiều'),
      meant: Array.from({ length: 90 }, (_, i) => ({ words: `từ ${i}`, weight: 9 })),
    },
    entry('yes', 'cãi', 'đúng'),
    entry('no', 'cãi', 'sai'),
  ]);
  const of = (text: string): string[] => read(text, list).added.map((one) => one.words);

  it('go round no loop, and are bounded', () => {
    expect(of('alpha')).toEqual(['beta']);
    expect(of('alpha beta')).toEqual([]);
    expect(of('dài')[0]!.split(' ').length).toBeLessThanOrEqual(16);
    expect(of('nhiều')).toHaveLength(5);
    expect(read('nhiều', list).added.every(({ weight }) => weight <= 1)).toBe(true);
    expect(of('cãi')).toEqual(['đúng', 'sai']);
    expect(of('rỗng')).toEqual([]);
    expect(of('a')).toEqual(['[^x]{1,99999']);
  });

  it.each([
    ['', '   ', 'và của là các những'],
    ['chữ '.repeat(2_500), 'a'.repeat(10_000), 'luaatj'.repeat(2_000)],
    ['đất 土地 земля أرض 🏠', '\u0000\u202e<b>đất</b>', 'ﬁ ǅ ß İ'],
  ])('whatever is typed is read', (...texts) => {
    for (const text of texts) expect(typeof read(text).text).toBe('string');
  });
});
