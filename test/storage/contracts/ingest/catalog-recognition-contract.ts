import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import { unpackPage } from '#server/ingest/packed-page.ts';
import type { Item } from '#server/items/item.ts';
import { aChange, anAttachment, anItem, NOW } from '../../../support/builders.ts';
import { aReading, aRecognisedPage } from '../../../support/make/some-readings.ts';

/** What every Catalog keeps of pages that were read from their pictures. */
export function describeRecognition(catalogOf: () => Catalog): void {
  describe('what was read from the pictures of pages', () => {
    let item: Item;
    let attachmentId: string;
    beforeEach(async () => {
      item = await catalogOf().saveItem(
        aChange(anItem({ attachments: [anAttachment(), anAttachment()] })),
      );
      attachmentId = item.attachments[0]!.id;
      const of = { itemId: item.id, attachmentId };
      await catalogOf().saveReading(aReading({ ...of, page: 3, at: '2026-05-12T03:00:02.000Z' }));
      await catalogOf().saveReading(aReading({ ...of, page: 1 }));
      await catalogOf().saveReading(
        aReading({ ...of, page: 12, found: null, reason: 'file-too-slow' }),
      );
    });

    test('is found by page, and listed from a page on', async () => {
      const catalog = catalogOf();
      const of = { itemId: item.id, attachmentId };
      expect(await catalog.findReading(attachmentId, 1)).toEqual(aReading({ ...of, page: 1 }));
      expect(await catalog.findReading(attachmentId, 2)).toBeNull();
      const listed = await catalog.listReadings(attachmentId, 2, 5);
      expect(listed.map((r) => r.page)).toEqual([3, 12]);
      expect(unpackPage(listed[0]!.packed!)).toEqual(aReading().found);
      expect(listed[1]!.packed).toBeNull();
      expect((await catalog.listReadings(attachmentId, 1, 2)).map((r) => r.page)).toEqual([1, 3]);
      const { found: _, ...fact } = aReading({
        ...of,
        page: 12,
        found: null,
        reason: 'file-too-slow',
      });
      expect(await catalog.listReadingFacts(attachmentId, 4, 5)).toEqual([fact]);
    });

    test('is counted, with the times of the last', async () => {
      expect(await catalogOf().countReadings(attachmentId)).toEqual({
        read: 2,
        failed: 1,
        latest: ['2026-05-12T03:00:02.000Z', NOW, NOW],
      });
      expect(await catalogOf().countReadings('nobody')).toEqual({ read: 0, failed: 0, latest: [] });
    });

    test('is replaced by what is read anew, and dropped when asked', async () => {
      const anew = aReading({
        itemId: item.id,
        attachmentId,
        page: 12,
        recogniser: 2,
        found: aRecognisedPage(['Chữ mới “đ” 😀'], { turn: 270 }),
      });
      await catalogOf().saveReading(anew);
      expect(await catalogOf().findReading(attachmentId, 12)).toEqual(anew);
      await catalogOf().dropReadings(attachmentId);
      expect(await catalogOf().listReadings(attachmentId, 1, 9)).toEqual([]);
    });

    test('goes with its file, and stays while the item has it', async () => {
      const [first, second] = item.attachments;
      const without = await catalogOf().saveItem(aChange({ ...item, attachments: [first!] }));
      expect((await catalogOf().countReadings(first!.id)).read).toBe(2);
      await catalogOf().saveItem(aChange({ ...without, attachments: [second!] }));
      expect(await catalogOf().listReadingFacts(first!.id, 1, 9)).toEqual([]);
    });
  });
}
