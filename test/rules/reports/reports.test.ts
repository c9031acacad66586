import { describe, expect, test } from '@jest/globals';
import type { Unit } from '#server/people/unit.ts';
import { changedFields, NO_OWN_FIGURES, readNumber, readOwn } from '#server/reports/own-figures.ts';
import { standingOf } from '#server/reports/missing-reports.ts';
import {
  groupSums,
  helpedShare,
  NO_NUMBERS,
  questionNumbers,
  reportItems,
  sumItems,
  sumsBy,
  type ItemFacts,
} from '#server/reports/report-figures.ts';
import { milestoneOn, owingUnits, roundBefore } from '#server/reports/round.ts';
import { sumReports } from '#server/reports/summed-report.ts';
import { aRound, aUnitReport } from '../../support/reports/some-reports.ts';

const PERIOD = { from: '2025-01-01', to: '2025-12-31' };
const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  code: id,
  name: `Xã ${id}`,
  kind: 'commune',
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

describe('the items behind a report', () => {
  const facts = (more: Partial<ItemFacts>): ItemFacts => ({
    id: 'x',
    title: 'X',
    subject: '11',
    genre: 'to-gap',
    publishedAt: null,
    steps: [],
    reads: 0,
    downloads: 0,
    ...more,
  });
  const shown = (at: string) => ({ at, shows: true });
  const gone = (at: string) => ({ at, shows: false });

  test.each([
    ['published before', [shown('2024-05-01T03:00:00.000Z')], [1, 0, 0]],
    ['published within', [shown('2025-05-01T03:00:00.000Z')], [1, 1, 0]],
    [
      'published in the last hour of the last day in Vietnam',
      [shown('2025-12-31T16:59:00.000Z')],
      [1, 1, 0],
    ],
    [
      'withdrawn within',
      [shown('2024-05-01T03:00:00.000Z'), gone('2025-03-01T03:00:00.000Z')],
      [0, 0, 1],
    ],
    [
      'published and withdrawn within',
      [shown('2025-02-01T03:00:00.000Z'), gone('2025-03-01T03:00:00.000Z')],
      [0, 1, 1],
    ],
    [
      'withdrawn and put back within',
      [
        shown('2024-02-01T03:00:00.000Z'),
        gone('2025-03-01T03:00:00.000Z'),
        shown('2025-04-01T03:00:00.000Z'),
      ],
      [1, 0, 0],
    ],
  ])('%s', (_, steps, [stock, added, withdrawn]) => {
    const [item] = reportItems([facts({ steps })], PERIOD);
    expect(item).toMatchObject({ stock, added, withdrawn });
  });

  test('leave out what adds nothing, and follow the day of publishing where no step tells', () => {
    const found = reportItems(
      [
        facts({ id: 'a', steps: [gone('2024-01-01T03:00:00.000Z')] }),
        facts({ id: 'b', steps: [shown('2026-01-01T03:00:00.000Z')] }),
        facts({ id: 'c', publishedAt: '2025-06-01T03:00:00.000Z' }),
        facts({ id: 'd', steps: [gone('2024-01-01T03:00:00.000Z')], downloads: 2 }),
      ],
      PERIOD,
    );
    expect(found.map(({ id, added, downloads }) => `${id} ${added} ${downloads}`)).toEqual([
      'c 1 0',
      'd 0 2',
    ]);
  });

  test('add up to the groups, and these to the whole', () => {
    const items = reportItems(
      [
        facts({ id: 'a', steps: [shown('2024-01-01T03:00:00.000Z')], reads: 3 }),
        facts({ id: 'b', genre: 'sach', steps: [shown('2025-01-01T03:00:00.000Z')], reads: 4 }),
        facts({ id: 'c', subject: '37', steps: [shown('2025-01-01T03:00:00.000Z')] }),
      ],
      PERIOD,
    );
    const groups = groupSums(items);
    expect(groups).toHaveLength(3);
    expect(sumItems(groups)).toEqual(sumItems(items));
    expect(sumsBy(groups, 'subject').map(({ key, stock }) => `${key} ${stock}`)).toEqual([
      '11 2',
      '37 1',
    ]);
  });
});

test('questions count on the day they came and the day they were answered', () => {
  const fact = {
    state: 'answered' as const,
    unitId: 'a',
    subject: '',
    helped: null,
    way: 'web' as const,
    runsFrom: '',
  };
  const found = questionNumbers(
    [
      { ...fact, createdAt: '2024-12-30T03:00:00.000Z', settledAt: '2025-01-02T03:00:00.000Z' },
      { ...fact, createdAt: '2025-12-31T03:00:00.000Z', settledAt: '2026-01-02T03:00:00.000Z' },
      { ...fact, state: 'waiting', createdAt: '2025-05-01T03:00:00.000Z', settledAt: null },
    ],
    PERIOD,
  );
  expect(found).toEqual({ asked: 2, answered: 1 });
  expect(helpedShare({ ...NO_NUMBERS, helped: 2, rated: 3 })).toBe(66.7);
  expect(helpedShare(NO_NUMBERS)).toBeNull();
});

