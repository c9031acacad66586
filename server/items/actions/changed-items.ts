import type { ItemCatalog, ItemList } from '../item-catalog.ts';
import type { Item } from '../item.ts';

const BATCH = 100;

/** Items in these states, all for an empty list, the longest unchanged first; since an instant. */
export async function* changedItems(
  catalog: ItemCatalog,
  updatedSince: string | null,
  states: ItemList['states'],
): AsyncGenerator<Item> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ItemCatalog['listItems']>> = await catalog.listItems({
      states,
      unitId: null,
      lawKey: null,
      updatedSince,
      order: 'updated',
      limit: BATCH,
      after,
    });
    yield* page.rows;
    after = page.next;
  } while (after !== null);
}
