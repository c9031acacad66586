import { messages } from '#server/workflow/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { REASON_MISSING } from '../workflow.ts';
import { authorise } from '../access.ts';
import { comparedFile } from '../compared-pages.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { CHECKS, type Checklist, type WorkflowAction } from '#server/items/workflow-event.ts';
import { moveState, needsReason, workAfterMove } from '../workflow.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { missingForPublishing } from '#server/items/record-rules.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

export interface MoveItemInput {
  readonly actor: Actor;
  readonly itemId: string;
  readonly version: number;
  readonly action: WorkflowAction;
  readonly reason: string;
  /**
   * What was checked; asked for when an item is compared, and when one that was compared is
   * approved.
   */
  readonly checklist?: Checklist;
  /** Number or address of the item that takes the place of a withdrawn one. */
  readonly supersededBy?: string;
}

/** The published item that takes another's place; null for none. Throws `invalid-input`. */
async function successorOf(
  deps: Pick<ActionDeps, 'catalog'>,
  before: Item,
  { action, supersededBy = '' }: MoveItemInput,
): Promise<string | null> {
  if (action !== 'withdraw' || supersededBy === '') return null;
  const id = /([0-9a-hjkmnp-tv-z]{13})(?:[/?#].*)?$/u.exec(
    supersededBy.replace(/^.*\/tai-lieu\//u, ''),
  )?.[1];
  const item = id === undefined || id === before.id ? null : await deps.catalog.findItem(id);
  if (item?.state !== 'published')
    throw new AppError('invalid-input', {
      fields: { supersededBy: messages.noPublishedItem },
    });
  return item.id;
}

/** Every check ticked, and on comparing every page of the first PDF laid beside the original. */
function missingChecks(
  item: Item,
  action: WorkflowAction,
  checklist: Checklist | undefined,
): FieldErrors {
  if (action !== 'verify' && !(action === 'publish' && item.state === 'verified')) return {};
  const open = CHECKS.filter((check) => !checklist?.checks.includes(check)).length;
  const pages = Array.from({ length: comparedFile(item)?.pages ?? 0 }, (_, i) => i + 1).filter(
    (page) => action === 'verify' && !checklist?.pages.includes(page),
  );
  return {
    ...(open > 0 ? { checks: messages.checksOpen(open) } : {}),
    ...(pages.length > 0
      ? {
          pages: messages.pagesOpen(
            pages.length,
            pages.slice(0, 10).join(', '),
            pages.length > 10 ? ' …' : '',
          ),
        }
      : {}),
  };
}

/** What was ticked, with the file whose pages they are: another file's are to be looked at anew. */
function checklistFor(item: Item, { checks, pages }: Checklist): Checklist {
  const file = comparedFile(item);
  if (file === undefined) return { checks, pages: [] };
  const there = pages.filter((page) => page <= (file.pages ?? 0));
  return { checks, pages: there, ...(there.length > 0 ? { file: file.sha256 } : {}) };
}

/**
 * One move of the workflow table: verify, submit, return, publish, withdraw, restore. The index
 * follows by job. Throws `item-not-found`, `not-allowed`, `wrong-state`, `stale-version`,
 * `incomplete-record`, `invalid-input` (no reason).
 */
export async function moveItem(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: MoveItemInput,
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, input.action, before);
  if (before.version !== input.version)
    throw new AppError('stale-version', {
      itemId: before.id,
      stored: before.version,
      given: input.version,
    });
  const reason = input.reason.trim();
  if (needsReason(input.action) && reason === '')
    throw new AppError('invalid-input', { fields: { reason: REASON_MISSING } });
  refuseErrors(tooLongErrors({ reason: [FIELD_LABELS.reason, reason] }));
  const state = moveState(before.state, input.action);
  refuseErrors(missingChecks(before, input.action, input.checklist));
  if (state === 'published')
    refuseErrors(
      missingForPublishing(before, await readVocabulary(deps), before),
      'incomplete-record',
    );
  const supersededBy = await successorOf(deps, before, input);
  const now = deps.now();
  const item: Item = {
    ...before,
    state,
    publishedAt: state === 'published' ? (before.publishedAt ?? now) : before.publishedAt,
    verification:
      input.action === 'verify'
        ? { by: input.actor.displayName, at: now }
        : input.action === 'return'
          ? null
          : before.verification,
    supersededBy,
    // Whoever approves answers for every fact of the record.
    ...(state === 'published' && before.guessed !== undefined ? { guessed: [] } : {}),
    work: workAfterMove(before.work, input.action, input.actor, now, reason),
  };
  return rewriteItem(deps, {
    actor: input.actor,
    before,
    item,
    action: input.action,
    reason,
    ...(input.checklist === undefined ? {} : { checklist: checklistFor(before, input.checklist) }),
  });
}