describe('what a commune types', () => {
  test.each([
    ['', null],
    ['0', 0],
    ['1.234', 1234],
    ['12 345', 12_345],
    ['1234567', 1_234_567],
    ['-1', undefined],
    ['1,5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['999999999', undefined],
    ['mười', undefined],
  ])('%s', (typed, number) => {
    expect(readNumber(typed)).toBe(number);
  });

  test('is refused field by field, whole only where it is sent', () => {
    const typed = {
      events: '',
      listeners: '-1',
      broadcasts: '3',
      leaflets: '4',
      difficulties: 'x'.repeat(4001),
      proposals: '',
    };
    expect(Object.keys(readOwn(typed, false).errors)).toEqual(['listeners', 'difficulties']);
    expect(Object.keys(readOwn(typed, true).errors)).toEqual([
      'events',
      'listeners',
      'difficulties',
    ]);
    expect(
      changedFields(NO_OWN_FIGURES, { ...NO_OWN_FIGURES, leaflets: 0, proposals: 'Sách' }),
    ).toEqual(['leaflets', 'proposals']);
  });
});

describe('who owes a report', () => {
  const units = [
    unit('moi', { validFrom: '2025-07-01' }),
    unit('cu', { validTo: '2025-06', successorId: 'moi' }),
    unit('sau', { validFrom: '2026' }),
    unit('xua', { validTo: '2024-12-31' }),
    unit('so', { kind: 'department' }),
  ];
  test('is each commune that stood within the period, a merged one by its successor', () => {
    expect(owingUnits(units, PERIOD).map(({ unitId }) => unitId)).toEqual(['moi']);
    expect(owingUnits(units, { from: '2024-01-01', to: '2026-01-01' })).toHaveLength(3);
  });

  test('is told at a glance, late ones first, and a merged unit never counts twice', () => {
    const two = [unit('a'), unit('b'), unit('c'), unit('d'), unit('e', { successorId: 'd' })];
    const round = aRound();
    const own = { ...NO_OWN_FIGURES, events: 2 };
    const reports = [
      aUnitReport(round, 'a', { state: 'accepted', own }),
      aUnitReport(round, 'b', { state: 'sent' }),
      aUnitReport(round, 'c', { state: 'returned' }),
      aUnitReport(round, 'e', { state: 'accepted', own }),
    ];
    const early = standingOf(round, reports, two, '2026-01-10');
    expect(early.rows.map(({ unitId }) => unitId)).toEqual(['b', 'd', 'c', 'a']);
    expect(early.late).toBe(0);
    const late = standingOf(round, reports, two, '2026-01-11');
    expect(late.rows.map(({ unitId }) => unitId)).toEqual(['d', 'c', 'b', 'a']);
    expect(late.late).toBe(2);
    expect(late.counts).toEqual({ none: 1, draft: 0, sent: 1, returned: 1, accepted: 1 });
    expect(late.outlived.map(({ unitId }) => unitId)).toEqual(['e']);
    const summed = sumReports(round, reports, two);
    expect([summed.counted, summed.own.events]).toEqual([1, 2]);
    const owed = [{ unitId: 'e', name: 'Xã e' }];
    const frozen = sumReports({ ...round, state: 'frozen', owed }, reports, two);
    expect([frozen.counted, frozen.units[0]!.name]).toEqual([1, 'Xã e']);
  });
});

test('a correction counts in the sum, and the first edition stays to be added up', () => {
  const round = aRound({ state: 'frozen', owed: [{ unitId: 'a', name: 'A' }] });
  const report = aUnitReport(round, 'a', {
    state: 'accepted',
    edition: 2,
    own: { ...NO_OWN_FIGURES, events: 5 },
  });
  const { shelf, groups, takenAt } = report;
  const earlier = [{ edition: 1, shelf, groups, takenAt, own: { ...NO_OWN_FIGURES, events: 3 } }];
  const reports = [{ ...report, earlier }];
  expect(sumReports(round, reports, []).own.events).toBe(5);
  expect(sumReports(round, reports, [], true).own.events).toBe(3);
});

test.each([
  ['2026-01-02', null],
  ['2026-01-03', 'week'],
  ['2026-01-08', 'week'],
  ['2026-01-09', 'day'],
  ['2026-01-10', 'day'],
  ['2026-01-11', 'late'],
])('on %s people are reminded of %s', (day, milestone) => {
  expect(milestoneOn(aRound(), day)).toBe(milestone);
});

test('the round a year before is of the same kind, also where its days moved a little', () => {
  const year = aRound();
  const before = aRound({ from: '2023-12-15', to: '2024-12-14' });
  const half = aRound({ kind: 'half-year', from: '2024-01-01' });
  expect(roundBefore([year, half, before], year)?.id).toBe(before.id);
  expect(roundBefore([year, half], year)).toBeNull();
});
