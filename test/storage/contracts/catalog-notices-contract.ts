import { describe, expect, test } from '@jest/globals';
import type { Notice } from '#server/items/notice.ts';
import type { Catalog } from '#server/ports.ts';
import { aChange, anEvent, anItem, aNotice, nextId } from '../../support/builders.ts';

/** What every Catalog keeps of notices. Each test has people of its own. */
export function describeNotices(catalogOf: () => Catalog): void {
  const tell = async (...notices: Notice[]): Promise<void> => {
    await catalogOf().saveItem(aChange(anItem(), { notices }));
  };
  const list = async (accountId: string, limit = 100): Promise<Notice[]> => [
    ...(await catalogOf().listNotices({ accountId, limit, after: null })).rows,
  ];

  describe('notices', () => {
    test('are saved with the change that caused them, or not at all', async () => {
      const [who, item] = [nextId(), anItem()];
      const [told, lost] = [aNotice(who), aNotice(who)];
      await catalogOf().saveItem(aChange(item, { event: anEvent(item.id), notices: [told] }));
      await expect(catalogOf().saveItem(aChange(item, { notices: [lost] }))).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await list(who)).toEqual([told]);
      const remark = aNotice(who, { kind: 'comment' });
      const event = anEvent(item.id, { action: 'comment' });
      await catalogOf().addEvent(event, [remark]);
      await expect(catalogOf().addEvent(event, [aNotice(who)])).rejects.toThrow();
      expect(await list(who)).toEqual([remark, told]);
    });

    test('of one person come the latest first, page by page', async () => {
      const who = nextId();
      const notices = Array.from({ length: 5 }, () => aNotice(who));
      await tell(...notices, aNotice(nextId()));
      for (const limit of [1, 2, 5, 6]) {
        const walked: Notice[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<Catalog['listNotices']>> = await catalogOf().listNotices({
            accountId: who,
            limit,
            after,
          });
          walked.push(...page.rows);
          after = page.next;
        } while (after !== null);
        expect(walked).toEqual(notices.toReversed());
      }
      await expect(
        catalogOf().listNotices({ accountId: who, limit: 1, after: '%%%' }),
      ).rejects.toMatchObject({ code: 'invalid-cursor' });
    });

    test('are read up to the one that was shown, once, by their own reader', async () => {
      const [who, other] = [nextId(), nextId()];
      const [first, second, third] = [aNotice(who), aNotice(who), aNotice(who)];
      await tell(first, second, aNotice(other), third);
      expect([
        await catalogOf().countUnreadNotices(who, 10),
        await catalogOf().countUnreadNotices(who, 2),
      ]).toEqual([3, 2]);
      await catalogOf().readNotices(who, first.id, '2026-06-01T00:00:00.000Z');
      await catalogOf().readNotices(who, second.id, '2026-06-02T00:00:00.000Z');
      expect((await list(who)).map((n) => n.readAt)).toEqual([
        null,
        '2026-06-02T00:00:00.000Z',
        '2026-06-01T00:00:00.000Z',
      ]);
      expect([
        await catalogOf().countUnreadNotices(who, 10),
        await catalogOf().countUnreadNotices(other, 10),
      ]).toEqual([1, 1]);
    });

    test('are forgotten by their age', async () => {
      const who = nextId();
      const [old, young] = [
        aNotice(who, { at: '2001-01-01T00:00:00.000Z' }),
        aNotice(who, { at: '2001-01-02T00:00:00.000Z' }),
      ];
      await tell(old, young);
      await catalogOf().forgetNotices('2001-01-02T00:00:00.000Z');
      expect(await list(who)).toEqual([young]);
    });
  });
}
