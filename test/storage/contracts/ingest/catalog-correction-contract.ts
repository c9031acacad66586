import { beforeEach, describe, expect, test } from '@jest/globals';
import { bringInCorrectionsJob } from '#server/base/job.ts';
import type { Item } from '#server/items/item.ts';
import type { Catalog, Queue } from '#server/ports.ts';
import { aChange, anAttachment, anItem } from '../../../support/builders.ts';
import {
  aCorrection,
  aCorrectionEvent,
  aTextReport,
} from '../../../support/make/some-corrections.ts';
import { aReading } from '../../../support/make/some-readings.ts';

const [FIRST, SECOND] = ['11'.repeat(32), '22'.repeat(32)] as const;
const DONE = { accountId: 'nguoi', name: 'Trần Thị Bình', at: '2026-11-30T02:00:00.000Z' };

/** What every Catalog keeps of pages that people corrected. */
export function describeCorrections(catalogOf: () => Catalog, queueOf: () => Queue): void {
  describe('what people corrected', () => {
    let item: Item;
    let key: { itemId: string; sha256: string; page: number };
    const put = (more: Parameters<typeof aCorrection>[0] = {}, events = [aCorrectionEvent(key)]) =>
      catalogOf().saveCorrection({
        correction: aCorrection({ ...key, ...more }),
        events,
        jobs: [],
      });
    beforeEach(async () => {
      const attachments = [anAttachment({ sha256: FIRST }), anAttachment({ sha256: SECOND })];
      item = await catalogOf().saveItem(aChange(anItem({ attachments, state: 'published' })));
      key = { itemId: item.id, sha256: FIRST, page: 3 };
    });

    test('is saved with its history and its jobs, and readers see it', async () => {
      const catalog = catalogOf();
      const before = await catalog.publicRevision();
      const pending = await queueOf().pending();
      const event = aCorrectionEvent(key);
      const job = bringInCorrectionsJob(item.id, item.attachments[0]!.id);
      const correction = aCorrection(key);
      await catalog.saveCorrection({ correction, events: [event], jobs: [job] });
      expect(await catalog.findCorrection(key)).toEqual({ ...correction, version: 1 });
      expect(await catalog.findCorrection({ ...key, page: 4 })).toBeNull();
      expect(await catalog.findCorrectionEvent(event.id)).toEqual(event);
      expect(await catalog.findCorrectionEvent('nichts')).toBeNull();
      expect(await queueOf().pending()).toBe(pending + 1);
      expect(await catalog.publicRevision()).toBeGreaterThan(before);
    });

    test('is refused on a version that is not the stored one, and nothing of it is kept', async () => {
      await put();
      const late = aCorrectionEvent(key);
      for (const version of [0, 2])
        await expect(put({ version }, [late])).rejects.toThrow(
          expect.objectContaining({ code: 'stale-version' }),
        );
      expect(await catalogOf().findCorrectionEvent(late.id)).toBeNull();
      await put({ version: 1, lines: [] });
      expect((await catalogOf().findCorrection(key))?.version).toBe(2);
      // Two at once: one is first.
      const both = await Promise.allSettled([put({ version: 2 }), put({ version: 2 })]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('is listed by file and page, done pages by themselves, events from the newest', async () => {
      const catalog = catalogOf();
      const events = [aCorrectionEvent({ ...key, page: 12 }), aCorrectionEvent(key)];
      await put({ page: 12, done: DONE }, [events[0]!]);
      await put({}, [events[1]!]);
      await put({ sha256: SECOND, page: 1, done: DONE }, []);
      const listed = await catalog.listCorrections(item.id, FIRST);
      expect(listed.map(({ page }) => page)).toEqual([3, 12]);
      expect(await catalog.listDonePages(item.id)).toEqual([
        { sha256: FIRST, page: 12 },
        { sha256: SECOND, page: 1 },
      ]);
      const all = { itemId: item.id, page: null, limit: 9, before: null };
      const ids = events.map(({ id }) => id).toReversed();
      const idsOf = async (more: object) =>
        (await catalog.listCorrectionEvents({ ...all, ...more })).map(({ id }) => id);
      expect(await idsOf({})).toEqual(ids);
      expect(await idsOf({ limit: 1 })).toEqual([ids[0]]);
      expect(await idsOf({ before: ids[0] })).toEqual([ids[1]]);
      expect(await idsOf({ page: { sha256: FIRST, page: 12 } })).toEqual([events[0]!.id]);
      expect(await idsOf({ itemId: 'nobody' })).toEqual([]);
    });

    test('goes with its bytes, and stays when pages are read anew', async () => {
      const catalog = catalogOf();
      await put();
      await put({ sha256: SECOND });
      await catalog.addTextReport(aTextReport(key), 9);
      await catalog.dropReadings(item.attachments[0]!.id);
      const again = await catalog.saveItem(aChange({ ...item, title: 'Tên khác' }));
      expect(await catalog.listCorrections(item.id, FIRST)).toHaveLength(1);
      await catalog.saveItem(aChange({ ...again, attachments: [item.attachments[1]!] }));
      expect(await catalog.listCorrections(item.id, FIRST)).toEqual([]);
      expect(await catalog.listTextReports(item.id)).toEqual([]);
      expect(await catalog.listCorrections(item.id, SECOND)).toHaveLength(1);
    });

    test('a page is held by one until the time is over or it is given back', async () => {
      const catalog = catalogOf();
      const [a, b] = ['a', 'b'].map((accountId) => ({
        accountId,
        name: accountId.toUpperCase(),
        until: '2026-11-30T02:10:00.000Z',
      })) as [typeof DONE & { until: string }, typeof DONE & { until: string }];
      const at = '2026-11-30T02:00:00.000Z';
      expect(await catalog.holdPage(key, a, at)).toEqual(a);
      expect(await catalog.holdPage(key, b, at)).toEqual(a);
      const longer = { ...a, until: '2026-11-30T02:20:00.000Z' };
      expect(await catalog.holdPage(key, longer, at)).toEqual(longer);
      expect(await catalog.holdPage({ ...key, page: 4 }, b, at)).toEqual(b);
      await catalog.releasePage(key, 'b');
      expect(await catalog.holdPage(key, b, '2026-11-30T02:19:00.000Z')).toEqual(longer);
      expect(await catalog.holdPage(key, b, '2026-11-30T02:20:00.000Z')).toEqual(b);
      await catalog.releasePage(key, 'b');
      expect(await catalog.holdPage(key, a, at)).toEqual(a);
    });

    test('reports of readers wait, so many a page, until they are settled with a change', async () => {
      const catalog = catalogOf();
      const [one, two, three] = [aTextReport(key), aTextReport(key), aTextReport(key)];
      expect(await catalog.addTextReport(one, 2)).toBe(true);
      expect(await catalog.addTextReport(two, 2)).toBe(true);
      expect(await catalog.addTextReport(three, 2)).toBe(false);
      const elsewhere = aTextReport({ ...key, page: 1 });
      expect(await catalog.addTextReport(elsewhere, 2)).toBe(true);
      expect(await catalog.listTextReports(item.id)).toEqual([
        elsewhere,
        ...[one, two].toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      ]);
      expect(await catalog.findTextReport(three.id)).toBeNull();
      const correction = aCorrection(key);
      await catalog.saveCorrection({ correction, events: [], jobs: [], settled: [one.id] });
      expect(await catalog.findTextReport(one.id)).toBeNull();
      expect(await catalog.findTextReport(two.id)).toEqual(two);
      await catalog.forgetTextReports('2026-11-30');
      expect(await catalog.listTextReports(item.id)).toHaveLength(2);
      await catalog.forgetTextReports('2026-12-01');
      expect(await catalog.listTextReports(item.id)).toEqual([]);
    });

    test('items wait while pages that machines read are not done, published ones first', async () => {
      const catalog = catalogOf();
      const [own, other] = ['xa-doc-lai', 'xa-ben'];
      const read = async (of: Item, page: number, reason: string | null = null) =>
        catalog.saveReading(
          aReading({ itemId: of.id, attachmentId: of.attachments[0]!.id, page, reason }),
        );
      const made = async (unitId: string, state: Item['state']) =>
        catalog.saveItem(aChange(anItem({ unitId, state, attachments: [anAttachment()] })));
      const shown = await made(own, 'published');
      const draft = await made(own, 'draft');
      const done = await made(own, 'draft');
      const strange = await made(other, 'published');
      for (const one of [shown, draft, done, strange]) await read(one, 1);
      await read(shown, 2);
      await read(shown, 3, 'file-broken');
      const of = { itemId: done.id, sha256: done.attachments[0]!.sha256, page: 1 };
      await put({ ...of, done: DONE }, []);
      await catalog.addTextReport(
        aTextReport({ itemId: shown.id, sha256: shown.attachments[0]!.sha256 }),
        9,
      );
      const row = { done: 0, reports: 0, read: 1 };
      const rows = [
        { ...row, itemId: shown.id, isPublished: true, read: 2, reports: 1 },
        { ...row, itemId: draft.id, isPublished: false },
      ];
      expect(await catalog.listAwaiting([own], 9)).toEqual(rows);
      expect(await catalog.listAwaiting([own], 1)).toEqual(rows.slice(0, 1));
      const all = (await catalog.listAwaiting(null, 999)).map(({ itemId }) => itemId);
      expect(all).toEqual(expect.arrayContaining([shown.id, strange.id]));
      expect(all).not.toContain(done.id);
    });
  });
}
