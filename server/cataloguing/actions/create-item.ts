import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Attachment, Item, ItemRecord } from '#server/items/item.ts';
import { extractJob } from '#server/base/job.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { newItem } from '#server/items/new-item.ts';
import { recordErrors } from '#server/items/record-rules.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

export interface CreateItemInput {
  readonly actor: Actor;
  readonly record: ItemRecord;
  readonly attachments: readonly Attachment[];
  /** Fields of the record that a machine filled in; absent for none. */
  readonly guessed?: Item['guessed'];
}

/**
 * A draft with its files; their texts are read by jobs. Throws `not-allowed`, `invalid-input`,
 * `duplicate-identifier`.
 */
export async function createItem(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  { actor, record, attachments, guessed }: CreateItemInput,
): Promise<Item> {
  authorise(actor, 'create', 'shelf');
  refuseErrors(recordErrors(record, await readVocabulary(deps)));
  const item: Item = {
    ...newItem(deps, actor, record, actor.unitId),
    attachments,
    ...(guessed === undefined ? {} : { guessed }),
  };
  return rewriteItem(deps, {
    actor,
    before: null,
    item,
    action: 'create',
    jobs: attachments.map((a) => extractJob(item, a.id)),
  });
}
