import { describe, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import { PRINT_VALUES, type Fingerprint } from '#server/items/fingerprint.ts';
import { aChange, anAttachment, anItem, aText } from '../../support/builders.ts';

/** A print that shares its first `same` values with that of the same seed. */
const aPrint = (seed: number, same = PRINT_VALUES): Fingerprint =>
  Array.from({ length: PRINT_VALUES }, (_, i) => (i < same ? seed + i : 50_000_000 + seed + i));

/** What every Catalog keeps of texts that are alike. */
export function describePrints(catalogOf: () => Catalog): void {
  describe('the print of a text', () => {
    const withPrint = async (
      print: Fingerprint | null,
    ): Promise<{ id: string; attachmentId: string }> => {
      const attachment = anAttachment();
      const { id } = await catalogOf().saveItem(
        aChange(anItem({ attachments: [attachment] }), {
          texts: [aText(attachment.id, { print })],
        }),
      );
      return { id, attachmentId: attachment.id };
    };
    const alike = async (print: Fingerprint, least = 0.6, limit = 9) =>
      (await catalogOf().findAlike(print, { least, limit })).map(({ itemId, share }) => [
        itemId,
        share,
      ]);

    test('is kept with the text, replaced with it and gone with it', async () => {
      const { id, attachmentId } = await withPrint(aPrint(1_000));
      expect(await catalogOf().findFingerprint(attachmentId)).toEqual(aPrint(1_000));
      const item = (await catalogOf().findItem(id))!;
      const again = await catalogOf().saveItem(
        aChange(item, { texts: [aText(attachmentId, { print: aPrint(2_000) })] }),
      );
      expect([await alike(aPrint(1_000)), await alike(aPrint(2_000))]).toEqual([[], [[id, 1]]]);
      await catalogOf().saveItem(aChange(again, { texts: [aText(attachmentId)] }));
      expect([await catalogOf().findFingerprint(attachmentId), await alike(aPrint(2_000))]).toEqual(
        [null, []],
      );
    });

    test('may be given later, and replaced', async () => {
      const { id, attachmentId } = await withPrint(null);
      for (const seed of [3_000, 4_000])
        await catalogOf().saveFingerprint(attachmentId, aPrint(seed));
      expect([await alike(aPrint(3_000)), await alike(aPrint(4_000))]).toEqual([[], [[id, 1]]]);
    });

    test('leads to texts that are alike, the likest first, as many as asked and as alike as asked', async () => {
      const [half, whole, most] = [
        await withPrint(aPrint(5_000, 32)),
        await withPrint(aPrint(5_000)),
        await withPrint(aPrint(5_000, 48)),
      ];
      expect(await alike(aPrint(5_000))).toEqual([
        [whole.id, 1],
        [most.id, 0.75],
      ]);
      expect(await alike(aPrint(5_000), 0.4)).toEqual([
        [whole.id, 1],
        [most.id, 0.75],
        [half.id, 0.5],
      ]);
      expect(await alike(aPrint(5_000), 0.4, 1)).toEqual([[whole.id, 1]]);
    });
  });
}
