import { describe, expect, test } from '@jest/globals';
import type { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import type { Catalog } from '#server/ports.ts';
import { aChange, anItem, NOW } from '../../support/builders.ts';

const from = (source: string, id: string): Partial<Item> => ({
  origin: { source, id, cells: { title: 'abc' }, at: NOW },
});

/** What every Catalog keeps of where items came from. */
export function describeOrigins(catalogOf: () => Catalog): void {
  const save = (more: Partial<Item>): Promise<Item> => catalogOf().saveItem(aChange(anItem(more)));

  describe('an item of another library', () => {
    test('is found by where it came from and its number there', async () => {
      const item = await save(from('TV A', '1'));
      expect(await catalogOf().findItemByOrigin('TV A', '1')).toEqual(item);
      expect(await catalogOf().findItemByOrigin('TV', 'A\n1')).toBeNull();
      expect(await catalogOf().findItemByOrigin('TV B', '1')).toBeNull();
    });

    test('is there once: another one from there is refused whole', async () => {
      const first = await save(from('TV A', '2'));
      const refusal = await save(from('TV A', '2')).catch((error: AppError) => error.code);
      expect(refusal).toBe('duplicate-identifier');
      expect((await save(from('TV B', '2'))).origin?.source).toBe('TV B');
      const again = await catalogOf().saveItem(aChange({ ...first, title: 'Sửa' }));
      expect(await catalogOf().findItemByOrigin('TV A', '2')).toEqual(again);
    });

    test('is found in a shelf that took it in from a backup', async () => {
      const item = { ...anItem(from('TV A', '3')), version: 4 };
      const record = { kind: 'item', value: { item, events: [] } } as const;
      await catalogOf().load([record]);
      await catalogOf().load([record]);
      expect(await catalogOf().findItemByOrigin('TV A', '3')).toEqual(item);
    });
  });
}
