import { recordOfItem } from '../actions/duplicate-item.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item } from '#server/items/item.ts';
import type { UnsavedForm } from '../unsaved-form.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { approvalOf, nationalUrlOf, recordOf, unitOf } from './item-form.ts';

/** What a form says, to be compared with what is stored. */
const meaning = (form: Pick<UnsavedForm, 'values'>, item: Item): string =>
  JSON.stringify([
    recordOf(form.values, item),
    unitOf(form.values, item),
    approvalOf(form.values),
    nationalUrlOf(form.values),
  ]);
const stored = (item: Item): string =>
  JSON.stringify([recordOfItem(item), item.unitId, item.approval, item.national.url ?? '']);

/**
 * What this person was typing and has not saved; null when it says no more than the record does.
 */
export async function unsavedOf(
  { catalog }: Pick<AppDeps, 'catalog'>,
  actor: Actor,
  item: Item,
): Promise<UnsavedForm | null> {
  const form = await catalog.findUnsaved(actor.accountId, item.id);
  if (form === null) return null;
  if (meaning(form, item) !== stored(item)) return form;
  // The last keys may have arrived after the record was saved.
  await catalog.deleteUnsaved(actor.accountId, item.id);
  return null;
}
