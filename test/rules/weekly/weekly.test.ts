import { describe, expect, test } from '@jest/globals';
import { kitErrors, kitTexts, MOST_SYLLABLES, posterText } from '#server/weekly/kit.ts';
import { numberInWords } from '#server/weekly/number-words.ts';
import { readAloud, sentencesOf, syllableCount } from '#server/weekly/read-aloud.ts';
import { daysOfWeek, weekOf, weeksFrom } from '#server/weekly/week.ts';
import { aKit } from '../../support/make/a-kit.ts';

describe('weeks', () => {
  test.each([
    ['2026-11-30', '2026-W49', '2026-11-30', '2026-12-06'],
    ['2026-12-31', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-01-04', '2027-W01', '2027-01-04', '2027-01-10'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ])('%s lies in %s', (day, week, from, to) => {
    expect(weekOf(day)).toBe(week);
    expect(daysOfWeek(week)).toEqual({ from, to });
  });

  test('that no year has are none', () => {
    for (const week of ['2027-W53', '2026-W00', '2026-W54', '2026-49', '', '../x'])
      expect([week, daysOfWeek(week)]).toEqual([week, null]);
    expect(weeksFrom('2026-12-24', 3)).toEqual(['2026-W52', '2026-W53', '2027-W01']);
  });
});

describe('numbers in words', () => {
  test.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [55, 'năm mươi lăm'],
    [101, 'một trăm linh một'],
    [111, 'một trăm mười một'],
    [2014, 'hai nghìn không trăm mười bốn'],
    [2005, 'hai nghìn không trăm linh năm'],
    [500_000, 'năm trăm nghìn'],
    [1_000_001, 'một triệu không trăm linh một'],
    [2_500_000_000, 'hai tỷ năm trăm triệu'],
  ])('%d is %s', (n, words) => {
    expect(numberInWords(n)).toBe(words);
  });

  test('end below a thousand milliards', () => {
    expect([numberInWords(1e12), numberInWords(-1), numberInWords(1.5)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a text read aloud', () => {
  test.each([
    [
      'Luật số 60/2014/QH13',
      'Luật số sáu mươi năm hai nghìn không trăm mười bốn của Quốc hội khóa mười ba',
    ],
    [
      'Nghị định 123/2015/NĐ-CP',
      'Nghị định một trăm hai mươi ba năm hai nghìn không trăm mười lăm của Chính phủ',
    ],
    ['ngày 01/07/2025', 'ngày một tháng bảy năm hai nghìn không trăm hai mươi lăm'],
    ['UBND xã cấp GCN', 'Ủy ban nhân dân xã cấp giấy chứng nhận'],
    ['phạt 2.000.000 đồng', 'phạt hai triệu đồng'],
    ['giảm 50 %', 'giảm năm mươi phần trăm'],
    ['trong 60 ngày', 'trong sáu mươi ngày'],
    ['1,5 ha; 0,25; 0,05', 'một phẩy năm héc-ta; không phẩy hai mươi lăm; không phẩy không năm'],
    ['01/2021/TT-BGDĐT', 'một năm hai nghìn không trăm hai mươi mốt của Bộ Giáo dục và Đào tạo'],
    ['05/2016/TTLT-BTP-BCA', 'năm năm hai nghìn không trăm mười sáu của Bộ Tư pháp và Bộ Công an'],
    [
      '326/2016/UBTVQH14',
      'ba trăm hai mươi sáu năm hai nghìn không trăm mười sáu của Ủy ban Thường vụ Quốc hội khóa mười bốn',
    ],
    ['đến 31-12-2025', 'đến ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi lăm'],
    [
      'ngày 1/7, tháng 8/2024, quý II/2025',
      'ngày một tháng bảy, tháng tám năm hai nghìn không trăm hai mươi bốn, quý hai năm hai nghìn không trăm hai mươi lăm',
    ],
    ['lúc 7h30, 22:00 hoặc 8h', 'lúc bảy giờ ba mươi, hai mươi hai giờ hoặc tám giờ'],
    ['4.000.000đ, 20.000 đồng/m2', 'bốn triệu đồng, hai mươi nghìn đồng một mét vuông'],
    ['15%/năm, 1/3 số hộ', 'mười lăm phần trăm một năm, một phần ba số hộ'],
    ['chạy 60 km/h, đất 300m2', 'chạy sáu mươi ki-lô-mét trên giờ, đất ba trăm mét vuông'],
    ['từ 18 - 60 tuổi, 5-7 ngày', 'từ mười tám đến sáu mươi tuổi, năm đến bảy ngày'],
    ['Điều 5a Chương IV khoản 1,2', 'Điều năm a Chương bốn khoản 1,2'],
    ['gọi 113 hoặc 0912345678', 'gọi một một ba hoặc không chín một hai ba bốn năm sáu bảy tám'],
    ['vào https://dichvucong.gov.vn.', 'vào dichvucong chấm gov chấm vn.'],
    ['https://a.gov.vn/x/y', 'https://a.gov.vn/x/y'],
    // What no table knows stays as it is written.
    ['số 12/2020/XYZ-QQ', 'số 12/2020/XYZ-QQ'],
    ['xe BKS 29A-123.45', 'xe BKS 29A-123.45'],
  ])('%j is %j', (written, read) => {
    expect(readAloud(written)).toBe(read);
  });

  test('has its sentences and syllables', () => {
    expect(sentencesOf('Một. Hai gồm: a) ba; b) bốn.\n\nNăm? “Sáu”.')).toEqual([
      'Một.',
      'Hai gồm: a) ba;',
      'b) bốn.\n',
      'Năm?',
      '“Sáu”.\n',
    ]);
    expect(syllableCount('Mời bà con – nghe, đọc (2 lần).')).toBe(7);
  });
});

const frame = { unit: 'Ủy ban nhân dân xã Mường Khe', link: 'https://tusach.example/dieu-luat/x' };
const source = (quote: string) => ({ ...aKit().value.source, quote });

describe('the texts of a kit', () => {
  test('quote, and say nothing of their own beside fixed sentences', () => {
    const quote = 'Cha, mẹ có trách nhiệm đăng ký khai sinh cho con. Ông, bà cũng được.';
    const { script, message, question, answer } = kitTexts(source(quote), 'Khai sinh', frame);
    for (const text of [script, message, answer]) expect(text).toContain(quote);
    expect(script).not.toContain('còn phần sau');
    expect(message).toContain(frame.link);
    expect(question).toBe('Pháp luật quy định thế nào về: Khai sinh?');
    expect(posterText(quote)).toEqual([`“${quote}”`]);
  });

  test('of a long provision are cut at ends of sentences, in 90 seconds', () => {
    const sentence = (n: number): string =>
      `Trong thời hạn ${n} ngày, người có yêu cầu nộp tờ khai theo mẫu quy định cho cơ quan đăng ký.`;
    const quote = Array.from({ length: 60 }, (_, n) => sentence(n + 1)).join(' ');
    const { script, message, answer } = kitTexts(source(quote), 'Thời hạn', frame);
    expect(syllableCount(script)).toBeLessThanOrEqual(MOST_SYLLABLES);
    expect(syllableCount(script)).toBeGreaterThan(MOST_SYLLABLES - 40);
    expect(script).toContain('Quy định này còn phần sau');
    expect(script.split('\n\n')[1]).toMatch(/đăng ký\.$/u);
    for (const text of [message, answer]) expect(text).toMatch(/đăng ký\. \[…\]”/u);
    expect(posterText(quote)[0]!.length).toBeLessThan(3_600);
  });

  test('keep the lines of headings and lists', () => {
    const quote = 'Khi nào?\n\nTrong 60 ngày\nỞ đâu? Tại xã.';
    const { script, message } = kitTexts(source(quote), 'Khai sinh', frame);
    expect(script).toContain('Khi nào?\nTrong sáu mươi ngày\nỞ đâu? Tại xã.');
    expect(message).toContain('“Khi nào?\nTrong 60 ngày\nỞ đâu? Tại xã.”');
    expect(posterText(quote)).toEqual(['“Khi nào?', 'Trong 60 ngày', 'Ở đâu? Tại xã.”']);
  });

  test('of one endless sentence keep it whole: nothing is cut in the middle', () => {
    const quote = `Điều này ${'quy định '.repeat(400)}hết.`;
    const { script, message } = kitTexts(source(quote), 'Dài', frame);
    expect(script).toContain('quy định hết.');
    expect(message).not.toContain('[…]');
  });
});

test.each([
  [{ week: '2026-W60' }, 'week'],
  [{ heading: '' }, 'heading'],
  [{ heading: 'x'.repeat(10_000) }, 'heading'],
  [{ script: '' }, 'script'],
  [{ message: 'x'.repeat(2_001) }, 'message'],
  [{ answer: 'x'.repeat(3_001) }, 'answer'],
])('a kit with %j is refused at one field', (value, field) => {
  expect(Object.keys(kitErrors(aKit({ value }).value))).toEqual([field]);
});
