import { reportLines } from '#server/domain/holding-report.ts';
import { nextRegisterNumber, registerKey } from '#server/domain/holding.ts';
import { LAW_VOCABULARY } from '#server/domain/vocabulary.ts';
import { aHolding } from '../support/builders.ts';

describe('the report of a paper shelf', () => {
  it('counts titles, copies, what came and went in the period, and their value, by kind', () => {
    const genres: Readonly<Record<string, string>> = { dc: 'de-cuong', cn: 'cam-nang', tg: 'to-gap' };
    const copy = (itemId: string, more = {}) => aHolding({ itemId, receivedOn: '2025-03-01', price: 10_000, since: '2025-03-01', ...more });
    const holdings = [
      copy('cn'), copy('cn', { state: 'dang-muon' }), copy('tg', { state: 'hong', price: null }), copy('dc', { receivedOn: '2026-02-01' }), copy('dc', { receivedOn: '2026-08-01' }), copy('dc', { receivedOn: null }),
      copy('cn', { state: 'mat', since: '2026-03-01' }), copy('tg', { state: 'thanh-ly', since: '2025-12-31' }), copy('mat-ban-ghi'),
    ];
    expect(reportLines(holdings, (id) => genres[id] ?? null, LAW_VOCABULARY.genres, { from: '2026-01-01', to: '2026-06-30' })).toEqual([
      { kind: 'a', titles: 1, copies: 2, added: 1, gone: 0, value: 20_000 }, { kind: 'b', titles: 2, copies: 3, added: 0, gone: 1, value: 20_000 },
      ...(['c', 'd', 'đ'] as const).map((kind) => ({ kind, titles: 0, copies: 0, added: 0, gone: 0, value: 0 })),
      { kind: '', titles: 1, copies: 1, added: 0, gone: 0, value: 10_000 }, { kind: 'all', titles: 4, copies: 6, added: 1, gone: 1, value: 50_000 },
    ]);
    expect(reportLines([], () => null, LAW_VOCABULARY.genres, { from: '2026-01-01', to: '2026-06-30' }).map((line) => line.kind)).toEqual(['a', 'b', 'c', 'd', 'đ', 'all']);
  });
});

test.each([['PL-009', 'PL-010'], ['999', '1000'], ['TV/2026/07', 'TV/2026/08'], ['A', 'A-2'], ['00099', '00100'], ['9'.repeat(30), `1${'0'.repeat(30)}`]])('after %s comes %s', (number, next) => {
  expect(nextRegisterNumber(number)).toBe(next);
});

test('a register number is one whatever its case and blanks', () => {
  expect([' pl  7 ', 'PL 7', 'Pl\u00a07'].map(registerKey)).toEqual(['PL 7', 'PL 7', 'PL 7']);
  expect(registerKey('đk-1')).toBe('ĐK-1');
});
