import { describe, expect, test } from '@jest/globals';
import type { NewsEntry } from '#server/news/news.ts';
import type { Catalog } from '#server/ports.ts';
import type { UnitEntryQuery } from '#server/site/unit-entry-catalog.ts';
import { nextId } from '../../../support/builders.ts';
import { aNewsEntry } from '../../../support/make/some-news.ts';

/** What every Catalog keeps of what units write. Each test works in units of its own. */
export function describeUnitEntries(catalogOf: () => Catalog): void {
  describe('entries of units', () => {
    const save = (more: Parameters<typeof aNewsEntry>[0] = {}): Promise<NewsEntry> =>
      catalogOf().saveUnitEntry(aNewsEntry(more));
    const list = async (unitId: string, more: Partial<UnitEntryQuery> = {}) =>
      catalogOf().listUnitEntries('news', {
        unitIds: [unitId],
        states: ['published'],
        topics: null,
        day: null,
        limit: 9,
        after: null,
        ...more,
      });

    test('are read back by id and address, with every version', async () => {
      const catalog = catalogOf();
      const first = await save();
      const second = await catalog.saveUnitEntry({
        ...first,
        state: 'published',
        to: '2026-12-31',
      });
      expect(second).toEqual({ ...first, state: 'published', to: '2026-12-31', version: 2 });
      expect(await catalog.findUnitEntry('news', first.id)).toEqual(second);
      expect(await catalog.findUnitEntryBySlug('news', first.slug)).toEqual(second);
      expect(await catalog.unitEntryVersions('news', first.id)).toEqual([second, first]);
      expect([
        await catalog.findUnitEntry('news', 'nichts'),
        await catalog.findUnitEntryBySlug('news', 'nichts'),
        await catalog.unitEntryVersions('news', 'nichts'),
      ]).toEqual([null, null, []]);
    });

    test('are listed by unit, state, topic and day, the greatest key first', async () => {
      const unitId = `xa-${nextId()}`;
      const of = { unitId, state: 'published' } as const;
      const a = await save({ ...of, sortKey: '02026-01-01', from: '2026-06-01', to: '2026-06-30' });
      const b = await save({ ...of, sortKey: '02026-02-01', topic: 'outage' });
      const c = await save({ ...of, sortKey: '12025-01-01', to: '2026-05-31' });
      const d = await save({ unitId, sortKey: '02026-03-01' });
      await save({ ...of, unitId: `xa-${nextId()}` });
      const ids = async (more: Partial<UnitEntryQuery> = {}): Promise<string[]> =>
        (await list(unitId, more)).rows.map(({ id }) => id);
      expect(await ids()).toEqual([c.id, b.id, a.id]);
      expect(await ids({ states: ['draft', 'published'] })).toEqual([c.id, d.id, b.id, a.id]);
      expect(await ids({ topics: ['outage'] })).toEqual([b.id]);
      expect(await ids({ day: '2026-05-31' })).toEqual([c.id, b.id]);
      expect(await ids({ day: '2026-06-01' })).toEqual([b.id, a.id]);
      expect(await ids({ day: '2026-07-01' })).toEqual([b.id]);
      expect(await ids({ unitIds: [] })).toEqual([]);
      expect(await ids({ unitIds: null, topics: ['outage'] })).toContain(b.id);
    });

    test('come page by page, none twice, though their keys are alike', async () => {
      const unitId = `xa-${nextId()}`;
      for (let n = 0; n < 5; n++) await save({ unitId, state: 'published', sortKey: 'k' });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(unitId, { limit: 2, after });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      expect(seen).toHaveLength(5);
      expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
      await expect(list(unitId, { after: 'Unfug' })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    });

    test('of two writers one is refused, and of two at one address', async () => {
      const catalog = catalogOf();
      const first = await save();
      await catalog.saveUnitEntry(first);
      await expect(catalog.saveUnitEntry(first)).rejects.toMatchObject({ code: 'stale-version' });
      await expect(save({ slug: first.slug })).rejects.toMatchObject({ code: 'address-taken' });
      const slug = `mot-${nextId().toLowerCase()}`;
      const both = await Promise.allSettled([save({ slug }), save({ slug })]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('change what readers see when they come and when they go, drafts do not', async () => {
      const catalog = catalogOf();
      const revisions: number[] = [];
      const note = async (): Promise<number> => revisions.push(await catalog.publicRevision());
      let entry = await save();
      await note();
      entry = await catalog.saveUnitEntry(entry);
      await note();
      for (const state of ['published', 'withdrawn'] as const) {
        entry = await catalog.saveUnitEntry({ ...entry, state });
        await note();
      }
      const [a, b, c, d] = revisions as [number, number, number, number];
      expect(b).toBe(a);
      expect(c).toBeGreaterThan(b);
      expect(d).toBeGreaterThan(c);
    });
  });
}
