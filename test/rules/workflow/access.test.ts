import { describe, expect, test } from '@jest/globals';
import { authorise, can, type Action } from '#server/workflow/access.ts';
import { ROLES, type Role } from '#server/people/account.ts';
import { ITEM_STATES, type ItemState } from '#server/items/item.ts';
import { EVENT_LABELS, mayMove, moveState, needsReason } from '#server/workflow/workflow.ts';
import { WORKFLOW_ACTIONS, type WorkflowAction } from '#server/items/workflow-event.ts';
import { vi } from '#web/text/vi.ts';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import { anActor } from '../../support/builders.ts';

/** Every state × action; what is not named is refused. */
const MOVES: Readonly<Record<ItemState, Partial<Record<WorkflowAction, ItemState>>>> = {
  draft: { submit: 'submitted', publish: 'published' },
  submitted: { recall: 'draft', verify: 'verified', return: 'draft', publish: 'published' },
  verified: { return: 'draft', publish: 'published' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { restore: 'published' },
};
const TABLE = ITEM_STATES.flatMap((state) =>
  WORKFLOW_ACTIONS.map((action) => [state, action, MOVES[state][action] ?? null] as const),
);

describe('the workflow', () => {
  test.each(TABLE)('%s, %s → %s', (state, action, to) => {
    expect(mayMove(state, action)).toBe(to !== null);
    if (to === null)
      expect(() => moveState(state, action)).toThrow(
        expect.objectContaining({ code: 'wrong-state', details: { state, action } }),
      );
    else expect(moveState(state, action)).toBe(to);
  });

  test('asks for a reason where something is taken back', () => {
    expect(WORKFLOW_ACTIONS.filter(needsReason)).toEqual(['return', 'withdraw']);
  });

  test('has a Vietnamese name for every state and event', () => {
    for (const name of [
      ...ITEM_STATES.map((s) => vi.state[s]),
      ...WORKFLOW_ACTIONS.map((a) => EVENT_LABELS[a]),
    ])
      expect(name).toMatch(/^\p{Lu}\P{Cc}+$/u);
  });
});

type ItemAction = Exclude<
  Action,
  | 'change-unit'
  | 'view-people'
  | 'manage-people'
  | 'view-units'
  | 'manage-units'
  | 'edit-lists'
  | 'manage-access'
  | 'manage-shelf'
  | 'view-holdings'
  | 'keep-holdings'
  | 'manage-place'
  | 'lend'
  | 'view-figures'
  | 'view-deliveries'
  | 'deliver'
  | 'manage-targets'
  | 'view-security-log'
  | 'view-questions'
  | 'answer-question'
  | 'approve-answer'
  | 'view-unit-entries'
  | 'write-unit-entry'
  | 'approve-unit-entry'
  | 'view-reports'
  | 'fill-report'
  | 'manage-reports'
>;

/** Which roles may do what at all (docs/domain.md). People and units: permissions.test.ts. */
const RIGHTS: Readonly<Record<ItemAction, readonly Role[]>> = {
  take: ['contributor', 'cataloguer', 'approver', 'admin'],
  comment: ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin'],
  view: ROLES,
  create: ['contributor', 'cataloguer', 'admin'],
  edit: ['contributor', 'cataloguer', 'admin'],
  attach: ['contributor', 'cataloguer', 'admin'],
  submit: ['contributor', 'cataloguer', 'admin'],
  recall: ['contributor', 'cataloguer', 'admin'],
  verify: ['cataloguer', 'admin'],
  return: ['cataloguer', 'approver', 'admin'],
  publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'],
  restore: ['approver', 'admin'],
  import: ['cataloguer', 'admin'],
  'retry-job': ['cataloguer', 'admin'],
  'edit-law': ['cataloguer', 'admin'],
  'merge-names': ['cataloguer', 'admin'],
  'review-law': ['cataloguer', 'approver', 'admin'],
  'clear-comment': ['cataloguer', 'approver', 'admin'],
};
const ACTIONS = Object.keys(RIGHTS) as ItemAction[];
const isMove = (action: ItemAction): action is WorkflowAction =>
  (WORKFLOW_ACTIONS as readonly ItemAction[]).includes(action);

function expected(role: Role, action: ItemAction, state: ItemState, own: boolean): boolean {
  if (action === 'view' && state === 'published') return true;
  if (!RIGHTS[action].includes(role)) return false;
  if (isMove(action) && MOVES[state][action] === undefined) return false;
  if (action === 'take' && (state === 'published' || state === 'withdrawn')) return false;
  if (!own) return role === 'admin' || role === 'auditor';
  return role === 'contributor' && ['edit', 'attach', 'take'].includes(action)
    ? state === 'draft'
    : true;
}

describe.each(ROLES)('a %s', (role) => {
  const cases = ACTIONS.flatMap((action) =>
    ITEM_STATES.flatMap((state) => [true, false].map((own) => [action, state, own] as const)),
  );

  test.each(cases)(
    'who wants to %s a %s item (own unit: %s) is answered by the table',
    (action, state, own) => {
      const item = { state, unitId: own ? 'xa-an' : 'xa-khac' };
      const actor = anActor([role], 'xa-an');
      const answer = expected(role, action, state, own);
      expect(can(actor, action, item)).toBe(answer);
      const reached = own || role === 'admin';
      if (answer) expect(() => authorise(actor, action, item)).not.toThrow();
      else
        expect(() => authorise(actor, action, item)).toThrow(
          expect.objectContaining({
            code:
              reached && RIGHTS[action].includes(role) && isMove(action) && !mayMove(state, action)
                ? 'wrong-state'
                : 'not-allowed',
          }),
        );
    },
  );

  test('may only do on the shelf itself what the role allows', () => {
    for (const action of ACTIONS)
      expect(can(anActor([role]), action, 'shelf')).toBe(RIGHTS[action].includes(role));
  });
});

describe('an item on its way to another unit', () => {
  const may = (
    actor: ReturnType<typeof anActor>,
    state: ItemState,
    unitId: string,
    toUnit: string,
  ): boolean => can(actor, 'change-unit', { item: { state, unitId }, toUnit });

  test('is moved by whoever may write it in both', () => {
    const cataloguer = anActor(['cataloguer'], 'xa-an', {
      ownUnits: ['xa-an'],
      reach: ['xa-an', 'truong'],
    });
    expect([
      may(cataloguer, 'submitted', 'xa-an', 'truong'),
      may(cataloguer, 'draft', 'truong', 'xa-an'),
      may(cataloguer, 'draft', 'xa-an', 'xa-khac'),
      may(cataloguer, 'draft', 'xa-khac', 'xa-an'),
    ]).toEqual([true, true, false, false]);
    const contributor = anActor(['contributor'], 'xa-an', {
      ownUnits: ['xa-an', 'xa-cu'],
      reach: ['xa-an', 'xa-cu', 'truong'],
    });
    expect([
      may(contributor, 'draft', 'xa-cu', 'xa-an'),
      may(contributor, 'draft', 'xa-an', 'truong'),
      may(contributor, 'submitted', 'xa-cu', 'xa-an'),
    ]).toEqual([true, false, false]);
    for (const role of ['approver', 'unit-admin', 'auditor'] as const)
      expect([
        role,
        may(anActor([role], MANAGING_UNIT, { reach: null }), 'draft', 'xa-an', 'xa-khac'),
      ]).toEqual([role, false]);
    expect([
      can(null, 'change-unit', { item: item('draft'), toUnit: 'x' }),
      can(cataloguer, 'change-unit', { state: 'draft', unitId: 'xa-an' }),
      can(cataloguer, 'edit', { item: item('draft'), toUnit: 'xa-an' }),
    ]).toEqual([false, false, false]);
  });

  test('once readers have seen it, only by the managing unit', () => {
    for (const state of ['published', 'withdrawn'] as const) {
      expect(
        may(
          anActor(['cataloguer'], 'xa-an', { reach: ['xa-an', 'truong'] }),
          state,
          'xa-an',
          'truong',
        ),
      ).toBe(false);
      expect([
        may(anActor(['cataloguer'], MANAGING_UNIT, { reach: null }), state, 'xa-an', 'truong'),
        may(anActor(['admin'], 'xa-an'), state, 'xa-an', 'xa-khac'),
      ]).toEqual([true, true]);
    }
  });
  const item = (state: ItemState) => ({ state, unitId: 'xa-an' });
});

describe('someone', () => {
  const item = (state: ItemState, unitId = 'so-tu-phap') => ({ state, unitId });

  test('who is not signed in sees what is published and does nothing', () => {
    for (const state of ITEM_STATES) {
      for (const action of ACTIONS)
        expect(can(null, action, item(state))).toBe(action === 'view' && state === 'published');
    }
    expect(can(null, 'view', 'shelf')).toBe(false);
    expect(() => authorise(null, 'edit', item('draft'))).toThrow(
      expect.objectContaining({ code: 'not-signed-in' }),
    );
    expect(() => authorise(null, 'view', item('published'))).not.toThrow();
  });

  test('without any role may do nothing', () => {
    for (const action of ACTIONS) expect(can(anActor([]), action, item('draft'))).toBe(false);
  });

  test('with two roles may do what either allows, each where it reaches', () => {
    const actor = anActor(['contributor', 'approver'], 'xa-an', { reach: ['xa-an', 'truong'] });
    expect(can(actor, 'publish', item('submitted', 'truong'))).toBe(true);
    expect(can(actor, 'edit', item('draft', 'xa-an'))).toBe(true);
    expect(can(actor, 'edit', item('draft', 'truong'))).toBe(false);
    expect(can(actor, 'edit', item('published', 'xa-an'))).toBe(false);
    expect(can(actor, 'view', item('draft', 'truong'))).toBe(true);
    expect(can(actor, 'import', 'shelf')).toBe(false);
  });

  test('of the managing unit reaches every unit', () => {
    expect(can(anActor(['approver']), 'publish', item('verified', 'xa-khac'))).toBe(true);
    expect(can(anActor(['contributor']), 'edit', item('draft', 'xa-khac'))).toBe(false);
  });

  test('under the two-person rule approves what others compiled and compared, and nothing else', () => {
    const actor = anActor(['approver', 'cataloguer'], 'so-tu-phap', { twoPersons: true });
    const work = {
      since: '',
      returned: '',
      holder: null,
      compiledBy: ['khac'],
      verifiedBy: 'khac',
    };
    const of = (more: object, state: ItemState = 'verified') => ({
      ...item(state),
      work: { ...work, ...more },
    });
    expect(can(actor, 'publish', of({}))).toBe(true);
    for (const own of [
      of({ compiledBy: ['khac', 'a1'] }),
      of({ verifiedBy: 'a1' }),
      of({}, 'draft'),
      of({}, 'submitted'),
    ]) {
      expect(can(actor, 'publish', own)).toBe(false);
      expect(() => authorise(actor, 'publish', own)).toThrow(
        expect.objectContaining({ code: 'second-person' }),
      );
      expect(can({ ...actor, twoPersons: false }, 'publish', own)).toBe(true);
    }
    expect(can(actor, 'restore', of({ compiledBy: ['a1'] }, 'withdrawn'))).toBe(true);
  });
});
