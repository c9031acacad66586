import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Search } from '#server/ports.ts';
import {
  NO_FILTERS,
  SEARCH_SORTS,
  type SearchQuery,
  type SearchResult,
} from '#server/search/search-query.ts';
import { aDocument, aQuery } from '../../support/builders.ts';
import type { OpenStorage, StorageUnderTest } from '../../support/storage-under-test.ts';
import { describeSearchChanges } from './search-changes-contract.ts';
import { describeSearchHelp } from './search-help-contract.ts';
import { CORPUS, MANY } from '../search-corpus.ts';

/**
 * What every Search keeps (server/ports.ts): what is found and in which stated order, never scores.
 */
export function describeSearch(name: string, open: OpenStorage): void {
  describe(`the search of ${name}`, () => {
    let storage: StorageUnderTest;
    let search: Search;
    beforeAll(async () => {
      storage = await open();
      search = storage.search;
      await search.index([...CORPUS, ...MANY]);
    });
    afterAll(() => storage.close());

    const ask = (text: string, more: Partial<SearchQuery> = {}): Promise<SearchResult> =>
      search.query(aQuery(text, more));
    const ids = async (text: string, more: Partial<SearchQuery> = {}): Promise<string[]> =>
      (await ask(text, more)).hits.map((h) => h.itemId);
    const filtered = (filters: Partial<SearchQuery['filters']>): Partial<SearchQuery> => ({
      filters: { ...NO_FILTERS, ...filters },
    });

    describe('typing', () => {
      test.each([
        'dat dai',
        'đất đai',
        'DAT DAI',
        'đat đai',
        'Ðất Ðai',
        'đất đai'.normalize('NFD'),
        ' dat,  dai! ',
        'ĐẤT ĐAI',
      ])('%j finds the same items', async (text) => {
        const result = await ask(text);
        expect(result.hits.map((h) => h.itemId).toSorted()).toEqual(['dat', 'que']);
        expect(result).toMatchObject({
          total: 2,
          bothWays: true,
          cut: false,
          partial: false,
          next: null,
        });
      });

      test('with tones puts passages that agree in tone first', async () => {
        expect(await ids('đất đai')).toEqual(['dat', 'que']);
        expect(await ids('dát dài')).toEqual(['que', 'dat']);
      });

      test('finds only agreeing tones when asked exactly as typed', async () => {
        expect(await ids('đất đai', { exact: true })).toEqual(['dat']);
        expect(await ids('dát dài', { exact: true })).toEqual(['que']);
        expect(await ids('dat dai', { exact: true })).toEqual([]);
        expect((await ask('đất đai', { exact: true })).bothWays).toBe(false);
      });

      test.each(['hòa giải viên', 'hoà giải viên', 'hoa giai vien'])(
        '%s finds both tone placements',
        async (text) => {
          expect((await ids(text))[0]).toBe('hoa-giai');
        },
      );

      test('in another script finds it', async () => {
        expect(await ids('ភាសាខ្មែរ')).toEqual(['khmer']);
        expect(await ids('ច្បាប់')).toEqual(['khmer']);
      });
    });

    describe('phrases in quotes', () => {
      test('must stand as typed', async () => {
        expect(await ids('"hòa giải ở cơ sở"')).toEqual(['hoa-giai']);
        expect(await ids('"hoa giai o co so"')).toEqual(['hoa-giai']);
        expect(await ids('"cơ sở hòa giải"')).toEqual([]);
        expect(await ids('"dat dai"')).toEqual(expect.arrayContaining(['dat', 'que']));
        expect(await ids('“đất đai”')).toEqual(['dat']);
      });

      test('beside other words are what must stand; the others only rank', async () => {
        expect((await ids('cẩm nang "hòa giải" xyz'))[0]).toBe('hoa-giai');
        expect((await ids('"hòa giải" quyền')).toSorted()).toEqual(['dat', 'hoa-giai']);
      });

      test('must all stand', async () => {
        expect(await ids('"đất đai" "hòa giải"')).toEqual(['dat']);
        expect((await ask('"đất đai" "hòa giải"')).hits[0]!.passages.map((p) => p.locator)).toEqual(
          [{ kind: 'page', page: 5 }],
        );
      });
    });

    describe('a số hiệu', () => {
      test.each([
        '14/2019/QĐ-TTg',
        '14/2019/qđ-ttg',
        '14 2019 qd ttg',
        '14/2019/QÐ–TTg',
        'QUYẾT ĐỊNH 14/2019/QĐ-TTG',
        '142019qdttg',
        '14-2019-qđ-ttg',
        '14 /2019/ QĐ - TTg',
      ])('typed %j leads to the document, then to texts that cite it', async (text) => {
        expect((await ids(text)).slice(0, 2)).toEqual(['so-hieu-goc', 'so-hieu-sach']);
        expect((await ask(text)).hits[1]!.passages[0]!.locator).toEqual({ kind: 'page', page: 1 });
      });
    });

    describe('hits', () => {
      test('show at most three passages, best first, and count all', async () => {
        const [hit] = (await ask('đất đai')).hits;
        expect(hit!.passages).toHaveLength(3);
        expect(hit!.matched).toBe(5);
        expect(new Set(hit!.passages.map((p) => p.ordinal)).size).toBe(3);
        for (const p of hit!.passages)
          expect(p).toMatchObject({
            itemId: 'dat',
            attachmentId: 'dat-a',
            locator: { kind: 'page', page: p.ordinal + 1 },
            alsoIn: [],
          });
        const scores = hit!.passages.map((p) => p.score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      });

      test('in a title stand above hits in a body', async () => {
        expect(await ids('luật hôn nhân và gia đình')).toEqual(['hon-nhan', 'bao-luc']);
        expect((await ids('hôn nhân và gia đình'))[0]).toBe('hon-nhan');
      });

      test('in a record alone show the record', async () => {
        const [hit] = (await ask('kỹ năng')).hits;
        expect(hit).toMatchObject({
          itemId: 'hoa-giai',
          passages: [{ attachmentId: '', locator: { kind: 'record' } }],
        });
      });

      test('that stand word for word in several items are shown once, the newest first, with all sources', async () => {
        const result = await ask('nghĩa vụ quân sự');
        expect(result.hits.map((h) => h.itemId)).toEqual(['ban-moi']);
        expect(result.hits[0]!.passages).toMatchObject([
          { itemId: 'ban-moi', ordinal: 0, alsoIn: ['ban-cu'] },
        ]);
      });

      test('are all listed when nothing is collapsed', async () => {
        const result = await ask('nghĩa vụ quân sự', { collapse: false });
        expect(result.hits.map((h) => [h.itemId, h.passages[0]!.alsoIn])).toEqual([
          ['ban-moi', ['ban-cu']],
          ['ban-cu', ['ban-moi']],
        ]);
        expect(result.total).toBe(2);
      });

      test('of a collapsed double come from its other source when a filter leaves only that', async () => {
        expect(await ids('nghĩa vụ quân sự', filtered({ years: ['2023'] }))).toEqual(['ban-cu']);
      });
    });

    describe('filters', () => {
      test('narrow what is found; within one any value fits, across several all must', async () => {
        expect(await ids('dat dai', filtered({ subjects: ['11'] }))).toEqual(['dat']);
        expect((await ids('dat dai', filtered({ subjects: ['11', '09'] }))).toSorted()).toEqual([
          'dat',
          'que',
        ]);
        expect(
          await ids('dat dai', filtered({ subjects: ['11', '09'], units: ['xa-an'] })),
        ).toEqual(['que']);
        expect(await ids('dat dai', filtered({ subjects: ['45'] }))).toEqual([]);
        expect(
          await ids(
            'hòa giải',
            filtered({
              formats: ['epub'],
              audiences: ['tuyen-truyen'],
              languages: ['vi'],
              validity: [],
            }),
          ),
        ).toEqual(['hoa-giai']);
      });

      test('have counts, their own choice not narrowing their own', async () => {
        const all = (await ask('dat dai')).facets;
        expect(all.subjects).toEqual([
          { value: '09', count: 1 },
          { value: '11', count: 1 },
        ]);
        expect(all.languages).toEqual([{ value: 'vi', count: 2 }]);
        expect(all.validity).toEqual([]);
        const chosen = (await ask('dat dai', filtered({ subjects: ['11'] }))).facets;
        expect(chosen.subjects).toEqual(all.subjects);
        expect(chosen.years).toEqual([{ value: '2024', count: 1 }]);
      });

      test('take parts of a subject, which are counted once their subject is chosen', async () => {
        expect(await ids('tuyển quân', filtered({ subjects: ['25.nhap-ngu'] }))).toEqual([
          'ban-moi',
        ]);
        expect(await ids('', filtered({ subjects: ['25.nhap-ngu'] }))).toEqual(['ban-moi']);
        expect((await ask('tuyển quân')).facets.subjects).toEqual([{ value: '25', count: 2 }]);
        for (const chosen of ['25', '25.nhap-ngu'])
          expect([
            chosen,
            (await ask('tuyển quân', filtered({ subjects: [chosen] }))).facets.subjects,
          ]).toEqual([
            chosen,
            [
              { value: '25', count: 2 },
              { value: '25.nhap-ngu', count: 1 },
            ],
          ]);
        expect(await ids('tuyển quân', filtered({ subjects: ['25.khong-co'] }))).toEqual([]);
      });

      test('without words list everything that fits, newest first', async () => {
        expect(await ids('', filtered({ genres: ['sach', 'to-gap'] }))).toEqual([
          'bao-luc',
          'khmer',
          'hon-nhan',
          'ban-moi',
          'ban-cu',
        ]);
        const everything = await ask('');
        expect(everything.total).toBe(CORPUS.length + MANY.length);
        expect(everything.facets.genres[0]).toEqual({ value: 'khac', count: MANY.length });
      });
    });

    describe('order and pages', () => {
      const byId = (a: { itemId: string }, b: { itemId: string }): number =>
        a.itemId < b.itemId ? -1 : 1;
      const newest = MANY.toSorted((a, b) =>
        a.publishedAt === b.publishedAt ? byId(a, b) : a.publishedAt < b.publishedAt ? 1 : -1,
      ).map((d) => d.itemId);
      const genre = filtered({ genres: ['khac'] });
      const walk = async (
        text: string,
        sort: SearchQuery['sort'],
        limit: number,
      ): Promise<string[]> => {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page: SearchResult = await ask(text, { ...genre, sort, limit, after });
          expect(page.total).toBe(MANY.length);
          expect(page.hits.length).toBeLessThanOrEqual(limit);
          seen.push(...page.hits.map((h) => h.itemId));
          after = page.next;
        } while (after !== null);
        return seen;
      };

      test.each(['phiếu khảo sát', 'y kien ban doc', ''])(
        '%j by date is newest first, then by id',
        async (text) => {
          expect(await ids(text, { ...genre, sort: 'newest', limit: 100 })).toEqual(newest);
        },
      );

      test.each(['phiếu khảo sát', ''])(
        '%j by title follows the alphabet, then the id',
        async (text) => {
          const sorted = await ids(text, { ...genre, sort: 'title', limit: 100 });
          const letters = sorted.map((id) => MANY.find((d) => d.itemId === id)!.title.at(-1)!);
          expect(letters.join('')).toMatch(/^a+ă+b+$/u);
          expect(sorted).toHaveLength(MANY.length);
          for (const letter of 'aăb') {
            const group = sorted.filter((_, i) => letters[i] === letter);
            expect(group).toEqual(group.toSorted());
          }
        },
      );

      test('of equal hits is newer first, then by id', async () => {
        const one = await ids('phiếu khảo sát ă', { ...filtered({ genres: ['khac'] }), limit: 13 });
        const expected = newest.filter((id) =>
          MANY.find((d) => d.itemId === id)!.title.endsWith('ă'),
        );
        expect(one).toEqual(expected.slice(0, 13));
      });

      test.each(
        SEARCH_SORTS.flatMap((sort) =>
          [1, 7, 40, 41].flatMap((limit) =>
            ['phieu khao sat', ''].map((text) => [sort, limit, text] as const),
          ),
        ),
      )(
        'walked by %s, %i at a time, %j holds every item exactly once',
        async (sort, limit, text) => {
          const seen = await walk(text, sort, limit);
          expect(seen).toEqual(await ids(text, { ...genre, sort, limit: 100 }));
          expect(new Set(seen).size).toBe(MANY.length);
        },
      );

      test('refuse a cursor that is none', async () => {
        for (const after of ['x!', 'W10', 'null'])
          await expect(ask('dat dai', { after })).rejects.toMatchObject({ code: 'invalid-cursor' });
        await expect(ask('', { after: 'x!' })).rejects.toMatchObject({ code: 'invalid-cursor' });
        expect((await ask('dat dai')).total).toBe(2);
      });
    });

    test('counts items and passages, the record of each being one', async () => {
      const passages = [...CORPUS, ...MANY].reduce((sum, d) => sum + d.passages.length + 1, 0);
      expect(await search.state()).toEqual({
        items: CORPUS.length + MANY.length,
        passages,
        stale: false,
        whole: true,
      });
    });

    describeSearchHelp(() => search);
    describeSearchChanges(() => search);
  });

  describe(`an empty search of ${name}`, () => {
    let storage: StorageUnderTest;
    beforeAll(async () => {
      storage = await open();
    });
    afterAll(() => storage.close());

    test('finds nothing, proposes nothing and does not fail', async () => {
      const { search } = storage;
      for (const text of ['', 'đất đai', '"đất đai"', '14/2019/QĐ-TTg']) {
        expect(await search.query(aQuery(text))).toMatchObject({
          total: 0,
          totalPassages: 0,
          hits: [],
          next: null,
          partial: false,
        });
        expect(await search.help(aQuery(text))).toEqual({
          spellings: [],
          withoutFilter: [],
          shorter: [],
          subjects: [],
        });
      }
      expect(await search.suggest('đất', 5)).toEqual([]);
      expect(await search.state()).toEqual({ items: 0, passages: 0, stale: false, whole: true });
      await search.index([]);
      await search.remove(['không có']);
      expect(await search.state()).toEqual({ items: 0, passages: 0, stale: false, whole: true });
    });

    test('finds the first item as soon as it is there', async () => {
      await storage.search.index([
        aDocument({ itemId: 'first', title: 'Đầu tiên', pages: ['Đất đai'] }),
      ]);
      expect((await storage.search.query(aQuery('đất đai'))).hits.map((h) => h.itemId)).toEqual([
        'first',
      ]);
    });

    test('built anew holds what it was given and nothing else; a source that breaks off changes nothing', async () => {
      const { search } = storage;
      const found = async (text: string): Promise<string[]> =>
        (await search.query(aQuery(text))).hits.map((h) => h.itemId);
      async function* broken() {
        yield aDocument({ itemId: 'half', pages: ['Đất đai'] });
        throw new Error('catalog gone');
      }
      await expect(search.rebuild(broken())).rejects.toThrow('catalog gone');
      expect(await found('đất đai')).toEqual(['first']);
      async function* fresh() {
        for (let i = 0; i < 120; i++)
          yield aDocument({ itemId: `new-${i}`, pages: [`Đất đai ${i}`] });
      }
      const [, during] = await Promise.all([search.rebuild(fresh()), found('đất đai')]);
      expect(during).toEqual(['first']);
      expect(await search.state()).toEqual({
        items: 120,
        passages: 240,
        stale: false,
        whole: true,
      });
      expect(await found('"đất đai 7"')).toEqual(['new-7']);
      await search.index([aDocument({ itemId: 'later', pages: ['Rừng phòng hộ'] })]);
      expect(await found('rừng phòng hộ')).toEqual(['later']);
    });
  });
}
