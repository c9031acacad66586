import { describe, expect, test } from '@jest/globals';
import type { DeliveryEntry } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Catalog, Queue } from '#server/ports.ts';
import { aJob, nextId } from '../../support/builders.ts';
import { aDelivery, aSent, aTarget } from '../../support/exchange/some-deliveries.ts';

const anEntry = (deliveryId: string, ordinal: number): DeliveryEntry => ({
  deliveryId,
  ordinal,
  itemId: `i${ordinal}`,
  action: 'new',
  digest: 'ab'.repeat(32),
});

/** What every Catalog keeps of deliveries. Each test works with targets of its own. */
export function describeDeliveries(catalogOf: () => Catalog, queueOf: () => Queue): void {
  describe('the targets of deliveries', () => {
    test('are read back as they were saved, one version on, by age', async () => {
      const first = await catalogOf().saveTarget(aTarget());
      const second = await catalogOf().saveTarget(aTarget({ columns: { ma: 'item' } }));
      expect(second.version).toBe(1);
      expect(await catalogOf().findTarget(second.id)).toEqual(second);
      expect(await catalogOf().findTarget('none')).toBeNull();
      const ids = (await catalogOf().listTargets()).map(({ id }) => id);
      expect(ids.slice(-2)).toEqual([first.id, second.id]);
    });

    test('that somebody else changed meanwhile are refused', async () => {
      const target = await catalogOf().saveTarget(aTarget());
      const changed = await catalogOf().saveTarget({ ...target, name: 'Khác' });
      await expect(catalogOf().saveTarget(target)).rejects.toMatchObject({ code: 'stale-version' });
      expect(await catalogOf().findTarget(target.id)).toEqual(changed);
    });
  });

  describe('a delivery', () => {
    test('has the next number of its target, and its jobs are saved with it', async () => {
      const target = nextId();
      const job = aJob({ key: `deliver:${target}`, group: target });
      const one = await catalogOf().saveDelivery(aDelivery(target), [job]);
      expect(one).toMatchObject({ number: 1, version: 1 });
      expect(await queueOf().pendingOfGroup(target)).toBe(1);
      await catalogOf().saveDelivery({ ...one, state: 'sent' }, []);
      const two = await catalogOf().saveDelivery(aDelivery(target), []);
      expect(two.number).toBe(2);
      expect(await catalogOf().findDelivery(two.id)).toEqual(two);
      expect((await catalogOf().listDeliveries(target, 5)).map((d) => d.number)).toEqual([2, 1]);
      expect((await catalogOf().listDeliveries(null, 1))[0]!.id).toBe(two.id);
    });

    test('waits for the one before, however many ask at once', async () => {
      const target = nextId();
      const answers = await Promise.allSettled(
        [1, 2, 3].map(() => catalogOf().saveDelivery(aDelivery(target), [])),
      );
      const refused = answers.filter(({ status }) => status === 'rejected');
      expect(refused.map((r) => (r as PromiseRejectedResult).reason.code)).toEqual([
        'delivery-open',
        'delivery-open',
      ]);
      expect(await catalogOf().listDeliveries(target, 5)).toHaveLength(1);
    });

    test('that somebody else changed meanwhile is refused', async () => {
      const one = await catalogOf().saveDelivery(aDelivery(nextId()), []);
      await catalogOf().saveDelivery({ ...one, state: 'packing' }, []);
      await expect(catalogOf().saveDelivery(one, [])).rejects.toMatchObject({
        code: 'stale-version',
      });
    });

    test('has entries in their order, which are replaced and taken away', async () => {
      const [one, other] = [nextId(), nextId()];
      await catalogOf().saveDeliveryEntries([2, 0, 1].map((n) => anEntry(one, n)));
      await catalogOf().saveDeliveryEntries([anEntry(other, 0)]);
      const changed = { ...anEntry(one, 1), digest: 'cd'.repeat(32) };
      await catalogOf().saveDeliveryEntries([changed]);
      expect(await catalogOf().listDeliveryEntries(one, -1, 10)).toEqual([
        anEntry(one, 0),
        changed,
        anEntry(one, 2),
      ]);
      expect(await catalogOf().listDeliveryEntries(one, 0, 1)).toEqual([changed]);
      await catalogOf().clearDeliveryEntries(one);
      expect(await catalogOf().listDeliveryEntries(one, -1, 10)).toEqual([]);
      expect(await catalogOf().listDeliveryEntries(other, -1, 10)).toHaveLength(1);
    });
  });

  describe('what a target was sent', () => {
    test('is found, listed by item and state, counted, and replaced', async () => {
      const [a, b] = [nextId(), nextId()];
      await catalogOf().saveSentItems([
        aSent(a, 'x3'),
        aSent(a, 'x1', { state: 'received', url: 'https://a.example/“1”' }),
        aSent(a, 'x2'),
        aSent(b, 'x1'),
      ]);
      await catalogOf().saveSentItems([aSent(a, 'x3', { state: 'again' })]);
      await catalogOf().saveSentItems([]);
      const found = await catalogOf().findSentItems(a, ['x2', 'none', 'x1']);
      expect(found.map((s) => [s.itemId, s.url])).toEqual([
        ['x2', null],
        ['x1', 'https://a.example/“1”'],
      ]);
      const list = async (states: SentItem['state'][], after: string, limit: number) =>
        (await catalogOf().listSentItems(a, states, after, limit)).map((s) => s.itemId);
      expect(await list(['received', 'sent', 'again'], '', 10)).toEqual(['x1', 'x2', 'x3']);
      expect(await list(['received', 'again'], '', 1)).toEqual(['x1']);
      expect(await list(['received', 'again'], 'x1', 9)).toEqual(['x3']);
      expect(await catalogOf().countSentItems(a)).toEqual({ sent: 1, received: 1, again: 1 });
    });

    test('and refused stands together, the latest first', async () => {
      const [a, b] = [nextId(), nextId()];
      const refused = (at: string) => ({ state: 'refused' as const, reason: 'Thiếu bìa', at });
      await catalogOf().saveSentItems([
        aSent(a, 'y1', refused('2098-01-01T00:00:00.000Z')),
        aSent(b, 'y2', refused('2098-01-02T00:00:00.000Z')),
        aSent(b, 'y3'),
      ]);
      const two = await catalogOf().listRefusedItems(2);
      expect(two.map(({ targetId, itemId }) => [targetId, itemId])).toEqual([
        [b, 'y2'],
        [a, 'y1'],
      ]);
    });
  });
}
