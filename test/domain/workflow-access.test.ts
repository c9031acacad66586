import { describe, expect, test } from '@jest/globals';
import { authorise, can, type Action } from '#server/domain/access.ts';
import { ROLES, type Role } from '#server/domain/account.ts';
import { ITEM_STATES, type ItemState } from '#server/domain/item.ts';
import { EVENT_LABELS, mayMove, moveState, needsReason, STATE_LABELS, WORKFLOW_ACTIONS, type WorkflowAction } from '#server/domain/workflow.ts';
import { anActor } from '../support/builders.ts';

/** Every state × action; what is not named is refused. */
const MOVES: Readonly<Record<ItemState, Partial<Record<WorkflowAction, ItemState>>>> = {
  draft: { verify: 'verified', submit: 'submitted', publish: 'published' },
  verified: { submit: 'submitted', return: 'draft', publish: 'published' },
  submitted: { return: 'draft', publish: 'published' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { restore: 'published' },
};
const TABLE = ITEM_STATES.flatMap((state) => WORKFLOW_ACTIONS.map((action) => [state, action, MOVES[state][action] ?? null] as const));

describe('the workflow', () => {
  test.each(TABLE)('%s, %s → %s', (state, action, to) => {
    expect(mayMove(state, action)).toBe(to !== null);
    if (to === null) expect(() => moveState(state, action)).toThrow(expect.objectContaining({ code: 'wrong-state', details: { state, action } }));
    else expect(moveState(state, action)).toBe(to);
  });

  test('asks for a reason where something is taken back', () => {
    expect(WORKFLOW_ACTIONS.filter(needsReason)).toEqual(['return', 'withdraw']);
  });

  test('has a Vietnamese name for every state and event', () => {
    for (const name of [...ITEM_STATES.map((s) => STATE_LABELS[s]), ...WORKFLOW_ACTIONS.map((a) => EVENT_LABELS[a])]) expect(name).toMatch(/^\p{Lu}\P{Cc}+$/u);
  });
});

/** Which roles may do what at all (DOMAIN.md §3). */
const RIGHTS: Readonly<Record<Action, readonly Role[]>> = {
  view: ROLES, create: ['contributor', 'cataloguer', 'admin'], edit: ['contributor', 'cataloguer', 'admin'], attach: ['contributor', 'cataloguer', 'admin'],
  submit: ['contributor', 'cataloguer', 'admin'], verify: ['cataloguer', 'admin'], return: ['cataloguer', 'approver', 'admin'], publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'], restore: ['approver', 'admin'], import: ['admin'], 'retry-job': ['cataloguer', 'admin'], 'clear-comment': ['cataloguer', 'approver', 'admin'],
};
const ACTIONS = Object.keys(RIGHTS) as Action[];
const isMove = (action: Action): action is WorkflowAction => (WORKFLOW_ACTIONS as readonly Action[]).includes(action);

function expected(role: Role, action: Action, state: ItemState, own: boolean): boolean {
  if (!RIGHTS[action].includes(role)) return false;
  if (isMove(action) && MOVES[state][action] === undefined) return false;
  if (role !== 'contributor') return true;
  if (!own) return action === 'view' && state === 'published';
  return action === 'edit' || action === 'attach' ? state === 'draft' : true;
}

describe.each(ROLES)('a %s', (role) => {
  const cases = ACTIONS.flatMap((action) => ITEM_STATES.flatMap((state) => [true, false].map((own) => [action, state, own] as const)));

  test.each(cases)('who wants to %s a %s item (own unit: %s) is answered by the table', (action, state, own) => {
    const item = { state, unitId: own ? 'so-tu-phap' : 'xa-khac' };
    const answer = expected(role, action, state, own);
    expect(can(anActor([role]), action, item)).toBe(answer);
    if (answer) expect(() => authorise(anActor([role]), action, item)).not.toThrow();
    else expect(() => authorise(anActor([role]), action, item)).toThrow(expect.objectContaining({ code: RIGHTS[action].includes(role) && isMove(action) && !mayMove(state, action) ? 'wrong-state' : 'not-allowed' }));
  });

  test('may only do on the shelf itself what the role allows', () => {
    for (const action of ACTIONS) expect(can(anActor([role]), action, 'shelf')).toBe(RIGHTS[action].includes(role));
  });
});

describe('someone', () => {
  const item = (state: ItemState, unitId = 'so-tu-phap') => ({ state, unitId });

  test('who is not signed in sees what is published and does nothing', () => {
    for (const state of ITEM_STATES) {
      for (const action of ACTIONS) expect(can(null, action, item(state))).toBe(action === 'view' && state === 'published');
    }
    expect(can(null, 'view', 'shelf')).toBe(false);
    expect(() => authorise(null, 'edit', item('draft'))).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
    expect(() => authorise(null, 'view', item('published'))).not.toThrow();
  });

  test('without any role may do nothing', () => {
    for (const action of ACTIONS) expect(can(anActor([]), action, item('draft'))).toBe(false);
  });

  test('with two roles may do what either allows', () => {
    const actor = anActor(['contributor', 'approver']);
    expect(can(actor, 'publish', item('submitted', 'xa-khac'))).toBe(true);
    expect(can(actor, 'edit', item('draft'))).toBe(true);
    expect(can(actor, 'import', 'shelf')).toBe(false);
  });

  test.each(['auditor', 'approver', 'unit-admin'] as const)('who is contributor and %s still edits as a contributor only', (role) => {
    const actor = anActor(['contributor', role]);
    expect(can(actor, 'edit', item('draft', 'xa-khac'))).toBe(false);
    expect(can(actor, 'edit', item('published'))).toBe(false);
    expect(can(actor, 'submit', item('draft', 'xa-khac'))).toBe(false);
    expect(can(actor, 'view', item('draft', 'xa-khac'))).toBe(true);
  });
});
