import { reportLines, untoldCopies } from '#server/holdings/holding-report.ts';
import {
  nextRegisterNumber,
  parsePrice,
  registerKey,
  withState,
  type Holding,
} from '#server/holdings/holding.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { aHolding } from '../support/builders.ts';

describe('the report of a paper shelf', () => {
  it('counts titles, copies, what came and went in the period, and their value, by kind', () => {
    const genres: Readonly<Record<string, string>> = {
      dc: 'de-cuong',
      cn: 'cam-nang',
      tg: 'to-gap',
    };
    const copy = (itemId: string, more = {}) =>
      aHolding({ itemId, receivedOn: '2025-03-01', price: 10_000, since: '2025-03-01', ...more });
    const holdings = [
      copy('cn'),
      copy('cn', { state: 'dang-muon' }),
      copy('tg', { state: 'hong', price: null }),
      copy('dc', { receivedOn: '2026-02-01' }),
      copy('dc', { receivedOn: '2026-08-01' }),
      copy('dc', { receivedOn: null }),
      copy('cn', { state: 'mat', since: '2026-03-01' }),
      copy('tg', { state: 'thanh-ly', since: '2025-12-31' }),
      copy('mat-ban-ghi'),
    ];
    expect(
      reportLines(holdings, (id) => genres[id] ?? null, LAW_VOCABULARY.genres, {
        from: '2026-01-01',
        to: '2026-06-30',
      }),
    ).toEqual([
      { kind: 'a', titles: 1, copies: 2, added: 1, gone: 0, value: 20_000 },
      { kind: 'b', titles: 2, copies: 3, added: 0, gone: 1, value: 20_000 },
      ...(['c', 'd', 'đ'] as const).map((kind) => ({
        kind,
        titles: 0,
        copies: 0,
        added: 0,
        gone: 0,
        value: 0,
      })),
      { kind: '', titles: 1, copies: 1, added: 0, gone: 0, value: 10_000 },
      { kind: 'all', titles: 4, copies: 6, added: 1, gone: 1, value: 50_000 },
    ]);
    expect(
      reportLines([], () => null, LAW_VOCABULARY.genres, {
        from: '2026-01-01',
        to: '2026-06-30',
      }).map((line) => line.kind),
    ).toEqual(['a', 'b', 'c', 'd', 'đ', 'all']);
  });
});

describe('the report of a past period', () => {
  const HALF = { from: '2026-01-01', to: '2026-06-30' };
  const copy = (more: Partial<Holding> = {}): Holding =>
    aHolding({
      receivedOn: '2025-03-01',
      since: '2025-03-01',
      price: 10_000,
      version: 1,
      past: [],
      ...more,
    });
  const all = (holdings: readonly Holding[]) => {
    const { copies, gone } = reportLines(
      holdings,
      () => 'cam-nang',
      LAW_VOCABULARY.genres,
      HALF,
    ).at(-1)!;
    return [copies, gone, untoldCopies(holdings, HALF)];
  };

  it('tells the states of its last day, whatever became of the copies afterwards', () => {
    expect(all([withState(copy(), 'mat', '2026-07-05')])).toEqual([1, 0, 0]);
    expect(all([withState(copy(), 'mat', '2026-06-30')])).toEqual([0, 1, 0]);
    expect(all([withState(withState(copy(), 'mat', '2026-02-01'), 'con', '2026-08-01')])).toEqual([
      0, 1, 0,
    ]);
    expect(all([withState(withState(copy(), 'mat', '2026-02-01'), 'con', '2026-03-01')])).toEqual([
      1, 0, 0,
    ]);
    expect(
      all([withState(withState(copy(), 'mat', '2026-02-01'), 'thanh-ly', '2026-09-01')]),
    ).toEqual([0, 1, 0]);
    expect(
      all([withState(withState(copy(), 'mat', '2025-12-01'), 'thanh-ly', '2026-03-01')]),
    ).toEqual([0, 0, 0]);
    expect(
      all([
        withState(withState(copy(), 'dang-muon', '2026-05-01'), 'hong', '2026-07-01'),
        withState(copy(), 'dang-muon', '2026-08-01'),
        copy({ receivedOn: '2026-07-01', since: '2026-07-01' }),
      ]),
    ).toEqual([2, 0, 0]);
  });

  it('says how many copies it cannot tell: entered before changes were kept, and changed since', () => {
    const { past, ...old } = copy();
    expect(all([withState(old, 'mat', '2026-07-05')])).toEqual([1, 0, 0]);
    expect(
      all([
        { ...old, state: 'thanh-ly', since: '2026-07-05' },
        { ...old, state: 'mat', since: '2026-02-05' },
        old,
      ]),
    ).toEqual([2, 1, 1]);
    expect(past).toEqual([]);
  });

  it('needs no more of a copy than its losses', () => {
    const lent = withState(withState(copy(), 'dang-muon', '2026-05-01'), 'con', '2026-05-09');
    expect(lent.past).toEqual([]);
    expect(withState(lent, 'mat', '2026-06-01').past).toEqual([
      { state: 'con', since: '2026-05-09' },
    ]);
    expect(withState(lent, 'con', '2026-05-08')).toMatchObject({ since: '2026-05-08', past: [] });
    expect(withState(copy({ version: 0 }), 'mat', '2026-05-08').past).toEqual([]);
  });
});

test.each([
  ['45000', 45_000],
  ['45.000', 45_000],
  ['1,234,567 đ', 1_234_567],
  ['', null],
  ['45.5', Number.NaN],
  ['45.000,00', Number.NaN],
  ['rẻ', Number.NaN],
])('a price written %j is %p', (typed, price) => {
  expect(parsePrice(typed)).toEqual(price);
});

test.each([
  ['PL-009', 'PL-010'],
  ['999', '1000'],
  ['TV/2026/07', 'TV/2026/08'],
  ['A', 'A-2'],
  ['00099', '00100'],
  ['9'.repeat(30), `1${'0'.repeat(30)}`],
])('after %s comes %s', (number, next) => {
  expect(nextRegisterNumber(number)).toBe(next);
});

test('a register number is one whatever its case and blanks', () => {
  expect([' pl  7 ', 'PL 7', 'Pl\u00a07'].map(registerKey)).toEqual(['PL 7', 'PL 7', 'PL 7']);
  expect(registerKey('đk-1')).toBe('ĐK-1');
});
