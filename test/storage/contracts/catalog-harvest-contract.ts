import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HarvestList, HarvestRow } from '#server/exchange/harvest-row.ts';
import type { Catalog } from '#server/ports.ts';

const second = (n: number): string => `2026-01-01T00:00:${String(n).padStart(2, '0')}Z`;
const row = (itemId: string, n: number, more: Partial<HarvestRow> = {}): HarvestRow => ({
  itemId,
  stamp: second(n),
  deleted: false,
  sets: ['chu-de', 'chu-de:11'],
  digest: 'a'.repeat(64),
  ...more,
});
const ALL: HarvestList = { set: null, from: null, until: null, after: null, limit: 100 };

/** What every Catalog keeps for harvesters. The rows of one test are those of the next. */
export function describeHarvest(catalogOf: () => Catalog): void {
  describe('the rows of harvesters', () => {
    const list = async (more: Partial<HarvestList>): Promise<string[]> =>
      (await catalogOf().listHarvestRows({ ...ALL, ...more })).map(({ itemId }) => itemId);

    test('are none on a new shelf', async () => {
      expect(await catalogOf().harvestStamps()).toBeNull();
      expect(await catalogOf().listHarvestSets()).toEqual([]);
      expect(await list({})).toEqual([]);
    });

    describe('that were saved', () => {
      const rows = [
        row('b', 2),
        row('a', 2, { deleted: true, sets: ['chu-de', 'chu-de:11', 'don-vi:x'] }),
        row('d', 1, { sets: [] }),
        row('c', 5, { sets: ['chu-de', 'chu-de:1'] }),
      ];
      beforeAll(() => catalogOf().saveHarvestRows(rows));

      test('are read back whole, in the order asked, without those missing', async () => {
        expect(await catalogOf().findHarvestRows(['c', 'none', 'a'])).toEqual([rows[3], rows[1]]);
        await catalogOf().saveHarvestRows([]);
      });

      test('stand by stamp, then item', async () => {
        expect(await list({})).toEqual(['d', 'a', 'b', 'c']);
        expect(await catalogOf().harvestStamps()).toEqual({ first: second(1), last: second(5) });
      });

      test('are cut by both ends, which are in', async () => {
        expect(await list({ from: second(2), until: second(4) })).toEqual(['a', 'b']);
        expect(await list({ from: second(5) })).toEqual(['c']);
        expect(await list({ until: second(1) })).toEqual(['d']);
        expect(await list({ from: second(6) })).toEqual([]);
      });

      test('go on behind a row, within the same second and before any end', async () => {
        const after = { stamp: second(2), itemId: 'a' };
        expect(await list({ after, limit: 1 })).toEqual(['b']);
        expect(await list({ after, from: second(1), until: second(2) })).toEqual(['b']);
        expect(await list({ after, from: second(5) })).toEqual(['c']);
      });

      test('are found by their sets, by whole names only', async () => {
        expect(await list({ set: 'chu-de' })).toEqual(['a', 'b', 'c']);
        expect(await list({ set: 'chu-de:1' })).toEqual(['c']);
        expect(await list({ set: 'chu-de:11', after: { stamp: second(2), itemId: 'a' } })).toEqual([
          'b',
        ]);
        expect(await list({ set: 'chu' })).toEqual([]);
        expect(await catalogOf().listHarvestSets()).toEqual([
          'chu-de',
          'chu-de:1',
          'chu-de:11',
          'don-vi:x',
        ]);
      });

      test('are counted from the beginning of their list', async () => {
        const count = (more: Partial<HarvestList>): Promise<number> =>
          catalogOf().countHarvestRows({ set: null, from: null, until: null, ...more });
        expect(await count({})).toBe(4);
        expect(await count({ until: second(2) })).toBe(3);
        expect(await count({ set: 'chu-de', from: second(2), until: second(2) })).toBe(2);
        expect(await count({ set: 'none' })).toBe(0);
      });

      test('take the place of those before, in all their sets', async () => {
        const moved = row('a', 9, { sets: ['don-vi:y'] });
        await catalogOf().saveHarvestRows([moved]);
        expect(await list({})).toEqual(['d', 'b', 'c', 'a']);
        expect(await list({ set: 'don-vi:y' })).toEqual(['a']);
        expect(await list({ set: 'don-vi:x' })).toEqual([]);
        expect(await catalogOf().findHarvestRows(['a'])).toEqual([moved]);
      });
    });
  });
}
