import { authorise } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { AppError, type FieldErrors } from '../domain/errors.ts';
import type { Approval, Item, ItemRecord } from '../domain/item.ts';
import { indexItemJob } from '../domain/job.ts';
import { slugify } from '../domain/vietnamese/syllables.ts';
import type { ActionDeps } from '../domain/action-deps.ts';
import { eventOf, getItem, isDate, missingForPublishing, recordErrors, refuseErrors, WRONG_DATE } from './item-record.ts';

export interface EditItemInput {
  readonly actor: Actor;
  readonly itemId: string;
  /** The version the form was filled from. */
  readonly version: number;
  readonly record: ItemRecord;
  readonly approval: Approval | null;
}

/** Saves the record's fields. Throws `item-not-found`, `not-allowed`, `stale-version`, `invalid-input`, `duplicate-identifier`. */
export async function editItem(deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>, input: EditItemInput): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'edit', before);
  if (before.version !== input.version) throw new AppError('stale-version', { itemId: before.id, stored: before.version, given: input.version });
  // What readers already see must stay complete.
  const approvalErrors: FieldErrors = isDate(input.approval?.date || null) ? {} : { approvalDate: WRONG_DATE };
  refuseErrors({ ...(before.state === 'published' ? missingForPublishing(input.record) : recordErrors(input.record)), ...approvalErrors });
  const item: Item = { ...before, ...input.record, slug: slugify(input.record.title), approval: input.approval, updatedAt: deps.now() };
  return deps.catalog.saveItem({
    item, event: eventOf(deps, input.actor, before, item, 'edit'), texts: [], jobs: item.state === 'published' ? [indexItemJob(item.id)] : [],
  });
}
