import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { can, grantable, unitsSeen } from '#server/workflow/access.ts';
import { ROLES } from '#server/people/account.ts';
import {
  leadsRound,
  MANAGING_UNIT,
  unitsAbove,
  unitsReached,
  unitToday,
  unitWithPast,
  type Unit,
} from '#server/people/unit.ts';
import { anActor } from '../support/builders.ts';
import { permissionTable } from '../support/permission-table.ts';

const unit = (
  id: string,
  parentId: string | null = null,
  successorId: string | null = null,
): Unit => ({
  id,
  code: id,
  name: id,
  kind: 'commune',
  parentId,
  validFrom: null,
  validTo: null,
  successorId,
});

test('docs/permissions.md says what the function decides', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs/permissions.md'), 'utf8');
  expect(text.slice(text.indexOf('## Items'))).toBe(permissionTable());
});

describe('a tree of units', () => {
  const units = [
    unit(MANAGING_UNIT),
    unit('tinh', MANAGING_UNIT),
    unit('xa-a', 'tinh', 'xa-c'),
    unit('xa-b', 'tinh', 'xa-c'),
    unit('xa-c', 'tinh'),
    unit('truong', 'xa-a'),
    unit('thon-cu', null, 'xa-b'),
    unit('xa-d', 'tinh'),
  ];

  test('gives a successor its predecessors with all that is below them', () => {
    expect(unitToday(units, 'thon-cu')).toBe('xa-c');
    expect(unitWithPast(units, 'xa-c').toSorted()).toEqual(['thon-cu', 'xa-a', 'xa-b', 'xa-c']);
    expect(unitsReached(units, 'xa-c')?.toSorted()).toEqual([
      'thon-cu',
      'truong',
      'xa-a',
      'xa-b',
      'xa-c',
    ]);
    expect(unitsReached(units, 'xa-d')).toEqual(['xa-d']);
    expect(unitsReached(units, 'tinh')?.toSorted()).toEqual([
      'thon-cu',
      'tinh',
      'truong',
      'xa-a',
      'xa-b',
      'xa-c',
      'xa-d',
    ]);
  });

  test('is the managing unit’s as a whole, with what nobody put anywhere', () => {
    expect(unitsReached(units, MANAGING_UNIT)).toBeNull();
    expect(
      unitsReached(
        [...units, unit('bo')].map((u) => (u.id === MANAGING_UNIT ? { ...u, parentId: 'bo' } : u)),
        'bo',
      ),
    ).toBeNull();
  });

  test('names everyone above, with their past', () => {
    expect(unitsAbove(units, 'truong').toSorted()).toEqual(
      [MANAGING_UNIT, 'thon-cu', 'tinh', 'truong', 'xa-a', 'xa-b', 'xa-c'].toSorted(),
    );
    expect(unitsAbove([], 'khong-co').toSorted()).toEqual(['khong-co', MANAGING_UNIT].toSorted());
  });

  test('tied in a knot is still walked to an end, and knots are seen', () => {
    const knot = [unit('a', 'b', 'b'), unit('b', 'a', 'a')];
    expect(unitsReached(knot, 'a')?.toSorted()).toEqual(['a', 'b']);
    expect(['a', 'b']).toContain(unitToday(knot, 'a'));
    expect(unitsAbove(knot, 'a')).toContain('b');
    const byId = new Map(units.map((u) => [u.id, u]));
    expect([
      leadsRound(byId, 'tinh', 'truong'),
      leadsRound(byId, 'xa-c', 'xa-c'),
      leadsRound(byId, 'xa-d', 'xa-c'),
    ]).toEqual([true, true, false]);
  });
});

describe('the lists of the whole shelf', () => {
  test('are an administrator’s, and a cataloguer’s only in the managing unit', () => {
    for (const role of ROLES)
      for (const unitId of ['xa-an', MANAGING_UNIT])
        expect([role, unitId, can(anActor([role], unitId), 'edit-lists', 'shelf')]).toEqual([
          role,
          unitId,
          role === 'admin' || (role === 'cataloguer' && unitId === MANAGING_UNIT),
        ]);
  });
});

describe('figures', () => {
  test('of the whole shelf are the managing unit’s, an administrator’s and an auditor’s', () => {
    for (const role of ROLES) {
      const seen = ['xa-an', MANAGING_UNIT].map((unitId) =>
        can(anActor([role], unitId), 'view-figures', { figuresOf: null }),
      );
      expect([role, ...seen]).toEqual([role, role === 'admin' || role === 'auditor', true]);
    }
    expect([
      can(null, 'view-figures', { figuresOf: 'xa-an' }),
      can(anActor([], 'xa-an'), 'view-figures', { figuresOf: 'xa-an' }),
    ]).toEqual([false, false]);
  });
});

describe('people', () => {
  test('nobody changes their own account, and a unit’s administrator none that reaches further', () => {
    const admin = anActor(['unit-admin'], 'xa-an', { reach: ['xa-an', 'truong'] });
    const of = (more: object) => ({ id: 'x', unitId: 'xa-an', roles: [], ...more });
    expect(can(admin, 'manage-people', of({}))).toBe(true);
    expect(can(admin, 'manage-people', of({ unitId: 'truong', roles: ['approver'] }))).toBe(true);
    for (const more of [
      { id: 'a1' },
      { roles: ['admin'] },
      { roles: ['contributor', 'auditor'] },
      { unitId: 'xa-khac' },
    ])
      expect(can(admin, 'manage-people', of(more))).toBe(false);
    expect(can(anActor(['admin']), 'manage-people', of({ id: 'a1' }))).toBe(false);
    expect(grantable(admin)).not.toContain('admin');
    expect(grantable(anActor(['admin']))).toEqual(ROLES);
  });

  test('see the units their roles reach', () => {
    const at = { ownUnits: ['xa-an'], reach: ['xa-an', 'truong'] };
    expect(unitsSeen(anActor(['contributor'], 'xa-an', at))).toEqual(['xa-an']);
    expect(unitsSeen(anActor(['contributor', 'approver'], 'xa-an', at))).toEqual([
      'xa-an',
      'truong',
    ]);
    for (const role of ['admin', 'auditor'] as const)
      expect(unitsSeen(anActor([role], 'xa-an', at))).toBeNull();
  });
});
