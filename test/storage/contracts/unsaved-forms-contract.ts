import { describe, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import type { UnsavedForm } from '#server/cataloguing/unsaved-form.ts';
import { nextId } from '../../support/builders.ts';

const aForm = (accountId: string, itemId: string, minute: number): UnsavedForm => ({
  accountId,
  itemId,
  at: `2026-05-12T03:${String(minute).padStart(2, '0')}:00.000Z`,
  version: 3,
  values: { title: `Đang gõ ${minute}`, subjects: ['11', '09'], 'a.b': '$x' },
});

/** What every Catalog keeps of forms that are being typed. */
export function describeUnsaved(catalogOf: () => Catalog): void {
  describe('a form that is being typed', () => {
    test('is kept of each account apart, replaced, and forgotten when asked', async () => {
      const [anna, binh, item] = [nextId(), nextId(), nextId()];
      for (const form of [aForm(anna, item, 1), aForm(anna, item, 2), aForm(binh, item, 3)])
        await catalogOf().saveUnsaved(form, 50);
      expect(await catalogOf().findUnsaved(anna, item)).toEqual(aForm(anna, item, 2));
      await catalogOf().deleteUnsaved(anna, item);
      await catalogOf().deleteUnsaved(anna, 'khong-co');
      expect([
        await catalogOf().findUnsaved(anna, item),
        await catalogOf().findUnsaved(binh, item),
      ]).toEqual([null, aForm(binh, item, 3)]);
    });

    test('makes the oldest of its account go when there are too many', async () => {
      const [anna, binh] = [nextId(), nextId()];
      const items = [nextId(), nextId(), nextId()];
      await catalogOf().saveUnsaved(aForm(binh, items[0]!, 0), 2);
      for (const [i, item] of items.entries())
        await catalogOf().saveUnsaved(aForm(anna, item, 10 + i), 2);
      expect(
        await Promise.all(
          items.map(async (item) => (await catalogOf().findUnsaved(anna, item))?.at ?? null),
        ),
      ).toEqual([null, aForm(anna, '', 11).at, aForm(anna, '', 12).at]);
      expect(await catalogOf().findUnsaved(binh, items[0]!)).not.toBeNull();
    });

    test('is forgotten with age', async () => {
      const [anna, old, young] = [nextId(), nextId(), nextId()];
      await catalogOf().saveUnsaved({ ...aForm(anna, old, 1), at: '2020-01-01T00:00:00.000Z' }, 50);
      await catalogOf().saveUnsaved(
        { ...aForm(anna, young, 1), at: '2020-03-01T00:00:00.000Z' },
        50,
      );
      await catalogOf().deleteUnsavedBefore('2020-02-01T00:00:00.000Z');
      expect([
        await catalogOf().findUnsaved(anna, old),
        (await catalogOf().findUnsaved(anna, young))?.itemId,
      ]).toEqual([null, young]);
    });
  });
}
