import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Search } from '#server/ports.ts';

/** How many published items the index does not hold; null while it cannot be asked. */
export async function indexLag(
  catalog: Pick<ItemCatalog, 'countItems'>,
  search: Pick<Search, 'state'>,
): Promise<number | null> {
  try {
    const { items } = await search.state();
    return Math.max(0, (await catalog.countItems(['published'])) - items);
  } catch {
    return null;
  }
}
