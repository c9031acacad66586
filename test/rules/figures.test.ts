import {
  figurePeriod,
  monthBefore,
  monthsOf,
  piecesOf,
  yearBefore,
  type FigurePeriod,
} from '#server/figures/figures.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';

describe('a period of figures', () => {
  it.each<[FigurePeriod, string, string, string]>([
    ['12-thang', '2026-11-22', '2025-12-01', '2026-11-22'],
    ['12-thang', '2026-12-01', '2026-01-01', '2026-12-01'],
    ['12-thang', '2024-02-29', '2023-03-01', '2024-02-29'],
    ['6-thang', '2026-11-22', '2026-06-01', '2026-11-22'],
    ['6-thang', '2026-03-31', '2025-10-01', '2026-03-31'],
    ['ky-nay', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['ky-nay', '2026-07-01', '2026-07-01', '2026-07-01'],
    ['ky-nay', '2026-12-31', '2026-07-01', '2026-12-31'],
    ['ky-truoc', '2026-06-30', '2025-07-01', '2025-12-31'],
    ['ky-truoc', '2026-07-01', '2026-01-01', '2026-06-30'],
    ['nam-nay', '2026-01-01', '2026-01-01', '2026-01-01'],
    ['nam-truoc', '2026-01-01', '2025-01-01', '2025-12-31'],
  ])('%s on %s is %s to %s', (period, today, from, to) => {
    expect(figurePeriod(period, today)).toEqual({ from, to });
  });

  it('begins and ends by the clock in Vietnam', () => {
    expect([
      dayInVietnam('2026-06-30T16:59:59.999Z'),
      dayInVietnam('2026-06-30T17:00:00.000Z'),
    ]).toEqual(['2026-06-30', '2026-07-01']);
    expect([beginningOf('2026-07-01'), beginningOf('2024-03-01')]).toEqual([
      '2026-06-30T17:00:00.000Z',
      '2024-02-29T17:00:00.000Z',
    ]);
  });

  it.each([
    ['2025-12-01', '2026-11-22', '2024-12-01', '2025-11-22'],
    ['2023-03-01', '2024-02-29', '2022-03-01', '2023-02-28'],
    ['2024-03-01', '2025-02-28', '2023-03-01', '2024-02-29'],
    ['2024-03-01', '2025-02-27', '2023-03-01', '2024-02-27'],
    ['2026-01-01', '2026-06-30', '2025-01-01', '2025-06-30'],
  ])('from %s to %s is laid beside %s to %s', (from, to, fromBefore, toBefore) => {
    expect(yearBefore({ from, to })).toEqual({ from: fromBefore, to: toBefore });
  });

  it('has months in order, over the end of a year', () => {
    expect(monthsOf({ from: '2025-11-01', to: '2026-02-03' })).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthsOf({ from: '2026-02-01', to: '2026-02-01' })).toEqual(['2026-02']);
    expect([
      monthBefore('2026-01', 1),
      monthBefore('2026-02', 14),
      monthBefore('2026-12', -1),
      monthBefore('2026-05', 0),
    ]).toEqual(['2025-12', '2024-12', '2027-01', '2026-05']);
  });

  it('comes in pieces that hold every day once and never two months', () => {
    expect(piecesOf({ from: '2024-02-26', to: '2024-03-03' }, 3)).toEqual([
      { from: '2024-02-26', to: '2024-02-28' },
      { from: '2024-02-29', to: '2024-02-29' },
      { from: '2024-03-01', to: '2024-03-03' },
    ]);
    expect(piecesOf({ from: '2026-01-01', to: '2026-01-01' }, 7)).toEqual([
      { from: '2026-01-01', to: '2026-01-01' },
    ]);
    expect(piecesOf({ from: '2026-01-01', to: '2026-01-31' }, 40)).toEqual([
      { from: '2026-01-01', to: '2026-01-31' },
    ]);
  });
});
