import { can } from '#server/domain/access.ts';
import type { Actor } from '#server/domain/account.ts';
import { AppError } from '#server/domain/errors.ts';
import type { Item } from '#server/domain/item.ts';
import type { Catalog } from '#server/domain/ports.ts';
import { listOf } from './staff-form.ts';

export const MOST_PICKED = 100;

export interface Picked { readonly item: Item; readonly version: number }

/** The ticked items this person may see. `id` when first picked, `id.version` once it was shown: what changed in between is refused. */
export async function pickedItems(catalog: Catalog, actor: Actor, body: Readonly<Record<string, unknown>>): Promise<Picked[]> {
  const asked = new Map(listOf(body, 'chon').slice(0, MOST_PICKED).map((value) => { const [id = '', version] = value.split('.'); return [id, Number(version)] as const; }));
  return (await catalog.findItems([...asked.keys()])).filter((item) => can(actor, 'view', item)).map((item) => ({ item, version: asked.get(item.id) || item.version }));
}

/** What an attempt came to; faults that are not this row's own go on. */
export async function outcome(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return Object.values(error.details.fields ?? {})[0] ?? error.message;
    throw error;
  }
}
