import { describe, expect, test } from '@jest/globals';
import type { Search } from '#server/ports.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { aQuery } from '../../support/builders.ts';
import { CORPUS } from '../search-corpus.ts';

const HOSTILE = [
  'đất AND đai',
  'NEAR(đất đai, 5)',
  'đất*',
  '" x:y',
  'words:đất',
  'words : (đất)',
  '^đất',
  '-đất',
  'đất OR',
  'NOT đất',
  '(((',
  ')',
  '""',
  '"""',
  "'; DROP TABLE item; --",
  '{"match_all":{}}',
  '\\',
  '\\u0000',
  '$where',
  'đất\u0000đai',
  '\u0001\u0007\u001b[31mđất',
  '\ud800',
  'đất \udfff đai',
  '\ufeffđất',
  '\u202eđất',
  'a'.repeat(10_000),
  'đất đai '.repeat(1_250),
  '"'.repeat(10_000),
  '"đất" '.repeat(1_600),
  '1 a '.repeat(2_500),
  '😀'.repeat(5_000),
  '%',
  '_',
  'dat_dai',
  CORPUS.flatMap((d) => [d.title, ...d.passages.map((p) => p.text)])
    .join(' ')
    .split(/\s+/u)
    .map((w) => `"${w}"`)
    .join(' '),
  CORPUS.flatMap((d) => d.passages.map((p) => `"${p.text}"`)).join(' '),
];

/**
 * What helps while typing and after zero hits, and what must not harm; `search-contract.ts` runs it
 * on its corpus.
 */
export function describeSearchHelp(searchOf: () => Search): void {
  const total = async (text: string, more = {}): Promise<number> =>
    (await searchOf().query(aQuery(text, more))).total;

  describe('the reading of a query', () => {
    test.each([
      ['hoaf giari', {}],
      ['hoà giải', {}],
      ['hoa giai', { exact: true }],
      ['so do bi mat', { without: 'words' as const }],
      ['so do bi mat', { without: 'reading' as const }],
      ['', {}],
    ])('%j %j is what a search reads', async (text, more) => {
      const query = aQuery(text, more);
      expect(await searchOf().reading(query)).toEqual((await searchOf().query(query)).reading);
    });

    test('knows what officials changed of the list', async () => {
      const entry = {
        id: 'a',
        said: ['zum zum'],
        meant: [{ words: 'hòa giải', weight: 1 }],
        group: 'Khác',
        only: [],
      };
      const words = [{ kind: 'entry' as const, entry }];
      const { added } = await searchOf().reading(aQuery('zum zum', { words }));
      expect(added.map((one) => one.words)).toEqual(['hòa giải']);
      expect((await searchOf().reading(aQuery('zum zum'))).added).toEqual([]);
    });
  });

  describe('help after zero hits', () => {
    test('proposes the nearest spelling, in the way the reader types', async () => {
      expect((await searchOf().help(aQuery('"hoà giảii"'))).spellings.map((s) => s.text)).toContain(
        'hòa giải',
      );
      expect((await searchOf().help(aQuery('"hoa giaii"'))).spellings.map((s) => s.text)).toContain(
        'hoa giai',
      );
      const typed = aQuery('gia đìnhh', { without: 'reading' });
      expect((await searchOf().help(typed)).spellings.map((s) => s.text)).toContain('gia đình');
      expect((await searchOf().query(aQuery('gia đìnhh'))).reading.text).toBe('gia đình');
    });

    test('proposes the query without its rarest word', async () => {
      const query = aQuery('hòa giải ở cơ sở xyz', { exact: true });
      expect(await total(query.text, { exact: true })).toBe(0);
      expect((await searchOf().help(query)).shorter).toEqual([
        { text: 'hòa giải ở cơ sở', count: 1 },
      ]);
    });

    test('proposes to drop a filter, with what that would find', async () => {
      const filters = { ...NO_FILTERS, subjects: ['45'], languages: ['vi'] };
      expect(await total('đất đai', { filters })).toBe(0);
      expect((await searchOf().help(aQuery('đất đai', { filters }))).withoutFilter).toEqual([
        { filter: 'subjects', count: 2 },
      ]);
    });

    test('proposes subjects that fit and hold something', async () => {
      expect((await searchOf().help(aQuery('"luật đất đai xyz"'))).subjects).toEqual([
        { code: '11', count: 1 },
      ]);
      expect((await searchOf().help(aQuery('thống kê xyz'))).subjects).toEqual([]);
    });

    test('leads to something with every proposal', async () => {
      for (const text of [
        'hoà giảii',
        'nghia vu quan suu',
        'tranh chap dat dai xyz',
        'lụât hôn nhân',
      ]) {
        const { spellings, shorter } = await searchOf().help(aQuery(text));
        for (const proposal of [...spellings, ...shorter]) {
          expect(proposal.count).toBeGreaterThan(0);
          expect(await total(proposal.text)).toBe(proposal.count);
        }
      }
    });
  });

  describe('suggestions', () => {
    test('are titles and keywords by folded prefix, of a later word too', async () => {
      for (const prefix of ['cam nang', 'CẨM NANG', 'cẩm  nang hòa', 'cẩm nang'.normalize('NFD')])
        expect(await searchOf().suggest(prefix, 5)).toEqual(['Cẩm nang hòa giải ở cơ sở']);
      expect(await searchOf().suggest('hôn nh', 5)).toEqual(['Luật Hôn nhân và gia đình']);
      expect(await searchOf().suggest('so do', 5)).toEqual(['sổ đỏ']);
      expect((await searchOf().suggest('hoa giai', 5))[0]).toBe('hòa giải viên');
    });

    test('are as many as asked for, each once', async () => {
      expect(await searchOf().suggest('phieu', 2)).toHaveLength(2);
      const all = await searchOf().suggest('phieu', 50);
      expect(all).toEqual(expect.arrayContaining(['Phiếu khảo sát b']));
      expect(new Set(all).size).toBe(all.length);
    });

    test.each(['', ' ', 'zzz', '%', '*', '\u0000', '"', 'uật'])(
      'are none for %j',
      async (prefix) => {
        expect(await searchOf().suggest(prefix, 5)).toEqual([]);
      },
    );
  });

  describe('a hostile query', () => {
    test.each(
      HOSTILE.map(
        (text) =>
          [
            text.length > 40 ? `${text.slice(0, 20)}… (${text.length})` : JSON.stringify(text),
            text,
          ] as const,
      ),
    )('%s is answered like any other', async (_, text) => {
      const result = await searchOf().query(aQuery(text));
      expect(result.hits.length).toBeLessThanOrEqual(20);
      expect(result.total).toBeGreaterThanOrEqual(result.hits.length);
      await searchOf().help(aQuery(text));
      await searchOf().suggest(text, 5);
      expect(
        (await searchOf().query(aQuery('"tự nguyện thỏa thuận"'))).hits.map((h) => h.itemId),
      ).toEqual(['hoa-giai']);
    });

    test('longer than 64 syllables is cut and says so', async () => {
      const result = await searchOf().query(aQuery(`${CORPUS[0]!.passages[0]!.text} `.repeat(30)));
      expect(result.cut).toBe(true);
      expect(result.hits[0]!.itemId).toBe('dat');
    });

    test('with operators searches for their words', async () => {
      expect((await searchOf().query(aQuery('hôn AND nhân'))).total).toBeGreaterThan(0);
      expect((await searchOf().query(aQuery('đất* đai'))).hits[0]!.itemId).toBe('dat');
    });
  });
}
