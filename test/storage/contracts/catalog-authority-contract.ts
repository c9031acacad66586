import { describe, expect, test } from '@jest/globals';
import type { PageEntry } from '#server/site/fixed-page.ts';
import { MOST_AUTHORITY_VERSIONS } from '#server/vocabulary/authority-list.ts';
import type { Catalog } from '#server/ports.ts';
import { NOW, nextId } from '../../support/builders.ts';
import { aGenre, anAudience } from '../../support/vocabulary.ts';

/** What every Catalog keeps of lists that officials keep. Each test works on entries of its own. */
export function describeAuthority(catalogOf: () => Catalog): void {
  describe('the kept lists', () => {
    const aPage = (more: Partial<PageEntry> = {}): PageEntry => ({
      list: 'page',
      id: `trang-${nextId()}`,
      rank: 1,
      version: 0,
      changedAt: NOW,
      changedBy: 'Lò Thị Hương',
      value: { title: 'Quy chế “mới” 😀', body: '# Một\n\nHai', hidden: false },
      ...more,
    });
    const listed = async (ids: readonly string[]): Promise<string[]> =>
      (await catalogOf().listAuthority('page')).map((e) => e.id).filter((id) => ids.includes(id));

    test('hold entries as they were saved, by rank and then id, each list its own', async () => {
      const [b, a, first] = [
        aPage({ id: `z-b-${nextId()}` }),
        aPage({ id: `z-a-${nextId()}` }),
        aPage({ rank: -3 }),
      ];
      for (const entry of [b, a, first])
        expect(await catalogOf().saveAuthority(entry)).toEqual({ ...entry, version: 1 });
      expect(await listed([a.id, b.id, first.id])).toEqual([first.id, a.id, b.id]);
      expect(await catalogOf().findAuthority('page', a.id)).toEqual({ ...a, version: 1 });
      expect([
        await catalogOf().findAuthority('banner', a.id),
        await catalogOf().findAuthority('page', 'khong-co'),
      ]).toEqual([null, null]);
      expect(
        (await catalogOf().listAuthority('banner')).filter((e) => [a.id, b.id].includes(e.id)),
      ).toEqual([]);
    });

    test('hold genres and audiences, own ones and those of the law, apart under one id', async () => {
      const [genre, audience] = [
        aGenre({ name: 'Bản tin “loa” 😀' }, { id: `x-${nextId()}`, rank: -2 }),
        { ...anAudience({}, { rank: -1 }), value: { own: null, hidden: true } },
      ];
      const same = { ...audience, id: genre.id };
      expect([
        await catalogOf().saveAuthority(genre),
        await catalogOf().saveAuthority(same),
      ]).toEqual([
        { ...genre, version: 1 },
        { ...same, version: 1 },
      ]);
      expect([
        (await catalogOf().listAuthority('genre')).find(({ id }) => id === genre.id),
        (await catalogOf().listAuthority('audience')).find(({ id }) => id === genre.id),
      ]).toEqual([
        { ...genre, version: 1 },
        { ...same, version: 1 },
      ]);
    });

    test('refuse what somebody else changed meanwhile, and keep what stood before', async () => {
      const before = await catalogOf().publicRevision();
      const first = await catalogOf().saveAuthority(aPage());
      const second = await catalogOf().saveAuthority({
        ...first,
        changedBy: 'Ai khác',
        value: { ...first.value, body: 'Ba' },
      });
      for (const version of [0, 1, 9])
        await expect(catalogOf().saveAuthority({ ...first, version })).rejects.toMatchObject({
          code: 'stale-version',
        });
      const results = await Promise.allSettled(
        ['x', 'y'].map((body) =>
          catalogOf().saveAuthority({ ...second, value: { ...second.value, body } }),
        ),
      );
      expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await catalogOf().authorityVersions('page', first.id)).map((e) => e.version)).toEqual(
        [3, 2, 1],
      );
      expect((await catalogOf().authorityVersions('page', first.id)).slice(1)).toEqual([
        second,
        first,
      ]);
      expect(await catalogOf().publicRevision()).toBeGreaterThan(before);
    });

    test('forget the oldest versions, and everything of an entry that is deleted', async () => {
      let entry = await catalogOf().saveAuthority(aPage());
      for (let n = 0; n < MOST_AUTHORITY_VERSIONS + 1; n += 1)
        entry = await catalogOf().saveAuthority(entry);
      const versions = (await catalogOf().authorityVersions('page', entry.id)).map(
        (e) => e.version,
      );
      expect([versions.length, versions[0], versions.at(-1)]).toEqual([
        MOST_AUTHORITY_VERSIONS,
        MOST_AUTHORITY_VERSIONS + 2,
        3,
      ]);
      const before = await catalogOf().publicRevision();
      for (let n = 0; n < 2; n += 1) await catalogOf().deleteAuthority('page', entry.id);
      expect([
        await catalogOf().findAuthority('page', entry.id),
        await catalogOf().authorityVersions('page', entry.id),
      ]).toEqual([null, []]);
      expect(await catalogOf().publicRevision()).toBeGreaterThan(before);
      expect((await catalogOf().saveAuthority({ ...entry, version: 0 })).version).toBe(1);
    });
  });
}
