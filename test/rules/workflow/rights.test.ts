import type { Actor, Role } from '#server/people/account.ts';
import { RIGHTS, scopeOf, type Right } from '#server/workflow/rights.ts';
import { anActor } from '../../support/builders.ts';

const inUnit = { ownUnits: ['xa-an'], reach: ['xa-an', 'truong-an'] as readonly string[] | null };
const rightsOf = (more: Partial<Actor>, ...roles: Role[]): Record<Right, string | null> => {
  const actor = anActor(roles, 'xa-an', more);
  return Object.fromEntries(RIGHTS.map((right) => [right, scopeOf(actor, right)])) as Record<
    Right,
    string | null
  >;
};

describe('who may do what', () => {
  it('is a contributor’s own unit, and nothing that decides', () => {
    const may = rightsOf(inUnit, 'contributor');
    expect(may.edit).toBe('own');
    expect(may.create).toBe('shelf');
    expect(may['view-figures']).toBe('units');
    for (const right of ['verify', 'publish', 'manage-people', 'manage-shelf'] as const)
      expect([right, may[right]]).toEqual([right, null]);
  });

  it('goes as far as the unit and those below, or everywhere for an administrator', () => {
    expect(rightsOf(inUnit, 'cataloguer').verify).toBe('units');
    expect(rightsOf(inUnit, 'unit-admin')['manage-people']).toBe('units');
    expect(rightsOf({ ...inUnit, reach: ['xa-an'] }, 'cataloguer').verify).toBe('own');
    expect(rightsOf(inUnit, 'admin').publish).toBe('all');
    expect(rightsOf({ ...inUnit, reach: null }, 'approver').publish).toBe('all');
    expect(rightsOf(inUnit, 'cataloguer')['edit-lists']).toBe(null);
    expect(rightsOf({ ...inUnit, reach: null }, 'cataloguer')['edit-lists']).toBe('shelf');
  });

  it('is what all roles together give', () => {
    const may = rightsOf(inUnit, 'contributor', 'approver');
    expect(may.edit).toBe('own');
    expect(may.publish).toBe('units');
  });
});
