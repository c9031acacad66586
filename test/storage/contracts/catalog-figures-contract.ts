import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { FiguresAsked } from '#server/figures/figure-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { Catalog } from '#server/ports.ts';
import type { RatingAnswer } from '#server/figures/rating.ts';
import type { VisitKind } from '#server/figures/visit.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { aChange, anEvent, anItem, nextId } from '../../support/builders.ts';

const NONE = { view: 0, read: 0, download: 0, play: 0, embed: 0 };
const asked = (
  from: string,
  to: string,
  unitIds: readonly string[] | null = null,
): FiguresAsked => ({ period: { from, to }, unitIds });

/** What every Catalog adds up for reports. Each test has days, and units, of its own. */
export function describeFigures(catalogOf: () => Catalog): void {
  const save = (more: Partial<Item>, event: WorkflowEvent | null = null): Promise<Item> =>
    catalogOf().saveItem(aChange(anItem(more), { event }));
  const visit = (day: string, itemId: string, kind: VisitKind, count = 1) => ({
    day,
    itemId,
    kind,
    count,
  });

  describe('visits added up', () => {
    test('by month are those of items, of the days asked, the first month first', async () => {
      const item = await save({ unitId: 'so-lieu-a' });
      await catalogOf().addVisits([
        visit('1901-01-30', item.id, 'view', 9),
        visit('1901-01-31', item.id, 'view', 2),
        visit('1901-01-31', item.id, 'read', 3),
        visit('1901-02-28', item.id, 'download'),
        visit('1901-04-01', item.id, 'play', 4),
        visit('1901-02-01', '', 'view', 99),
        visit('1901-02-01', nextId(), 'view', 5),
        visit('1901-04-02', item.id, 'view', 9),
      ]);
      expect(await catalogOf().visitsByMonth(asked('1901-01-31', '1901-04-01'))).toEqual([
        { month: '1901-01', ...NONE, view: 2, read: 3 },
        { month: '1901-02', ...NONE, view: 5, download: 1 },
        { month: '1901-04', ...NONE, play: 4 },
      ]);
      expect(
        await catalogOf().visitsByMonth(asked('1901-01-31', '1901-04-01', ['so-lieu-a'])),
      ).toEqual([
        { month: '1901-01', ...NONE, view: 2, read: 3 },
        { month: '1901-02', ...NONE, download: 1 },
        { month: '1901-04', ...NONE, play: 4 },
      ]);
      for (const unitIds of [['so-lieu-khac'], []])
        expect(await catalogOf().visitsByMonth(asked('1901-01-31', '1901-04-01', unitIds))).toEqual(
          [],
        );
      expect(await catalogOf().visitsByMonth(asked('1900-01-01', '1900-12-31'))).toEqual([]);
    });

    test('by unit and genre follow the item as it is now; of items that are gone they have neither', async () => {
      const [a, b] = [
        await save({ unitId: 'so-lieu-b', genre: 'sach' }),
        await save({ unitId: 'so-lieu-b', genre: 'to-gap' }),
      ];
      const c = await save({ unitId: 'so-lieu-c', genre: 'to-gap' });
      await catalogOf().addVisits([
        visit('1902-03-01', a.id, 'view', 2),
        visit('1902-03-31', b.id, 'read', 3),
        visit('1902-04-01', b.id, 'play'),
        visit('1902-03-05', c.id, 'download', 7),
        visit('1902-03-05', nextId(), 'view', 5),
        visit('1902-03-05', '', 'view', 99),
      ]);
      const period = ['1902-03-01', '1902-04-30'] as const;
      expect(await catalogOf().visitsByGroup(asked(...period))).toEqual([
        { unitId: '', genre: '', ...NONE, view: 5 },
        { unitId: 'so-lieu-b', genre: 'sach', ...NONE, view: 2 },
        { unitId: 'so-lieu-b', genre: 'to-gap', ...NONE, read: 3, play: 1 },
        { unitId: 'so-lieu-c', genre: 'to-gap', ...NONE, download: 7 },
      ]);
      await catalogOf().saveItem(aChange({ ...a, unitId: 'so-lieu-c', genre: 'to-gap' }));
      expect(
        await catalogOf().visitsByGroup(asked(...period, ['so-lieu-c', 'so-lieu-khac'])),
      ).toEqual([{ unitId: 'so-lieu-c', genre: 'to-gap', ...NONE, view: 2, download: 7 }]);
      expect(await catalogOf().visitsByGroup(asked(...period, []))).toEqual([]);
    });

    test('name the items read most, equal ones by id; files taken alone are no reading', async () => {
      const [a, b, c, d] = [
        await save({ unitId: 'so-lieu-d' }),
        await save({ unitId: 'so-lieu-d' }),
        await save({ unitId: 'so-lieu-e' }),
        await save({ unitId: 'so-lieu-e' }),
      ] as const;
      await catalogOf().addVisits([
        visit('1903-05-01', a.id, 'view'),
        visit('1903-05-31', a.id, 'read', 2),
        visit('1903-05-02', b.id, 'view', 3),
        visit('1903-05-02', b.id, 'download', 50),
        visit('1903-05-03', c.id, 'read', 8),
        visit('1903-05-03', d.id, 'download', 99),
        visit('1903-05-03', '', 'view', 99),
        visit('1903-06-01', b.id, 'view', 99),
      ]);
      const most = async (limit: number, unitIds: readonly string[] | null = null) =>
        catalogOf().mostRead(asked('1903-05-01', '1903-05-31', unitIds), limit);
      expect(await most(9)).toEqual([
        { itemId: c.id, ...NONE, read: 8 },
        { itemId: a.id, ...NONE, view: 1, read: 2 },
        { itemId: b.id, ...NONE, view: 3, download: 50 },
      ]);
      expect((await most(2)).map((v) => v.itemId)).toEqual([c.id, a.id]);
      expect((await most(9, ['so-lieu-d'])).map((v) => v.itemId)).toEqual([a.id, b.id]);
      expect([await most(0), await most(9, [])]).toEqual([[], []]);
    });
  });

  test('steps of the period count each item once, by the unit that has it, from midnight to midnight in Vietnam', async () => {
    const step = (itemId: string, at: string, action: WorkflowEvent['action']) =>
      catalogOf().addEvent(anEvent(itemId, { at, action, unitId: 'noi-khac' }));
    const [a, b, c] = [
      await save({ unitId: 'so-lieu-f' }),
      await save({ unitId: 'so-lieu-f' }),
      await save({ unitId: 'so-lieu-g' }),
    ] as const;
    await step(a.id, '1904-06-30T17:00:00.000Z', 'submit');
    await step(a.id, '1904-07-02T00:00:00.000Z', 'return');
    await step(a.id, '1904-07-03T00:00:00.000Z', 'submit');
    await step(a.id, '1904-07-31T16:59:59.999Z', 'publish');
    await step(b.id, '1904-06-30T16:59:59.999Z', 'submit');
    await step(b.id, '1904-07-31T17:00:00.000Z', 'publish');
    await step(b.id, '1904-07-15T00:00:00.000Z', 'restore');
    await step(c.id, '1904-07-15T00:00:00.000Z', 'bulk-publish');
    await step(nextId(), '1904-07-15T00:00:00.000Z', 'submit');
    const july = ['1904-07-01', '1904-07-31'] as const;
    expect(await catalogOf().stepsByUnit(asked(...july))).toEqual([
      { unitId: 'so-lieu-f', sent: 1, published: 1 },
      { unitId: 'so-lieu-g', sent: 0, published: 1 },
    ]);
    expect(await catalogOf().stepsByUnit(asked(...july, ['so-lieu-g']))).toEqual([
      { unitId: 'so-lieu-g', sent: 0, published: 1 },
    ]);
    expect(await catalogOf().stepsByUnit(asked('1904-06-01', '1904-08-31', ['so-lieu-f']))).toEqual(
      [{ unitId: 'so-lieu-f', sent: 2, published: 2 }],
    );
    expect(await catalogOf().stepsByUnit(asked(...july, []))).toEqual([]);
  });

  test('answers of the period are counted by what they say', async () => {
    const [mine, other] = [
      await save({ unitId: 'so-lieu-h' }),
      await save({ unitId: 'so-lieu-i' }),
    ];
    const rate = (itemId: string, day: string, answer: RatingAnswer) =>
      catalogOf().addRating({ id: randomUUID(), itemId, day, answer, comment: '' });
    for (const answer of ['yes', 'yes', 'no'] as const) await rate(mine.id, '1905-08-01', answer);
    await rate(mine.id, '1905-08-31', 'partly');
    await rate(mine.id, '1905-09-01', 'no');
    await rate(other.id, '1905-08-15', 'yes');
    const august = ['1905-08-01', '1905-08-31'] as const;
    expect(await catalogOf().ratingsWithin(asked(...august))).toEqual({ yes: 3, partly: 1, no: 1 });
    expect(await catalogOf().ratingsWithin(asked(...august, ['so-lieu-h']))).toEqual({
      yes: 2,
      partly: 1,
      no: 1,
    });
    expect(await catalogOf().ratingsWithin(asked('1906-08-01', '1906-08-31'))).toEqual({
      yes: 0,
      partly: 0,
      no: 0,
    });
  });
}
