import type { ActionDeps } from '#server/action-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { changesBetween } from '../change.ts';
import type { Item } from '../item.ts';
import type { WorkflowEvent } from '../workflow-event.ts';

export const eventOf = (
  deps: Pick<ActionDeps, 'newId' | 'now'>,
  actor: Actor,
  before: Item | null,
  after: Item,
  action: WorkflowEvent['action'],
  reason = '',
): WorkflowEvent => ({
  id: deps.newId(),
  itemId: after.id,
  at: deps.now(),
  actorId: actor.accountId,
  actorName: actor.displayName,
  unitId: actor.unitId,
  action,
  from: before?.state ?? null,
  to: after.state,
  reason,
  version: after.version + 1,
  changes: before === null ? [] : changesBetween(before, after),
  checklist: null,
});
