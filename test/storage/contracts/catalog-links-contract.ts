import { describe, expect, test } from '@jest/globals';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { LinkCheck } from '#server/links/link-check.ts';
import type { Catalog } from '#server/ports.ts';
import { aChange, anItem, nextId } from '../../support/builders.ts';

const LATE = '9999-12-31T00:00:00.000Z';
const NEW = {
  checkedAt: null,
  state: 'new',
  status: null,
  fault: null,
  failures: 0,
  failingSince: null,
  nextAt: '',
} as const;

/** What every Catalog keeps of outgoing links. Each test asks for addresses of its own host. */
export function describeLinks(catalogOf: () => Catalog): void {
  describe('the outgoing links', () => {
    const host = (): string => `https://${nextId()}.example`;
    const publish = (source: string, more: Partial<Item> = {}): Promise<Item> =>
      catalogOf().saveItem(
        aChange(
          anItem({ state: 'published', publishedAt: '2026-01-01T00:00:00.000Z', source, ...more }),
        ),
      );
    const due = async (at: string, base: string): Promise<LinkCheck[]> =>
      (await catalogOf().linksToCheck(at, 10_000)).filter((l) => l.address.startsWith(base));
    const broken = async (base: string) =>
      (await catalogOf().brokenLinks(10_000)).filter((l) => l.address.startsWith(base));
    const breakLink = (address: string, failingSince = '2026-01-01T00:00:00.000Z'): Promise<void> =>
      catalogOf().saveLinkCheck({
        address,
        checkedAt: '2026-01-02T00:00:00.000Z',
        state: 'broken',
        status: 404,
        fault: 'status',
        failures: 2,
        failingSince,
        nextAt: '2026-01-05T00:00:00.000Z',
      });

    test('are those of published items, each once, new before all', async () => {
      const base = host();
      await publish(`${base}/b`);
      await publish(`${base}/b`, {
        lawRefs: [{ ...lawReference('1/2020/NĐ-CP'), url: `${base}/a` }],
        national: { id: null, url: `${base}/c`, state: 'listed', checkedAt: null },
      });
      await publish('', { state: 'draft', source: `${base}/draft` });
      await publish('', { state: 'withdrawn', source: `${base}/gone` });
      expect(await due('', base)).toEqual(
        ['a', 'b', 'c'].map((name) => ({ ...NEW, address: `${base}/${name}` })),
      );
      expect(await catalogOf().linksToCheck(LATE, 1)).toHaveLength(1);
    });

    test('are read back as they were saved, and wait until their time', async () => {
      const base = host();
      await publish(`${base}/a`);
      await publish(`${base}/b`);
      const check: LinkCheck = {
        address: `${base}/a`,
        checkedAt: '2026-01-01T00:00:00.000Z',
        state: 'unreachable',
        status: 503,
        fault: 'status',
        failures: 2,
        failingSince: '2025-12-31T00:00:00.000Z',
        nextAt: '2026-01-04T00:00:00.000Z',
      };
      await catalogOf().saveLinkCheck(check);
      expect((await due('2026-01-03T23:59:59.999Z', base)).map((l) => l.address)).toEqual([
        `${base}/b`,
      ]);
      expect(await due('2026-01-04T00:00:00.000Z', base)).toEqual([
        { ...NEW, address: `${base}/b` },
        check,
      ]);
      expect(await broken(base)).toEqual([]);
      expect(await catalogOf().findLinkChecks([`${base}/b`, `${base}/none`, `${base}/a`])).toEqual([
        { ...NEW, address: `${base}/b` },
        check,
      ]);
    });

    test('that are broken come with the published items that have them, failing the longest first', async () => {
      const base = host();
      const [a, b] = [await publish(`${base}/a`), await publish(`${base}/a`)];
      const c = await publish(`${base}/b`);
      await publish('', { state: 'draft', source: `${base}/a` });
      await breakLink(`${base}/a`, '2026-01-02T00:00:00.000Z');
      await breakLink(`${base}/b`, '2026-01-01T00:00:00.000Z');
      expect((await broken(base)).map((l) => [l.address, l.itemIds, l.items, l.status])).toEqual([
        [`${base}/b`, [c.id], 1, 404],
        [`${base}/a`, [a.id, b.id], 2, 404],
      ]);
      expect(await catalogOf().brokenLinks(0)).toEqual([]);
    });

    test('that many items have name ten of them and count all', async () => {
      const base = host();
      const items = await catalogOf().saveItems(
        Array.from({ length: 12 }, () =>
          aChange(
            anItem({ state: 'published', publishedAt: '2026-01-01T00:00:00.000Z', source: base }),
          ),
        ),
      );
      await breakLink(base);
      expect(await broken(base)).toMatchObject([
        { itemIds: items.slice(0, 10).map((i) => i.id), items: 12 },
      ]);
    });

    test('go when the record is corrected or the item withdrawn', async () => {
      const base = host();
      const [a, b] = [await publish(`${base}/a`), await publish(`${base}/b`)];
      await breakLink(`${base}/a`);
      await breakLink(`${base}/b`);
      await catalogOf().saveItem(aChange({ ...a, source: `${base}/new` }));
      await catalogOf().saveItem(aChange({ ...b, state: 'withdrawn' }));
      expect(await broken(base)).toEqual([]);
      expect((await due(LATE, base)).map((l) => l.address)).toEqual([`${base}/new`]);
    });

    test('of the shelf itself are checked too, without items, until others are given', async () => {
      const base = host();
      await catalogOf().saveShelfLinks([`${base}/search`]);
      await breakLink(`${base}/search`);
      await catalogOf().saveShelfLinks([`${base}/search`]);
      expect(await broken(base)).toMatchObject([
        { address: `${base}/search`, itemIds: [], items: 0 },
      ]);
      await catalogOf().saveShelfLinks([]);
      expect([await broken(base), await due(LATE, base)]).toEqual([[], []]);
    });

    test('that nothing has any more are forgotten, whoever saves a check of them', async () => {
      const base = host();
      const item = await publish(`${base}/a`);
      await breakLink(`${base}/a`);
      const empty = await catalogOf().saveItem(aChange({ ...item, source: '' }));
      await catalogOf().saveShelfLinks([]);
      await breakLink(`${base}/a`);
      await catalogOf().saveItem(aChange({ ...empty, source: `${base}/a` }));
      expect(await due('', base)).toEqual([{ ...NEW, address: `${base}/a` }]);
    });
  });
}
