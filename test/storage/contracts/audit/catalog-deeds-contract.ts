import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeedList } from '#server/audit/audit-catalog.ts';
import { aChange, anEvent, anItem } from '../../../support/builders.ts';
import type { OpenStorage, StorageUnderTest } from '../../../support/storage-under-test.ts';

const day = (n: number): string => `2026-06-0${n}T03:00:00.000Z`;
const EVERYTHING: DeedList = {
  personId: null,
  unitIds: null,
  action: null,
  itemId: null,
  from: null,
  until: null,
  after: null,
  limit: 100,
};

/** What every Catalog answers about events of all items together. */
export function describeDeeds(open: OpenStorage): void {
  describe('what people did to items', () => {
    let storage: StorageUnderTest;
    const [first, second] = [anItem(), anItem()];
    const events = [
      anEvent(first.id, { at: day(1), actorId: 'a', unitId: 'xa-an', action: 'create' }),
      anEvent(second.id, { at: day(2), actorId: 'b', unitId: 'xa-binh', action: 'create' }),
      anEvent(first.id, { at: day(3), actorId: 'a', unitId: 'xa-an', action: 'submit' }),
      // Two at the same instant: the id tells them apart.
      anEvent(first.id, { at: day(3), actorId: 'b', unitId: 'xa-binh', action: 'comment' }),
    ];
    beforeAll(async () => {
      storage = await open();
      await storage.catalog.saveItems([
        aChange(first, { event: events[0]! }),
        aChange(second, { event: events[1]! }),
      ]);
      for (const event of events.slice(2)) await storage.catalog.addEvent(event);
    });
    afterAll(() => storage.close());

    const ask = async (more: Partial<DeedList>): Promise<string[]> =>
      (await storage.catalog.listDeeds({ ...EVERYTHING, ...more })).map(({ id }) => id);
    const latestFirst = (...at: number[]): string[] =>
      at
        .map((n) => events[n]!)
        .toSorted((x, y) => (y.at + y.id < x.at + x.id ? -1 : 1))
        .map(({ id }) => id);

    test('is given the latest first, whole', async () => {
      expect(await ask({})).toEqual(latestFirst(0, 1, 2, 3));
      expect(await storage.catalog.listDeeds({ ...EVERYTHING, itemId: second.id })).toEqual([
        events[1],
      ]);
    });

    test('is narrowed by person, unit, action, item and time', async () => {
      expect(await ask({ personId: 'a' })).toEqual(latestFirst(0, 2));
      expect(await ask({ unitIds: ['xa-binh', 'xa-khac'] })).toEqual(latestFirst(1, 3));
      expect(await ask({ action: 'create' })).toEqual(latestFirst(0, 1));
      expect(await ask({ itemId: first.id, personId: 'b' })).toEqual(latestFirst(3));
      expect(await ask({ from: day(2), until: day(3) })).toEqual(latestFirst(1));
      expect(await ask({ unitIds: [] })).toEqual([]);
    });

    test('goes on behind any event, one at a time', async () => {
      const all = await ask({});
      let after: DeedList['after'] = null;
      for (const id of all) {
        const [event] = await storage.catalog.listDeeds({ ...EVERYTHING, after, limit: 1 });
        expect(event?.id).toBe(id);
        after = event!;
      }
      expect(await ask({ after })).toEqual([]);
    });
  });
}
