import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { listOf } from './staff-form.ts';

export const MOST_PICKED = 100;

export interface Picked {
  readonly item: Item;
  readonly version: number;
}

/**
 * The ticked items this person may see; throws `invalid-input` when there are more than {@link
 * MOST_PICKED}. `id` when first picked, `id.version` once it was shown: what changed in between is
 * refused.
 */
export async function pickedItems(
  catalog: ItemCatalog,
  actor: Actor,
  body: Readonly<Record<string, unknown>>,
): Promise<Picked[]> {
  const ticked = listOf(body, 'chon');
  // No page of ours offers so many; what is asked for is done whole or not at all.
  if (ticked.length > MOST_PICKED)
    throw new AppError('invalid-input', {
      fields: { chon: `Mỗi lần tối đa ${MOST_PICKED} tài liệu.` },
    });
  const asked = new Map(
    ticked.map((value) => {
      const [id = '', version] = value.split('.');
      return [id, Number(version)] as const;
    }),
  );
  return (await catalog.findItems([...asked.keys()]))
    .filter((item) => can(actor, 'view', item))
    .map((item) => ({ item, version: asked.get(item.id) || item.version }));
}

/** What an attempt came to; faults that are not this row's own go on. */
export async function outcome(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable')
      return Object.values(error.details.fields ?? {})[0] ?? error.message;
    throw error;
  }
}
