import { describe, expect, test } from '@jest/globals';
import { answerHtml, isAnswerItem, shortQuestion } from '#server/questions/answer-item.ts';
import { erased, withEraseTime } from '#server/questions/erasing.ts';
import { parseQuestionNumber } from '#server/questions/question.ts';
import { median, talliesBy, tallyOf } from '#server/questions/question-figures.ts';
import { covered, suspectsIn } from '#server/questions/redaction.ts';
import { spamSigns, zeroBits } from '#server/open-forms/spam.ts';
import {
  calendarOf,
  deadlineOf,
  lateBefore,
  readNamedDay,
  showNamedDay,
  workdaysAfter,
  workdaysBetween,
} from '#server/questions/working-days.ts';
import { daysAfter } from '#server/base/vietnam-time.ts';
import { aQuestion, answeredQuestion } from '../../support/make/some-questions.ts';

const SHIPPED = calendarOf([]);

describe('working days', () => {
  test('leave out weekends and holidays, and count days that were moved', () => {
    // Tết Bính Ngọ: Friday the 13th, then Monday the 23rd.
    expect(workdaysAfter(SHIPPED, '2026-02-13', 1)).toBe('2026-02-23');
    expect(workdaysBetween(SHIPPED, '2026-02-13', '2026-02-23')).toBe(1);
    // Saturday 26/04/2025 was worked for Friday 02/05.
    expect(workdaysAfter(SHIPPED, '2025-04-25', 1)).toBe('2025-04-26');
    expect(workdaysAfter(SHIPPED, '2025-04-29', 1)).toBe('2025-05-05');
    // Saturday 22/08/2026 for Monday 31/08.
    expect(workdaysAfter(SHIPPED, '2026-08-21', 1)).toBe('2026-08-22');
    expect(workdaysAfter(SHIPPED, '2026-08-28', 1)).toBe('2026-09-03');
    expect(workdaysBetween(SHIPPED, '2026-06-05', '2026-06-05')).toBe(0);
  });

  test('part what is late from what is in time, at every day around the new year of the moon', () => {
    for (let day = '2026-01-05'; day < '2026-03-20'; day = daysAfter(day, 1)) {
      const now = `${day}T02:00:00.000Z`;
      const before = lateBefore(SHIPPED, 10, now);
      const left = (at: number): number =>
        deadlineOf(SHIPPED, new Date(Date.parse(before) + at).toISOString(), 10, now).left;
      expect([day, left(-1) < 0, left(0) < 0]).toEqual([day, true, false]);
    }
  });

  test('go by what officials saved, and count weekends alone where no year is kept', () => {
    const value = { off: [{ day: '2028-01-03', name: 'Nghỉ' }], worked: [], confirmed: true };
    const own = calendarOf([
      { list: 'holiday', id: '2028', rank: 2028, version: 1, changedAt: '', changedBy: '', value },
    ]);
    const from = '2027-12-31T02:00:00.000Z';
    expect(deadlineOf(own, from, 1, from)).toEqual({ due: '2028-01-04', left: 1, missing: [] });
    expect(deadlineOf(SHIPPED, from, 1, from)).toEqual({
      due: '2028-01-03',
      left: 1,
      missing: ['2028'],
    });
    expect(deadlineOf(own, from, 1, '2028-01-09T02:00:00.000Z').left).toBe(-5);
  });

  test('are written and read as lines of a form', () => {
    const day = { day: '2026-04-30', name: 'Ngày Chiến thắng' };
    expect(readNamedDay(showNamedDay(day), '2026')).toEqual(day);
    expect(readNamedDay('1/5/2026', '2026')).toEqual({ day: '2026-05-01', name: '' });
    for (const line of ['31/02/2026 x', '30/04/2025 x', '2026-04-30', 'Tết'])
      expect(readNamedDay(line, '2026')).toBeNull();
  });
});

describe('what tells who somebody is', () => {
  const LETTER =
    'Tôi là Nguyễn Thị Mai, CCCD 001 234 567 890, ở số nhà 12 đường Lê Lợi, điện thoại 0912.345.678 hoặc +84 24 3933 6666, thư mai.nt@example.com.vn. Bà Hoa bảo theo Nghị định 101/2024/NĐ-CP nộp 1.500.000 đồng.';

  test('is marked, and what only looks a little like it is not', () => {
    expect(
      suspectsIn(LETTER).map(({ start, end, kind }) => [LETTER.slice(start, end), kind]),
    ).toEqual([
      ['Nguyễn Thị Mai', 'name'],
      ['001 234 567 890', 'id'],
      ['số nhà 12', 'address'],
      ['đường Lê Lợi', 'address'],
      ['0912.345.678', 'phone'],
      ['+84 24 3933 6666', 'phone'],
      ['mai.nt@example.com.vn', 'email'],
      ['Bà Hoa', 'name'],
    ]);
    expect(suspectsIn('Điều 138 Luật Đất đai số 31/2024/QH15 có hiệu lực 01/08/2024.')).toEqual([]);
  });

  test('is covered, all of it or by kind', () => {
    expect(covered('Gọi 0912345678 gặp ông Nam', ['phone'])).toBe('Gọi […] gặp ông Nam');
    expect(covered('Gọi 0912345678 gặp ông Nam')).toBe('Gọi […] gặp […]');
  });
});

