import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { turnedLaws, turnOf } from '../law-record.ts';
import { DECISION_LABELS, type LawReview, type ReviewDecision } from '#server/items/law-review.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { moveState, REASON_MISSING, workAfterMove } from '#server/workflow/workflow.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { rewriteItem, rewriteTwice, type Rewrite } from '#server/items/actions/rewrite.ts';

export interface ReviewInput {
  readonly actor: Actor;
  readonly itemId: string;
  readonly version: number;
  readonly lawKey: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
}

const LONGEST_REASON = 1_000;
/**
 * A person's decision on an item after a document it cites ended, whole or in part: still right (readers are no
 * longer warned), revise (they are, until it is done), withdraw (decision and withdrawal are one
 * transaction). Who, when and why stay with the item and in its history. Throws `item-not-found`,
 * `not-allowed`, `stale-version`,
 * `invalid-input` (no reason), `wrong-state` (nothing waits).
 */
export async function reviewCitation(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: ReviewInput,
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'review-law', before);
  if (input.decision === 'withdraw') authorise(input.actor, 'withdraw', before);
  if (before.version !== input.version)
    throw new AppError('stale-version', {
      itemId: before.id,
      stored: before.version,
      given: input.version,
    });
  const reason = input.reason.trim();
  refuseErrors(
    reason === ''
      ? { reason: REASON_MISSING }
      : tooLongErrors({ reason: [FIELD_LABELS.reason, reason, LONGEST_REASON] }),
  );
  const now = deps.now();
  const [law] = turnedLaws(before, await deps.catalog.findLaws([input.lawKey]), dayInVietnam(now));
  if (law === undefined || before.state !== 'published')
    throw new AppError('wrong-state', { itemId: before.id, lawKey: input.lawKey });
  const review: LawReview = {
    lawKey: law.key,
    endsOn: turnOf(law) ?? '',
    decision: input.decision,
    reason,
    by: input.actor.displayName,
    at: now,
  };
  const { actor, decision } = input;
  const reviewed: Rewrite = {
    actor,
    before,
    item: { ...before, lawReviews: [...(before.lawReviews ?? []), review] },
    action: 'law-review',
    reason: `${law.number}: ${DECISION_LABELS[decision]}. ${reason}`,
  };
  if (decision !== 'withdraw') return rewriteItem(deps, reviewed);
  return rewriteTwice(deps, reviewed, (item) => ({
    actor,
    before: item,
    item: {
      ...item,
      state: moveState(item.state, 'withdraw'),
      work: workAfterMove(item.work, 'withdraw', actor, now, reason),
    },
    action: 'withdraw',
    reason,
  }));
}
