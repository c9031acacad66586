import { describe, expect, test } from '@jest/globals';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import type { LawReview } from '#server/items/law-review.ts';
import { LAW_STATES, unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import { isWarned, STANDINGS, standingOn, findStanding } from '#server/laws/standing.ts';
import { anItem, NOW } from '../support/builders.ts';

const DAY = '2026-11-22';
const NUMBER = '45/2013/QH13';
const law = (more: Partial<LawRecord> = {}): LawRecord => ({
  ...unknownLaw(NUMBER, 'Luật Đất đai'),
  ...more,
});
const record = (more: Partial<Item['validity']> = {}, rest: Partial<Item> = {}): Item =>
  anItem({
    lawRefs: [lawReference(NUMBER)],
    validity: { ...anItem().validity, state: 'con', ...more },
    ...rest,
  });
const stateOf = (item: Item, laws: readonly LawRecord[], day = DAY): string =>
  standingOn(item, laws, day).state;
const review = (more: Partial<LawReview> = {}): LawReview => ({
  lawKey: law().key,
  endsOn: '2026-01-01',
  decision: 'still-right',
  reason: 'Chỉ dẫn tên.',
  by: 'A',
  at: NOW,
  ...more,
});

describe('the own record of an item', () => {
  test.each([
    ['it holds', {}, 'con'],
    ['nobody said', { state: 'chua_xac_dinh' }, 'chua_xac_dinh'],
    ['a part ended', { state: 'mot_phan' }, 'mot_phan'],
    ['it ended', { state: 'het' }, 'het'],
    ['it ends today', { to: '2026-11-22' }, 'het'],
    ['it ends tomorrow', { to: '2026-11-23' }, 'con'],
    ['it ends this month', { to: '2026-11' }, 'het'],
    ['it ends next month', { to: '2026-12' }, 'con'],
    ['it begins today', { from: '2026-11-22' }, 'con'],
    ['it begins tomorrow', { from: '2026-11-23' }, 'chua'],
    ['it begins next year', { from: '2027' }, 'chua'],
    ['it ended before it would begin', { from: '2027', state: 'het' }, 'het'],
  ] as const)('where %s', (_, validity, state) => {
    expect(stateOf(record(validity), [])).toBe(state);
  });

  test('says since when it ended, once that day has come', () => {
    expect(standingOn(record({ state: 'het', to: '2026-01' }), [], DAY).since).toBe('2026-01');
    expect(standingOn(record({ state: 'het', to: '2027-01-01' }), [], DAY).since).toBeNull();
    expect(standingOn(record({ from: '2027-01-01' }), [], DAY).since).toBe('2027-01-01');
  });
});

describe('together with a cited law', () => {
  test.each(LAW_STATES.map(({ code }) => code))('that is %s', (state) => {
    const expected = {
      con: 'con',
      chua: 'luat_chua',
      het_mot_phan: 'luat_doi',
      het: 'luat_het',
      ngung_mot_phan: 'luat_doi',
      ngung: 'luat_doi',
      khong_phu_hop: 'luat_het',
      chua_xac_dinh: 'con',
    }[state];
    expect(stateOf(record(), [law({ state })])).toBe(expected);
  });

  test('an ended one is worse than all but the own end', () => {
    const ended = law({ effectiveTo: DAY });
    expect(stateOf(record(), [ended], '2026-11-21')).toBe('con');
    expect(stateOf(record(), [ended])).toBe('luat_het');
    expect(stateOf(record({ state: 'mot_phan' }), [ended])).toBe('luat_het');
    expect(stateOf(record({ state: 'chua_xac_dinh' }), [ended])).toBe('luat_het');
    expect(stateOf(record({ state: 'het' }), [ended])).toBe('het');
  });

  test('says what ended, when and by what it was replaced', () => {
    const ended = law({ effectiveTo: '2026-01-01', replacedBy: ['31/2024/QH15'] });
    expect(standingOn(record(), [ended], DAY).laws).toEqual([
      {
        key: ended.key,
        number: NUMBER,
        title: 'Luật Đất đai',
        state: 'het',
        since: '2026-01-01',
        replacedBy: ['31/2024/QH15'],
        settled: false,
        revising: false,
      },
    ]);
  });

  test('several are all named, the worst first, and others are not its business', () => {
    const numbers = [NUMBER, '1/2020/NĐ-CP', '2/2020/NĐ-CP'];
    const item = record({}, { lawRefs: numbers.map(lawReference) });
    const { state, laws } = standingOn(
      item,
      [
        { ...unknownLaw('1/2020/NĐ-CP'), state: 'chua', effectiveFrom: '2027-01-01' },
        { ...unknownLaw('9/2020/NĐ-CP'), state: 'het' },
        { ...unknownLaw('2/2020/NĐ-CP'), state: 'het_mot_phan' },
        law({ state: 'het' }),
      ],
      DAY,
    );
    expect(state).toBe('luat_het');
    expect(laws.map((l) => l.number)).toEqual([NUMBER, '2/2020/NĐ-CP', '1/2020/NĐ-CP']);
  });

  test('a look at a part that ended settles that part, and not the whole that ends later', () => {
    const partly = law({ state: 'het_mot_phan' });
    const looked = review({ endsOn: '!het_mot_phan' });
    const item = record({}, { lawReviews: [looked] });
    expect(standingOn(item, [partly], DAY)).toMatchObject({
      state: 'con',
      laws: [{ state: 'het_mot_phan', settled: true }],
    });
    expect(stateOf(item, [law({ state: 'ngung_mot_phan' })])).toBe('luat_doi');
    expect(stateOf(item, [law({ state: 'het' })])).toBe('luat_het');
    expect(stateOf(item, [law({ state: 'het_mot_phan', effectiveTo: '2026-11-01' })])).toBe(
      'luat_het',
    );
    expect(stateOf(record({ state: 'mot_phan' }), [partly])).toBe('mot_phan');
  });

  test('a later look that found it right is respected and still told', () => {
    const ended = law({ effectiveTo: '2026-01-01' });
    const settled = standingOn(record({}, { lawReviews: [review()] }), [ended], DAY);
    expect(settled.state).toBe('con');
    expect(settled.laws).toMatchObject([{ number: NUMBER, state: 'het', settled: true }]);
    for (const other of [review({ endsOn: '2025-01-01' }), review({ decision: 'revise' })])
      expect(stateOf(record({}, { lawReviews: [other] }), [ended])).toBe('luat_het');
    const revised = record({}, { lawReviews: [review({ decision: 'revise' })] });
    expect(standingOn(revised, [ended], DAY).laws[0]?.revising).toBe(true);
  });
});

test('only what holds bears the green badge', () => {
  expect(STANDINGS.filter(({ tone }) => tone === 'good').map(({ code }) => code)).toEqual(['con']);
  expect(STANDINGS.filter(({ code }) => !isWarned({ state: code })).map((s) => s.code)).toEqual([
    'chua_xac_dinh',
    'con',
  ]);
  expect(findStanding('khong')).toBeUndefined();
});

test('a day begins at midnight in Vietnam', () => {
  expect(beginningOf('2026-12-02')).toBe('2026-12-01T17:00:00.000Z');
});