describe('personal data', () => {
  const text = 'Gọi tôi số 0912345678, đất ở đâu?';
  const at = '2026-06-01T00:00:00.000Z';

  test('goes ninety days after the answer, the words after two years', () => {
    const answered = withEraseTime(answeredQuestion({ text, settledAt: at }));
    expect(answered.eraseAt).toBe('2026-08-30T00:00:00.000Z');
    const first = erased(answered, answered.eraseAt!)!;
    expect([first.contact, first.text, first.answer]).toEqual([
      null,
      'Gọi tôi số […], đất ở đâu?',
      answered.answer,
    ]);
    expect(first.eraseAt).toBe('2028-05-31T00:00:00.000Z');
    const last = erased(first, first.eraseAt!)!;
    expect([last.text, last.answer, last.messages, last.eraseAt]).toEqual(['', null, [], null]);
    expect(last.secretHash).not.toBe(answered.secretHash);
    expect([last.number, last.subject, last.settledAt]).toEqual([
      answered.number,
      '11',
      answered.settledAt,
    ]);
  });

  test('goes after a year where nobody answered, with the row after a month where it was held', () => {
    const open = aQuestion({ createdAt: at });
    expect(open.eraseAt).toBe('2027-06-01T00:00:00.000Z');
    const held = aQuestion({ state: 'held', createdAt: at });
    expect([held.eraseAt, erased(held, at)]).toEqual(['2026-07-01T00:00:00.000Z', null]);
  });
});

test('what looks like spam is told by its signs', () => {
  const calm = { trap: false, tookMs: 60_000, worked: false, flood: false };
  expect(spamSigns('Đất ở đâu?', calm)).toEqual([]);
  expect(spamSigns('Đất ở đâu?', { ...calm, trap: true, tookMs: 100 })).toEqual(['trap', 'fast']);
  expect(spamSigns('xem https://a.vn', calm)).toEqual(['links']);
  expect(spamSigns('xem https://a.vn', { ...calm, worked: true, flood: true })).toEqual([]);
  expect(spamSigns('Đất ở đâu?', { ...calm, flood: true })).toEqual(['flood']);
  expect([zeroBits(Uint8Array.of(0, 31)), zeroBits(Uint8Array.of(128))]).toEqual([11, 0]);
});

test('a number is read however it is typed', () => {
  for (const typed of ['HD-2026-15', 'hd 2026 015', ' hd2026-15 '])
    expect(parseQuestionNumber(typed)).toBe('HD-2026-15');
  for (const typed of ['HD-26-15', '2026-15', 'HD-2026-', 'HD-2026-12345678'])
    expect(parseQuestionNumber(typed)).toBeNull();
  expect(isAnswerItem({ genre: 'hoi-dap', identifier: 'HD-2026-15' })).toBe(true);
  expect(isAnswerItem({ genre: 'hoi-dap', identifier: 'S-011' })).toBe(false);
});

test('counts tell what is open, late, answered, how long it took and whether it helped', () => {
  const rules = { calendar: SHIPPED, days: 10, now: '2026-06-30T02:00:00.000Z' };
  const created = { createdAt: '2026-06-01T02:00:00.000Z', runsFrom: '2026-06-01T02:00:00.000Z' };
  const facts = [
    aQuestion({ ...created, subject: '11' }),
    aQuestion({ createdAt: rules.now, runsFrom: rules.now }),
    answeredQuestion({ ...created, settledAt: '2026-06-03T02:00:00.000Z', helped: true }),
    answeredQuestion({ ...created, settledAt: '2026-06-08T02:00:00.000Z', helped: false }),
    aQuestion({ ...created, state: 'closed', settledAt: created.createdAt }),
  ];
  expect(tallyOf(facts, rules)).toEqual({
    all: 5,
    open: 2,
    late: 1,
    answered: 2,
    closed: 1,
    medianDays: 3.5,
    helped: 1,
    notHelped: 1,
  });
  expect(
    talliesBy(facts, ({ subject }) => subject, rules).map(({ key, tally }) => [key, tally.all]),
  ).toEqual([
    ['11', 3],
    ['', 2],
  ]);
  expect(median([])).toBeNull();
});

test('a published answer is plain HTML, and its title one short question', () => {
  const html = answerHtml(
    {
      title: 'Đất <khai hoang>?',
      question: 'Một\n\nHai & ba',
      answer: 'Được.\nNgay.',
      citations: [{ label: 'Luật', href: '/van-ban/1' }],
    },
    { question: 'Câu hỏi', answer: 'Trả lời', citations: 'Căn cứ' },
  );
  expect(html).toContain('<title>Đất &lt;khai hoang>?</title>');
  expect(html).toContain('<p>Một</p>\n<p>Hai &amp; ba</p>');
  expect(html).toContain('<p>Được.<br>Ngay.</p>');
  expect(html).toContain('<li><a href="/van-ban/1">Luật</a></li>');
  expect(shortQuestion('Đất khai hoang có được cấp sổ đỏ không? Tôi ở xã.')).toBe(
    'Đất khai hoang có được cấp sổ đỏ không?',
  );
  expect(shortQuestion('từ '.repeat(100)).length).toBeLessThanOrEqual(151);
});
