import { authorise } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { AppError } from '../domain/errors.ts';
import type { Item } from '../domain/item.ts';
import { indexItemJob } from '../domain/job.ts';
import { moveState, needsReason, type WorkflowAction } from '../domain/workflow.ts';
import type { ActionDeps } from '../domain/action-deps.ts';
import { eventOf, getItem, missingForPublishing, refuseErrors } from './item-record.ts';

export interface MoveItemInput {
  readonly actor: Actor;
  readonly itemId: string;
  readonly version: number;
  readonly action: WorkflowAction;
  readonly reason: string;
}

/**
 * One move of the workflow table: verify, submit, return, publish, withdraw, restore. The index follows by job.
 * Throws `item-not-found`, `not-allowed`, `wrong-state`, `stale-version`, `incomplete-record`, `invalid-input` (no reason).
 */
export async function moveItem(deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>, input: MoveItemInput): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, input.action, before);
  if (before.version !== input.version) throw new AppError('stale-version', { itemId: before.id, stored: before.version, given: input.version });
  const reason = input.reason.trim();
  if (needsReason(input.action) && reason === '') throw new AppError('invalid-input', { fields: { reason: 'Hãy ghi lý do.' } });
  const state = moveState(before.state, input.action);
  if (state === 'published') refuseErrors(missingForPublishing(before), 'incomplete-record');
  const now = deps.now();
  const item: Item = {
    ...before, state, updatedAt: now,
    publishedAt: state === 'published' ? (before.publishedAt ?? now) : before.publishedAt,
    verification: input.action === 'verify' ? { by: input.actor.displayName, at: now } : before.verification,
  };
  const shown = state === 'published' || before.state === 'published';
  return deps.catalog.saveItem({ item, event: eventOf(deps, input.actor, before, item, input.action, reason), texts: [], jobs: shown ? [indexItemJob(item.id)] : [] });
}
