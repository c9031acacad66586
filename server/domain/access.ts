import type { Actor, Role } from './account.ts';
import { AppError } from './errors.ts';
import type { Item } from './item.ts';
import { mayMove, WORKFLOW_ACTIONS, type WorkflowAction } from './workflow.ts';

export type Action = WorkflowAction | 'create' | 'view' | 'edit' | 'attach' | 'retry-job' | 'import' | 'clear-comment';

/** What access looks at: a whole item, or `shelf` for actions that have none. */
export type AccessObject = Pick<Item, 'state' | 'unitId'> | 'shelf';

const ALLOWED: Readonly<Record<Action, readonly Role[]>> = {
  view: ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  create: ['contributor', 'cataloguer', 'admin'],
  edit: ['contributor', 'cataloguer', 'admin'],
  attach: ['contributor', 'cataloguer', 'admin'],
  submit: ['contributor', 'cataloguer', 'admin'],
  verify: ['cataloguer', 'admin'],
  return: ['cataloguer', 'approver', 'admin'],
  publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'],
  restore: ['approver', 'admin'],
  import: ['admin'],
  'retry-job': ['cataloguer', 'admin'],
  'clear-comment': ['cataloguer', 'approver', 'admin'],
};

const isWorkflowAction = (action: Action): action is WorkflowAction => (WORKFLOW_ACTIONS as readonly string[]).includes(action);

/**
 * The one decision on who may do what (DOMAIN.md §3). Contributors keep to their own unit's items and
 * may not change what is published; published items are only edited by cataloguers and administrators.
 */
export function can(actor: Actor | null, action: Action, object: AccessObject): boolean {
  if (actor === null) return action === 'view' && object !== 'shelf' && object.state === 'published';
  const granting = actor.roles.filter((role) => ALLOWED[action].includes(role));
  if (granting.length === 0) return false;
  if (object === 'shelf') return true;
  if (isWorkflowAction(action) && !mayMove(object.state, action)) return false;
  const onlyContributor = granting.every((role) => role === 'contributor');
  if (onlyContributor && object.unitId !== actor.unitId) return action === 'view' && object.state === 'published';
  if (onlyContributor && (action === 'edit' || action === 'attach')) return object.state === 'draft';
  return true;
}

/** Throws `not-signed-in` or `not-allowed` (or `wrong-state` when only the state stands in the way). */
export function authorise(actor: Actor | null, action: Action, object: AccessObject): void {
  if (can(actor, action, object)) return;
  if (actor === null) throw new AppError('not-signed-in');
  const roleFits = actor.roles.some((role) => ALLOWED[action].includes(role));
  if (roleFits && object !== 'shelf' && isWorkflowAction(action) && !mayMove(object.state, action)) throw new AppError('wrong-state', { state: object.state, action });
  throw new AppError('not-allowed', { action });
}
