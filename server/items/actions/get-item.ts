import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '../item.ts';

/** The item of a path or form. Throws `item-not-found`. */
export async function getItem(deps: Pick<ActionDeps, 'catalog'>, id: string): Promise<Item> {
  const item = await deps.catalog.findItem(id);
  if (item === null) throw new AppError('item-not-found', { itemId: id });
  return item;
}
