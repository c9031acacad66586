import { describe, expect, test } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import type { NameKind } from '#server/cataloguing/name-list.ts';
import type { NameList } from '#server/cataloguing/cataloguing-catalog.ts';
import type { Catalog } from '#server/ports.ts';
import { aChange, anItem } from '../../support/builders.ts';

const aNameList = (kind: NameKind, more: Partial<NameList> = {}): NameList => ({
  kind,
  search: '',
  units: null,
  variants: false,
  order: 'key',
  limit: 50,
  after: null,
  ...more,
});

/** What every Catalog keeps of names that items share. */
export function describeNames(catalogOf: () => Catalog): void {
  describe('names of items', () => {
    const save = (more: Partial<Item>): Promise<Item> =>
      catalogOf().saveItem(aChange(anItem({ compilers: [], ...more })));
    const names = async (list: NameList) =>
      (await catalogOf().listNames(list)).rows.map(({ value, items }) => [value, items]);

    test('are counted over items of any state, by key, and follow every change', async () => {
      const item = await save({ publisher: 'Nhà xuất bản Zeta Một' });
      for (const publisher of ['NXB Zeta Một', 'NXB Zeta Một', 'Nhà in Zeta Hai'])
        await save({ publisher, state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' });
      const zeta = aNameList('publisher', { search: 'zeta' });
      expect(await names(zeta)).toEqual([
        ['Nhà in Zeta Hai', 1],
        ['NXB Zeta Một', 2],
        ['Nhà xuất bản Zeta Một', 1],
      ]);
      expect((await catalogOf().listNames(zeta)).rows[1]).toEqual({
        value: 'NXB Zeta Một',
        key: 'nha xuat ban zeta mot',
        items: 2,
      });
      await catalogOf().saveItem(aChange({ ...item, publisher: 'NXB Zeta Một' }));
      expect(await names(zeta)).toEqual([
        ['Nhà in Zeta Hai', 1],
        ['NXB Zeta Một', 3],
      ]);
    });

    test('are found by the beginning of any syllable, the commonest first when asked, page by page', async () => {
      await save({ keywords: ['omega alpha', 'omega beta', 'omega gamma'] });
      await save({ keywords: ['omega gamma', 'thomega'] });
      expect(await names(aNameList('keyword', { search: 'omega al' }))).toEqual([
        ['omega alpha', 1],
      ]);
      expect(await names(aNameList('keyword', { search: 'gam' }))).toEqual([['omega gamma', 2]]);
      expect(
        await names(aNameList('keyword', { search: 'omega', order: 'items', limit: 2 })),
      ).toEqual([
        ['omega gamma', 2],
        ['omega alpha', 1],
      ]);
      const first = await catalogOf().listNames(
        aNameList('keyword', { search: 'omega', limit: 2 }),
      );
      expect(first.rows.map((r) => r.value)).toEqual(['omega alpha', 'omega beta']);
      const second = await catalogOf().listNames(
        aNameList('keyword', { search: 'omega', limit: 2, after: first.next }),
      );
      expect([second.rows.map((r) => r.value), second.next]).toEqual([['omega gamma'], null]);
    });

    test('are told of what is published and of the units that are asked for', async () => {
      const item = await save({ unitId: 'xa-la', publisher: 'NXB Rho' });
      await save({ unitId: 'xa-quen', publisher: 'Nhà xuất bản Rho' });
      const of = (units: readonly string[] | null, variants = false) =>
        names(aNameList('publisher', { search: 'rho', units, variants }));
      const named = async (units: readonly string[] | null) =>
        (
          await catalogOf().itemsNamed({
            kind: 'publisher',
            key: 'nha xuat ban rho',
            values: null,
            units,
            limit: 9,
            after: null,
          })
        ).rows.map((i) => i.unitId);
      expect(await of(['xa-la'])).toEqual([['NXB Rho', 1]]);
      expect(await of(['xa-la'], true)).toEqual([]);
      expect([await of([]), await named([])]).toEqual([[], []]);
      expect([await of(null), await of(null, true)]).toEqual([
        [
          ['NXB Rho', 1],
          ['Nhà xuất bản Rho', 1],
        ],
        [
          ['NXB Rho', 1],
          ['Nhà xuất bản Rho', 1],
        ],
      ]);
      expect(await named(['xa-quen'])).toEqual(['xa-quen']);
      await catalogOf().saveItem(
        aChange({ ...item, state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' }),
      );
      expect([await of([]), await named([])]).toEqual([[['NXB Rho', 1]], ['xa-la']]);
    });

    test('written in several ways can be asked for alone', async () => {
      for (const value of ['Bộ sách Kappa', 'BỘ SÁCH KAPPA', 'Kappa riêng'])
        await save({ series: value });
      expect(await names(aNameList('series', { search: 'kappa', variants: true }))).toEqual([
        ['BỘ SÁCH KAPPA', 1],
        ['Bộ sách Kappa', 1],
      ]);
    });

    test('lead to their items by id, in the ways of writing that are asked for', async () => {
      const [a, b, c] = [
        await save({ compilers: ['Sở Lambda', 'SỞ LAMBDA'] }),
        await save({ compilers: ['SỞ LAMBDA'] }),
        await save({ compilers: ['sở lambda'] }),
      ];
      const of = async (values: readonly string[] | null, limit = 9, after: string | null = null) =>
        catalogOf().itemsNamed({
          kind: 'compiler',
          key: 'so lambda',
          values,
          units: null,
          limit,
          after,
        });
      expect((await of(null)).rows.map((i) => i.id)).toEqual([a.id, b.id, c.id]);
      expect((await of(['SỞ LAMBDA'])).rows.map((i) => i.id)).toEqual([a.id, b.id]);
      const first = await of(null, 2);
      expect(first.rows).toHaveLength(2);
      expect((await of(null, 2, first.next)).rows.map((i) => i.id)).toEqual([c.id]);
      expect((await of(['Không có'])).rows).toEqual([]);
      const title = await save({ title: 'Tên: “Mu”, lần 2' });
      expect(
        (
          await catalogOf().itemsNamed({
            kind: 'title',
            key: 'ten mu lan 2',
            values: null,
            units: null,
            limit: 3,
            after: null,
          })
        ).rows.map((i) => i.id),
      ).toEqual([title.id]);
    });
  });
}
