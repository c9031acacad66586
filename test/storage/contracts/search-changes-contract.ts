import { describe, expect, test } from '@jest/globals';
import type { Search } from '#server/ports.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { aDocument, aQuery } from '../../support/builders.ts';

/**
 * What changes in the index; `search-contract.ts` runs it last. Every test uses words of its own
 * and cleans up.
 */
export function describeSearchChanges(searchOf: () => Search): void {
  const ids = async (text: string): Promise<string[]> =>
    (await searchOf().query(aQuery(text))).hits.map((h) => h.itemId).toSorted();

  describe('changes of the index', () => {
    test('are visible at once: added, replaced, removed', async () => {
      const before = await searchOf().state();
      await searchOf().index([
        aDocument({
          itemId: 'x',
          title: 'Thủy lợi',
          pages: ['Kênh mương nội đồng.', 'Trạm bơm điện.'],
        }),
      ]);
      expect(await ids('"kenh muong"')).toEqual(['x']);
      expect((await searchOf().state()).passages).toBe(before.passages + 3);

      await searchOf().index([
        aDocument({ itemId: 'x', title: 'Thủy sản', pages: ['Nuôi trồng tôm cá.'] }),
      ]);
      expect(await ids('"kenh muong"')).toEqual([]);
      expect(await ids('"thủy lợi"')).toEqual([]);
      expect(await ids('"nuôi trồng"')).toEqual(['x']);
      expect((await searchOf().query(aQuery('thủy sản'))).hits[0]).toMatchObject({
        itemId: 'x',
        passages: [{ locator: { kind: 'record' } }],
      });
      expect(await searchOf().state()).toMatchObject({
        items: before.items + 1,
        passages: before.passages + 2,
      });

      await searchOf().remove(['x']);
      expect(await ids('"nuôi trồng"')).toEqual([]);
      expect(await searchOf().state()).toEqual(before);
    });

    test('give the index another state, which an answer names', async () => {
      const stateOf = async (text: string): Promise<string> =>
        (await searchOf().query(aQuery(text))).stateOfIndex;
      const before = await stateOf('đất đai');
      // Whichever thread answers, and whatever it is asked.
      const asked = ['hòa giải', 'đất đai', 'đất', ''].map(stateOf);
      expect(new Set(await Promise.all(asked))).toEqual(new Set([before]));
      await searchOf().index([aDocument({ itemId: 'z', title: 'Mới', pages: ['Vừa vào.'] })]);
      const added = await stateOf('đất đai');
      await searchOf().remove(['z']);
      const removed = await stateOf('đất đai');
      expect(new Set([before, added, removed]).size).toBe(3);
    });

    test('never show a withdrawn item anywhere, and show it again once restored', async () => {
      const document = aDocument({
        itemId: 'gone',
        title: 'Bí mật quốc gia',
        keywords: ['bí mật'],
        pages: ['Danh mục bí mật nhà nước 99/2025/NĐ-CP.'],
        filters: { ...NO_FILTERS, genres: ['bai-thi'] },
      });
      await searchOf().index([document]);
      expect(await ids('bí mật nhà nước')).toContain('gone');
      await searchOf().remove(['gone', 'không có']);
      for (const text of ['bí mật nhà nước', 'bi mat quoc gia', '"bí mật"', '99/2025/NĐ-CP', 'mật'])
        expect(await ids(text)).not.toContain('gone');
      const query = aQuery('', { filters: { ...NO_FILTERS, genres: ['bai-thi'] } });
      const browsed = await searchOf().query(query);
      expect(browsed.total).toBe(0);
      expect(browsed.facets.genres.map((f) => f.value)).not.toContain('bai-thi');
      expect(await searchOf().suggest('bi mat', 5)).toEqual([]);
      await searchOf().index([document]);
      expect(await ids('bí mật nhà nước')).toContain('gone');
      await searchOf().remove(['gone']);
    });

    test('make a double the only source when the other is gone', async () => {
      const pages = ['Lệ phí cấp phép xây dựng nhà ở riêng lẻ.'];
      await searchOf().index([
        aDocument({ itemId: 'le-phi-1', pages, publishedAt: '2026-02-02T00:00:00.000Z' }),
        aDocument({ itemId: 'le-phi-2', pages, publishedAt: '2026-02-01T00:00:00.000Z' }),
      ]);
      const alsoIn = async (): Promise<unknown> =>
        (await searchOf().query(aQuery('lệ phí cấp phép'))).hits.map((h) => [
          h.itemId,
          h.passages[0]!.alsoIn,
        ]);
      expect(await alsoIn()).toEqual([['le-phi-1', ['le-phi-2']]]);
      await searchOf().remove(['le-phi-1']);
      expect(await alsoIn()).toEqual([['le-phi-2', []]]);
      await searchOf().remove(['le-phi-2']);
    });

    test('are seen by a check: every entry with the version it was made from', async () => {
      const mine = async (): Promise<unknown> => {
        const found: [string, number][] = [];
        for await (const { itemId, version } of searchOf().entries())
          if (itemId.startsWith('soat-')) found.push([itemId, version]);
        return found.toSorted();
      };
      await searchOf().index([
        aDocument({ itemId: 'soat-1', version: 3 }),
        aDocument({ itemId: 'soat-2', version: 1 }),
      ]);
      await searchOf().index([aDocument({ itemId: 'soat-2', version: 2 })]);
      expect(await mine()).toEqual([
        ['soat-1', 3],
        ['soat-2', 2],
      ]);
      await searchOf().remove(['soat-1']);
      expect(await mine()).toEqual([['soat-2', 2]]);
      await searchOf().remove(['soat-2']);
    });

    test('take decomposed text and Eth as they take composed text', async () => {
      await searchOf().index([
        aDocument({
          itemId: 'nfd',
          title: 'Tệp của máy Mac'.normalize('NFD'),
          pages: ['Ðường thủy nội địa, hoạt động đường sắt'.normalize('NFD')],
        }),
      ]);
      for (const text of [
        'đường thủy nội địa',
        'duong thuy noi dia',
        '"hoạt động đường sắt"',
        'đường thuỷ',
      ])
        expect(await ids(text)).toContain('nfd');
      await searchOf().remove(['nfd']);
    });

    test('survive odd texts: empty, without words, with lone surrogates and control characters', async () => {
      const pages = [
        '',
        '…',
        '\ud800 một \u0000 hai \udfff',
        'a'.repeat(20_000),
        'Đoạn lạ lùng cuối cùng',
      ];
      await searchOf().index([aDocument({ itemId: 'odd', title: '', pages })]);
      expect(await ids('lạ lùng cuối cùng')).toEqual(['odd']);
      expect(
        (await searchOf().query(aQuery('lạ lùng cuối cùng'))).hits[0]!.passages[0]!.locator,
      ).toEqual({ kind: 'page', page: 5 });
      await searchOf().remove(['odd']);
    });

    test('hold what passages stand under: a word that one lacks may stand in the names above', async () => {
      const [first, second] = ['Nộp tại xã.', 'Nộp tại xã.'].map((text, i) => ({
        ...aDocument({ itemId: `duoi-${i}`, pages: [`Cấp phù hiệu bơi thuyền. ${text}`] }),
      }));
      const under = {
        ...first!,
        passages: first!.passages.map((p) => ({ ...p, path: 'Chương IV. Đua ghe ngo' })),
      };
      await searchOf().index([second!, under]);
      const { hits } = await searchOf().query(aQuery('phu hieu boi thuyen dua ghe ngo'));
      expect(hits.map((h) => h.itemId)).toEqual(['duoi-0']);
      expect(hits[0]!.passages[0]!.alsoIn).toEqual(['duoi-1']);
      expect(await ids('"đua ghe ngo"')).toEqual([]);
      await searchOf().remove(['duoi-0', 'duoi-1']);
    });

    test('made while readers ask leave every answer whole', async () => {
      const versions = Array.from({ length: 6 }, (_, v) =>
        aDocument({
          itemId: 'busy',
          title: `Bản ${v}`,
          pages: Array.from(
            { length: 4 },
            (_page, i) => `Quy hoạch đô thị xanh bản ${v} trang ${i}`,
          ),
        }),
      );
      await searchOf().index([versions[0]!]);
      const asked: Promise<unknown>[] = [];
      for (const version of versions) {
        asked.push(searchOf().index([version]));
        for (let i = 0; i < 5; i++)
          asked.push(
            searchOf()
              .query(aQuery('quy hoạch đô thị xanh'))
              .then((r) => {
                expect(r.hits.map((h) => h.itemId)).toEqual(['busy']);
                expect(r.hits[0]!.passages).toHaveLength(3);
              }),
          );
      }
      await Promise.all(asked);
      expect(await ids('"xanh bản 5"')).toEqual(['busy']);
      expect(await ids('"xanh bản 0"')).toEqual([]);
      await searchOf().remove(['busy']);
    });
  });
}
