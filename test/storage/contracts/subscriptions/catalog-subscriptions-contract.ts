import { describe, expect, test } from '@jest/globals';
import { sendConfirmationJob } from '#server/base/job.ts';
import type { Catalog, Queue } from '#server/ports.ts';
import type { Subscriber } from '#server/subscriptions/subscriber.ts';
import { aSubscriber, aWish } from '../../../support/make/some-subscribers.ts';

const LIMITS = { ofAddress: 2, ofAll: 100 };
const LATER = '2098-01-01T00:00:00.000Z';

/** What every Catalog keeps of who wants word. */
export function describeSubscriptions(catalogOf: () => Catalog, queueOf: () => Queue): void {
  const confirm = async (more: Partial<Subscriber> = {}): Promise<Subscriber> => {
    const subscriber = aSubscriber(more);
    const wish = aWish({ email: subscriber.email });
    await catalogOf().addWish(wish, LIMITS, []);
    return catalogOf().confirmWish(wish.id, subscriber);
  };

  describe('wishes for word', () => {
    test('wait with their letter, found by id and secret, so many of an address and of all', async () => {
      const catalog = catalogOf();
      const wish = aWish({ email: 'Hoa@Example.org' });
      expect(await catalog.addWish(wish, LIMITS, [sendConfirmationJob(wish.id)])).toBe(true);
      expect(await catalog.findWish(wish.id)).toEqual(wish);
      expect(await catalog.findWishBySecret(wish.secretHash)).toEqual(wish);
      const job = await queueOf().claim(['send-confirmation'], 'w', LATER, LATER);
      expect(job?.payload).toEqual({ wishId: wish.id });
      const again = (): Promise<boolean> =>
        catalog.addWish(aWish({ email: 'hoa@example.org' }), LIMITS, []);
      expect([await again(), await again()]).toEqual([true, false]);
      expect(await catalog.addWish(aWish(), { ...LIMITS, ofAll: 1 }, [])).toBe(false);
      await catalog.eraseWish(wish.id);
      await catalog.eraseWish(wish.id);
      expect(await catalog.findWish(wish.id)).toBeNull();
    });

    test('are gone once they are confirmed, and are confirmed once', async () => {
      const catalog = catalogOf();
      const subscriber = aSubscriber();
      const wish = aWish({ email: subscriber.email });
      await catalog.addWish(wish, LIMITS, []);
      const saved = await catalog.confirmWish(wish.id, subscriber);
      expect(saved).toEqual({ ...subscriber, version: 1 });
      expect(await catalog.findWish(wish.id)).toBeNull();
      await expect(catalog.confirmWish(wish.id, saved)).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await catalog.findSubscriberBySecret(subscriber.secretHash)).toEqual(saved);
      expect(await catalog.findSubscriberByAddress(subscriber.email.toUpperCase())).toEqual(saved);
    });
  });

  describe('subscribers', () => {
    test('have an address once, and change as the stored version says', async () => {
      const catalog = catalogOf();
      const first = await confirm();
      const saved = await catalog.saveSubscriber({ ...first, rhythm: 'at-once' });
      expect(await catalog.findSubscriber(first.id)).toEqual({ ...saved, version: 2 });
      await expect(catalog.saveSubscriber(first)).rejects.toMatchObject({ code: 'stale-version' });
      const wish = aWish({ email: first.email });
      await catalog.addWish(wish, LIMITS, []);
      await expect(
        catalog.confirmWish(wish.id, aSubscriber({ email: first.email })),
      ).rejects.toMatchObject({ code: 'stale-version' });
      expect(await catalog.findWish(wish.id)).toEqual(wish);
      await catalog.eraseSubscriber(first.id);
      await catalog.eraseSubscriber(first.id);
      expect(await catalog.findSubscriberByAddress(first.email)).toBeNull();
    });

    test('are due by rhythm and instant, page by page, without those set aside', async () => {
      const catalog = catalogOf();
      const ids: string[] = [];
      const toldUntil = '2001-01-01T00:00:00.000Z';
      for (let n = 0; n < 3; n++) ids.push((await confirm({ toldUntil })).id);
      await confirm({ toldUntil, rhythm: 'at-once' });
      await confirm({ toldUntil, eraseAt: LATER });
      const due = { rhythm: 'weekly', until: '2001-01-02T00:00:00.000Z', limit: 2 } as const;
      const first = await catalog.listDue({ ...due, after: null });
      const second = await catalog.listDue({ ...due, after: first.next });
      expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids.toSorted());
      expect(second.next).toBeNull();
      const laws = [{ key: '1.2/2024', state: 'con' as const }];
      await catalog.noteSubscribers([...ids, 'nobody'], { toldUntil: due.until, laws });
      expect((await catalog.listDue({ ...due, after: null })).rows).toEqual([]);
      const noted = (await catalog.findSubscriber(ids[0]!))!;
      expect([noted.toldUntil, noted.laws, noted.version]).toEqual([due.until, laws, 2]);
    });

    test('are counted without a name, and erased when their time has come', async () => {
      const catalog = catalogOf();
      const before = await catalog.countSubscriptions();
      const topics = ['{"q":"dem"}', '{"law":"1/2024"}'];
      const aside = await confirm({ topics });
      await confirm({ topics });
      await confirm({ topics: [topics[0]!] });
      await catalog.noteSubscribers([aside.id], { eraseAt: '2002-01-01T00:00:00.000Z' });
      await catalog.addWish(aWish({ eraseAt: '2001-12-31T00:00:00.000Z' }), LIMITS, []);
      const after = await catalog.countSubscriptions();
      expect(after.weekly - before.weekly).toBe(2);
      expect(after.setAside - before.setAside).toBe(1);
      expect(after.unconfirmed - before.unconfirmed).toBe(1);
      const counted = (await catalog.countTopics(100)).filter(({ topic }) =>
        topics.includes(topic),
      );
      expect(counted).toEqual([
        { topic: topics[0], subscribers: 2 },
        { topic: topics[1], subscribers: 1 },
      ]);
      expect((await catalog.countTopics(1)).length).toBe(1);
      expect(await catalog.eraseSubscriptions('2002-01-01T00:00:00.000Z')).toBe(2);
      expect(await catalog.eraseSubscriptions('2002-01-01T00:00:00.000Z')).toBe(0);
      expect(await catalog.findSubscriber(aside.id)).toBeNull();
    });
  });
}
