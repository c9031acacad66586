import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import {
  MOST_UNSAVED_BYTES,
  MOST_UNSAVED_FORMS,
  UNSAVED_DAYS,
  type UnsavedForm,
} from '../unsaved-form.ts';

const DAY_MS = 86_400_000;

/**
 * Keeps a form that is being typed, for its writer alone. Throws `not-allowed` and
 * `form-too-large`.
 */
export async function keepForm(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  item: Item,
  form: Pick<UnsavedForm, 'version' | 'values'>,
): Promise<void> {
  authorise(actor, 'edit', item);
  const kept: UnsavedForm = {
    ...form,
    accountId: actor.accountId,
    itemId: item.id,
    at: deps.now(),
  };
  if (Buffer.byteLength(JSON.stringify(kept.values)) > MOST_UNSAVED_BYTES)
    throw new AppError('form-too-large', { limit: MOST_UNSAVED_BYTES });
  await deps.catalog.saveUnsaved(kept, MOST_UNSAVED_FORMS);
}

/** What nobody came back for. */
export const forgetOldForms = ({
  catalog,
  now,
}: Pick<ActionDeps, 'catalog' | 'now'>): Promise<void> =>
  catalog.deleteUnsavedBefore(new Date(Date.parse(now()) - UNSAVED_DAYS * DAY_MS).toISOString());
