import { describe, expect, test } from '@jest/globals';
import type { Item, ItemWork } from '#server/items/item.ts';
import type { Catalog } from '#server/ports.ts';
import type { WaitingList } from '#server/workflow/workflow-catalog.ts';
import { aChange, anEvent, anItem, nextId } from '../../support/builders.ts';

/**
 * What every Catalog keeps of the queues of the four-step process. Each test has units of its own.
 */
export function describeWaiting(catalogOf: () => Catalog): void {
  const save = (
    unitId: string,
    work: Partial<ItemWork>,
    more: Partial<Item> = {},
  ): Promise<Item> => {
    const item = anItem({ unitId, ...more });
    return catalogOf().saveItem(aChange({ ...item, work: { ...item.work, ...work } }));
  };
  const aWait = (more: Partial<WaitingList>): WaitingList => ({
    stage: 'submitted',
    unitIds: null,
    holderId: null,
    limit: 100,
    after: null,
    ...more,
  });
  const ids = async (more: Partial<WaitingList>): Promise<string[]> =>
    (await catalogOf().listWaiting(aWait(more))).rows.map((i) => i.id);
  const day = (n: number): string => `2026-03-0${n}T00:00:00.000Z`;

  describe('what waits at a step', () => {
    test('comes the longest wait first, page by page, of one unit, of some, of all', async () => {
      const [a, b, c] = [`u-${nextId()}`, `u-${nextId()}`, `u-${nextId()}`];
      const [third, first, second, last] = [
        await save(a, { since: day(3) }, { state: 'submitted' }),
        await save(b, { since: day(1) }, { state: 'submitted' }),
        await save(a, { since: day(2) }, { state: 'submitted' }),
        await save(c, { since: day(3) }, { state: 'submitted' }),
      ];
      await save(a, { since: day(1) }, { state: 'verified' });
      expect(await ids({ unitIds: [a, b, 'khong-co'] })).toEqual([first.id, second.id, third.id]);
      expect(await ids({ unitIds: [a] })).toEqual([second.id, third.id]);
      expect(await ids({ unitIds: [] })).toEqual([]);
      const order = [first.id, second.id, third.id, last.id];
      expect((await ids({ limit: 1_000 })).filter((id) => order.includes(id))).toEqual(order);
      for (const limit of [1, 2, 3, 4, 5]) {
        const walked: string[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<Catalog['listWaiting']>> = await catalogOf().listWaiting(
            aWait({ unitIds: [a, b, c], limit, after }),
          );
          walked.push(...page.rows.map((i) => i.id));
          after = page.next;
        } while (after !== null);
        expect(walked).toEqual(order);
      }
      await expect(ids({ after: '%%%' })).rejects.toMatchObject({ code: 'invalid-cursor' });
    });

    test('is apart when it was sent back, and gone when it goes on', async () => {
      const unit = `u-${nextId()}`;
      const item = await save(unit, { returned: 'Thiếu trang 2' });
      expect([
        await ids({ stage: 'returned', unitIds: [unit] }),
        await ids({ stage: 'draft', unitIds: [unit] }),
      ]).toEqual([[item.id], []]);
      const sent = await catalogOf().saveItem(
        aChange({ ...item, state: 'submitted', work: { ...item.work, returned: '' } }),
      );
      expect([
        await ids({ stage: 'returned', unitIds: [unit] }),
        await ids({ unitIds: [unit] }),
      ]).toEqual([[], [sent.id]]);
      expect((await catalogOf().findItem(item.id))?.work).toEqual(sent.work);
    });

    test('is counted up to a bound, and what has waited too long', async () => {
      const [a, b] = [`u-${nextId()}`, `u-${nextId()}`];
      for (const [unit, n] of [
        [a, 1],
        [a, 2],
        [a, 3],
        [b, 1],
      ] as const)
        await save(unit, { since: day(n) });
      const count = (unitIds: string[], before: string | null, most = 100): Promise<number> =>
        catalogOf().countWaiting({ stage: 'draft', unitIds, holderId: null }, before, most);
      expect([
        await count([a, b], null),
        await count([a], null),
        await count([], null),
        await count([a, b], null, 3),
        await count([a], null, 2),
      ]).toEqual([4, 3, 0, 3, 2]);
      expect([
        await catalogOf().countWaiting(
          { stage: 'draft', unitIds: [a], holderId: null },
          null,
          100,
          day(2),
        ),
        await catalogOf().countWaiting(
          { stage: 'draft', unitIds: [a], holderId: null },
          day(3),
          100,
          day(2),
        ),
      ]).toEqual([2, 1]);
      expect([
        await count([a, b], day(2)),
        await count([a], day(3)),
        await count([a], day(1)),
      ]).toEqual([2, 2, 0]);
    });

    test('can be asked by who has taken it over', async () => {
      const unit = `u-${nextId()}`;
      const holder = { id: nextId(), name: 'Lò Thị Hương' };
      const [mine, free] = [
        await save(unit, { holder }, { state: 'verified' }),
        await save(unit, {}, { state: 'verified' }),
      ];
      expect(await ids({ stage: 'verified', holderId: holder.id })).toEqual([mine.id]);
      expect(await ids({ stage: 'verified', holderId: holder.id, unitIds: ['khac'] })).toEqual([]);
      expect(await ids({ stage: 'verified', unitIds: [unit] })).toEqual([mine.id, free.id]);
      expect(
        await catalogOf().countWaiting(
          { stage: 'verified', unitIds: null, holderId: holder.id },
          null,
          10,
        ),
      ).toBe(1);
      await catalogOf().saveItem(aChange({ ...mine, work: { ...mine.work, holder: null } }));
      expect(await ids({ stage: 'verified', holderId: holder.id })).toEqual([]);
    });
  });

  test('an event may be added that changes nothing of its item', async () => {
    const item = await save('u', {});
    const comment = anEvent(item.id, {
      action: 'comment',
      reason: 'Xem lại trang 3 “giúp” tôi',
      version: null,
    });
    await catalogOf().addEvent(comment);
    expect(await catalogOf().events(item.id)).toEqual([comment]);
    expect(await catalogOf().findItem(item.id)).toEqual(item);
  });
}
