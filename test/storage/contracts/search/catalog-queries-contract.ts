import { describe, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import { SEVERAL, type AskedQuery, type FrequentQuery } from '#server/search/query-catalog.ts';

/** What every Catalog keeps of what readers looked for. */
export function describeQueries(catalogOf: () => Catalog): void {
  const asked = (day: string, folded: string, more: Partial<AskedQuery> = {}): AskedQuery => ({
    day,
    folded,
    outcome: 'weak',
    count: 1,
    ...more,
  });

  describe('what readers looked for', () => {
    test('is added up by day, and weak ones are listed, most asked first', async () => {
      const catalog = catalogOf();
      await catalog.addQueries([]);
      await catalog.addQueries([
        asked('2031-01-01', '', { outcome: 'found', count: 7 }),
        asked('2031-01-01', '', { count: 2 }),
        asked('2031-01-01', 'sang ten xe'),
        asked('2031-01-02', 'sang ten xe', { outcome: 'empty' }),
        asked('2031-01-02', 'cu', { count: 2 }),
        asked('2031-01-03', 'moi', { count: 2 }),
      ]);
      await catalog.addQueries([
        asked('2031-01-02', 'sang ten xe', { outcome: 'empty', count: 2 }),
        asked('2031-01-02', '', { outcome: 'empty', count: 3 }),
      ]);
      expect(await catalog.weakQueries('2031-01-01', 9)).toEqual([
        { folded: 'sang ten xe', count: 4, empty: 3, lastDay: '2031-01-02' },
        { folded: 'moi', count: 2, empty: 0, lastDay: '2031-01-03' },
        { folded: 'cu', count: 2, empty: 0, lastDay: '2031-01-02' },
      ]);
      expect(await catalog.weakQueries('2031-01-03', 1)).toHaveLength(1);
      expect(await catalog.weakQueries('2031-01-01', 0)).toEqual([]);
      const period = { from: '2031-01-01', to: '2031-01-02' };
      expect(await catalog.countQueries(period)).toEqual({ found: 7, weak: 2, empty: 3 });
      expect(await catalog.countQueries({ from: '2030-01-01', to: '2030-01-02' })).toEqual({
        found: 0,
        weak: 0,
        empty: 0,
      });
    });

    test('leaves the lists when it was seen to or is old; the sums of days stay', async () => {
      const catalog = catalogOf();
      await catalog.addQueries([
        asked('2032-01-01', '', { count: 2 }),
        asked('2032-01-01', 'da xong'),
        asked('2032-01-01', 'con day'),
      ]);
      await catalog.noteEmptyQuery('da xong', '2032-01-01T01:00:00.000Z');
      await catalog.settleQuery('da xong');
      await catalog.settleQuery('');
      const left = async () =>
        (await catalog.weakQueries('2032-01-01', 9)).map(({ folded }) => folded);
      expect(await left()).toEqual(['con day']);
      expect((await catalog.emptyQueries(99)).map(({ folded }) => folded)).not.toContain('da xong');
      await catalog.forgetQueries('2032-01-02');
      expect(await left()).toEqual([]);
      const day = { from: '2032-01-01', to: '2032-01-01' };
      expect((await catalog.countQueries(day)).weak).toBe(2);
    });

    test('is kept in words only once several visitors asked it', async () => {
      const catalog = catalogOf();
      const once = (key: string, shown: string, more: Partial<FrequentQuery> = {}) => ({
        key,
        shown,
        count: 1,
        day: '2033-01-01',
        ...more,
      });
      await catalog.addFrequentQueries([once('a', 'mất sổ đỏ'), once('b', '$ten rieng')]);
      expect(await catalog.frequentQueries(9)).toEqual([]);
      await catalog.addFrequentQueries([once('a', 'Mất sổ đỏ', { count: SEVERAL - 1 })]);
      await catalog.addFrequentQueries([once('c', '$ly hôn', { count: SEVERAL + 1 })]);
      expect(await catalog.frequentQueries(9)).toEqual([
        { key: 'c', shown: '$ly hôn', count: SEVERAL + 1, day: '2033-01-01' },
        { key: 'a', shown: 'Mất sổ đỏ', count: SEVERAL, day: '2033-01-01' },
      ]);
      expect(await catalog.frequentQueries(1)).toHaveLength(1);
      await catalog.forgetQueries('2033-01-02');
      expect(await catalog.frequentQueries(9)).toEqual([]);
    });
  });
}
