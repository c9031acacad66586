import { describe, expect, test } from '@jest/globals';
import type { Collection } from '#server/site/collection.ts';
import type { Catalog } from '#server/ports.ts';
import { NOW, nextId } from '../../support/builders.ts';

/** What every Catalog keeps of collections. Each test works on slugs of its own. */
export function describeCollections(catalogOf: () => Catalog): void {
  describe('the collections', () => {
    const aCollection = (more: Partial<Collection> = {}): Collection => ({
      slug: `bo-${nextId()}`,
      title: 'Ngày Pháp luật',
      intro: '“Thượng tôn” 😀',
      itemIds: ['b', 'a'],
      season: { from: '10-01', to: '11-30' },
      rank: 1,
      hidden: false,
      version: 0,
      changedAt: NOW,
      changedBy: 'Lò Thị Hương',
      ...more,
    });
    const listed = async (slugs: readonly string[]): Promise<Collection[]> =>
      (await catalogOf().listCollections()).filter((c) => slugs.includes(c.slug));

    test('are read back as they were saved, by rank and then slug', async () => {
      const [b, a, first] = [
        aCollection({ slug: `z-b-${nextId()}` }),
        aCollection({ slug: `z-a-${nextId()}`, season: null, itemIds: [] }),
        aCollection({ rank: -3 }),
      ];
      for (const c of [b, a, first]) await catalogOf().saveCollection(c);
      expect(await listed([a.slug, b.slug, first.slug])).toEqual(
        [first, a, b].map((c) => ({ ...c, version: 1 })),
      );
      expect([
        await catalogOf().findCollection(a.slug),
        await catalogOf().findCollection('khong-co'),
      ]).toEqual([{ ...a, version: 1 }, null]);
    });

    test('are replaced by slug, deleted once, and change what readers see', async () => {
      const c = aCollection();
      const revisions = [await catalogOf().publicRevision()];
      for (const change of [
        () => catalogOf().saveCollection(c),
        () => catalogOf().saveCollection({ ...c, title: 'Khác', rank: 5, version: 1 }),
      ]) {
        await change();
        revisions.push(await catalogOf().publicRevision());
      }
      expect(await listed([c.slug])).toEqual([{ ...c, title: 'Khác', rank: 5, version: 2 }]);
      await catalogOf().deleteCollection(c.slug);
      await catalogOf().deleteCollection(c.slug);
      revisions.push(await catalogOf().publicRevision());
      expect(await listed([c.slug])).toEqual([]);
      expect(revisions.toSorted((x, y) => x - y)).toEqual(revisions);
      expect(new Set(revisions).size).toBe(4);
    });

    test('that somebody else changed meanwhile are refused', async () => {
      const saved = await catalogOf().saveCollection(aCollection());
      const results = await Promise.allSettled(
        ['x', 'y'].map((title) => catalogOf().saveCollection({ ...saved, title })),
      );
      expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      for (const version of [0, 1, 7])
        await expect(catalogOf().saveCollection({ ...saved, version })).rejects.toMatchObject({
          code: 'stale-version',
        });
      await expect(catalogOf().saveCollection(aCollection({ version: 3 }))).rejects.toMatchObject({
        code: 'stale-version',
      });
    });
  });
}
